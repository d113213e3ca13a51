/* What is done while the operating system fails. */
#ifndef JOBS_H
#define JOBS_H

#include "yjt.h"

extern char configuration[65536];

/* What the processes share. */
extern struct shared {
    int next_patient;
    /* The sends of a job that goes well; the latest carries the request. */
    long sends;
} *shared;

/* A one-time code, and the certificateNo of whose it is. */
struct patient {
    char code[40], certificate[40];
};

extern const struct job {
    const char *name;
    yjt_status (*run)(void);
    /* What has happened before. */
    int with_client, with_exchange;
} *job;

/* The job's. */
extern yjt_client *client;
extern const struct patient *patient;

yjt_status init(void);
yjt_status exchange(void);
yjt_status diagnose(void);

/* The next one that no process has had. */
const struct patient *another(void);
yjt_status exchange_for(const struct patient *another);

/* Reads the configuration and the codes, and finds the job; 0 when there is none of that name. */
int begin(const char *name, const char *configuration_file, const char *codes_file);

/* Until everything is there that is made once. */
yjt_status warm_up(void);

/* What has happened before the job. */
yjt_status prepare(void);

#endif
