#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "jobs.h"
#include "lost.h"

char configuration[65536];
struct shared *shared;

static struct patient patients[20000];
static int patient_count;

const struct patient *another(void) {
    if (shared->next_patient == patient_count)
        exit(wrong("more codes are needed"));
    return &patients[shared->next_patient++];
}

yjt_client *client;
const struct patient *patient;

yjt_status init(void) { return yjt_init(configuration, &client); }

static int is_right(const yjt_user *user) { return user && strcmp(user->certificate_no, patient->certificate) == 0; }

/* Somebody else's identity is no success. */
yjt_status exchange(void) {
    yjt_user *user;
    yjt_status status = yjt_exchange_code(client, patient->code, 1, &user);
    if (status == YJT_OK ? !is_right(user) : user != NULL)
        exit(wrong("%d, but the user is not the one of %s", (int)status, patient->code));
    return status == YJT_OK ? yjt_free(user) : status;
}

yjt_status exchange_for(const struct patient *another) {
    patient = another;
    return exchange();
}

/* What is wrong is in the report: there is always one. */
yjt_status diagnose(void) {
    char *report;
    yjt_status status = yjt_diagnose(configuration, "{}", &report);
    if (status == YJT_OK ? !strstr(report, "\"checks\"") : report != NULL)
        exit(wrong("%d, but the report is %s", (int)status, report ? report : "NULL"));
    return status == YJT_OK ? yjt_free(report) : status;
}

static const struct job jobs[] = {
    {"init", init, 0, 0},
    {"exchange", exchange, 1, 0},
    {"next-exchange", exchange, 1, 1},
    {"diagnose", diagnose, 0, 0},
};

const struct job *job;

yjt_status prepare(void) {
    yjt_status status = job->with_client ? init() : YJT_OK;
    if (status == YJT_OK && job->with_exchange)
        status = exchange_for(another());
    patient = another();
    return status;
}

yjt_status warm_up(void) {
    yjt_status status = job->run == diagnose ? diagnose() : YJT_OK;
    int i;
    keep_stacks();
    for (i = 0; i < 2 && !status; i++)
        if (!(status = init()) && !(status = exchange_for(another())))
            status = yjt_free(client);
    return status;
}

static void read_file(const char *path, char *into, size_t size) {
    int file = open(path, O_RDONLY);
    ssize_t length = read(file, into, size - 1);
    if (length <= 0)
        exit(2);
    into[length] = '\0';
    close(file);
}

static void read_codes(const char *path) {
    FILE *file = fopen(path, "r");
    struct patient *next = patients;
    while (fscanf(file, "%39s %39s", next->code, next->certificate) == 2)
        next = &patients[++patient_count];
    fclose(file);
}

int begin(const char *name, const char *configuration_file, const char *codes_file) {
    size_t i;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    read_file(configuration_file, configuration, sizeof configuration);
    read_codes(codes_file);
    for (i = 0; i < sizeof jobs / sizeof *jobs; i++)
        if (strcmp(jobs[i].name, name) == 0)
            job = &jobs[i];
    return job != NULL;
}
