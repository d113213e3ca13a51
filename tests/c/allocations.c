/*
 * Counts and fails this program's allocations, whose allocator is its own:
 *   allocations count CONFIGURATION-FILE CODE       what yjt_free allocates: nothing
 *   allocations fail CONFIGURATION-FILE CODE JOB    each allocation of a job in turn, in a child process each
 *   allocations large CONFIGURATION-FILE CODE       those whose size a caller or a peer decides
 * CODE serves any number of times; in the last case its answer is large.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yjt.h"

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t),
    *__libc_memalign(size_t, size_t);

/* Counted from 1 on the thread that counts; the one that fails, and whether those after it fail too. */
static __thread int counting;
static long count, failing;
static int lasting;
/* Larger ones fail. */
static size_t most = (size_t)-1;

static int fails(size_t size) {
    if (!counting)
        return 0;
    count++;
    if (size <= most && (!failing || count < failing || (count > failing && !lasting)))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return fails(size) ? NULL : __libc_malloc(size); }
void *calloc(size_t number, size_t size) { return fails(number * size) ? NULL : __libc_calloc(number, size); }
void *realloc(void *old, size_t size) { return fails(size) ? NULL : __libc_realloc(old, size); }
void *memalign(size_t align, size_t size) { return fails(size) ? NULL : __libc_memalign(align, size); }
void *aligned_alloc(size_t align, size_t size) { return memalign(align, size); }
int posix_memalign(void **memory, size_t align, size_t size) {
    return (*memory = memalign(align, size)) ? 0 : ENOMEM;
}

static char configuration[65536];
static const char *code;
static yjt_client *client;
static yjt_user *user;
static int heard;

static void listen_to(void *context, yjt_log_level level, const char *line) {
    (void)context, (void)level, (void)line;
    heard++;
}

static void read_file(const char *path, char *into, size_t size) {
    int file = open(path, O_RDONLY);
    ssize_t length = read(file, into, size - 1);
    if (length <= 0)
        exit(2);
    into[length] = '\0';
    close(file);
}

/* ---- what yjt_free allocates */

static int expect_free(const char *what, void *any, yjt_status wanted) {
    yjt_status status;
    count = 0;
    counting = 1;
    status = yjt_free(any);
    counting = 0;
    if (status != wanted || count)
        printf("%s: status %d, %ld allocations\n", what, (int)status, count);
    return status != wanted || count;
}

static void *free_everything(void *unused) {
    yjt_client *doomed;
    yjt_user *given;
    char *json;
    int failed = 0, foreign = 5;
    (void)unused;
    failed |= expect_free("foreign", &foreign, YJT_ERR_NOT_OURS);
    if (yjt_init(configuration, &doomed) || yjt_exchange_code(doomed, code, 1, &given) || yjt_user_to_json(given, &json))
        return puts(yjt_last_error()->message), "failed";
    failed |= expect_free("text", json, YJT_OK) | expect_free("user", given, YJT_OK);
    failed |= expect_free("client", doomed, YJT_OK) | expect_free("NULL", NULL, YJT_OK);
    failed |= expect_free("text again", json, YJT_ERR_NOT_OURS) | expect_free("client again", doomed, YJT_ERR_NOT_OURS);
    return failed || yjt_last_error()->status != YJT_ERR_NOT_OURS || !*yjt_last_error()->hint ? "failed" : NULL;
}

static int count_free(void) {
    int round;
    for (round = 0; round < 2; round++) {
        pthread_t thread;
        void *failed;
        pthread_create(&thread, NULL, free_everything, NULL);
        pthread_join(thread, &failed);
        if (failed || yjt_set_logger(listen_to, NULL, YJT_LOG_DEBUG))
            return 1;
    }
    printf("%d lines\n", heard);
    return 0;
}

/* ---- each allocation of a job in turn */

#define KEY "A7E2D00B4058086CBD3D4B8A5E0B2697"

static yjt_status init(void **out) { return yjt_init(configuration, (yjt_client **)out); }
static yjt_status exchange(void **out) { return yjt_exchange_code(client, code, 1, (yjt_user **)out); }
static yjt_status refused(void **out) { return yjt_exchange_code(client, "nobodys", 1, (yjt_user **)out); }
static yjt_status to_json(void **out) { return yjt_user_to_json(user, (char **)out); }
static yjt_status encrypt(void **out) { return yjt_encrypt(client, "text", (char **)out); }
static yjt_status decrypt(void **out) {
    return yjt_decrypt(client, "0a504c329ff631c16bd487b2fdc3489f", (char **)out);
}
static yjt_status sm4_encrypt(void **out) { return yjt_sm4_encrypt(KEY, "text", (char **)out); }
static yjt_status sm4_decrypt(void **out) {
    return yjt_sm4_decrypt(KEY, "0a504c329ff631c16bd487b2fdc3489f", (char **)out);
}
static yjt_status diagnose(void **out) { return yjt_diagnose(configuration, "{}", (char **)out); }
static yjt_status full_link(void **out) { return yjt_code_from_link("https://h.example/?code=abc", (char **)out); }
static yjt_status empty_link(void **out) { return yjt_code_from_link("?code=", (char **)out); }

static const struct job {
    const char *name;
    yjt_status (*run)(void **out);
    /* The status when memory suffices. */
    yjt_status status;
    /* What must be there before. */
    int with_client, with_user, with_exchange;
} jobs[] = {
    {"init", init, YJT_OK, 0, 0, 0},
    {"exchange", exchange, YJT_OK, 1, 0, 0},
    {"next-exchange", exchange, YJT_OK, 1, 0, 1},
    {"refused-exchange", refused, YJT_ERR_FAILED, 1, 0, 0},
    {"to-json", to_json, YJT_OK, 1, 1, 0},
    {"decrypt", decrypt, YJT_OK, 1, 0, 0},
    {"encrypt", encrypt, YJT_OK, 1, 0, 0},
    {"sm4-encrypt", sm4_encrypt, YJT_OK, 0, 0, 0},
    {"sm4-decrypt", sm4_decrypt, YJT_OK, 0, 0, 0},
    {"diagnose", diagnose, YJT_OK, 0, 0, 0},
    {"link", full_link, YJT_OK, 0, 0, 0},
    {"empty-link", empty_link, YJT_ERR_LINK_EMPTY_CODE, 0, 0, 0},
};

enum { GOES_ON, ENOUGH, WRONG };

/* Twice: with the failure, which ends in a status, and without, as if nothing had happened. */
static int child(const struct job *job) {
    void *out = NULL;
    yjt_status status;
    const yjt_error *error;
    if ((job->with_client && yjt_init(configuration, &client)) ||
        (job->with_user && yjt_exchange_code(client, code, 1, &user)) ||
        (job->with_exchange && (exchange(&out) || yjt_free(out))))
        return puts(yjt_last_error()->message), WRONG;
    if (yjt_set_logger(listen_to, NULL, YJT_LOG_WARN))
        return puts("yjt_set_logger"), WRONG;
    out = NULL;
    count = 0;
    counting = 1;
    status = job->run(&out);
    counting = 0;
    if (heard != (status != YJT_OK))
        return printf("%d, and %d lines of log\n", (int)status, heard), WRONG;
    error = yjt_last_error();
    if (status == YJT_OK ? out == NULL : out || error->status != status || !*error->message || !*error->hint)
        return printf("%d, but %d %s\n", (int)status, (int)error->status, error->message), WRONG;
    /* A file or a socket that the system has no memory for says so under its own status. */
    if (status != job->status && status != YJT_ERR_OUT_OF_MEMORY && !strstr(error->message, "out of memory"))
        return printf("%d %s\n", (int)status, error->message), WRONG;
    if (yjt_free(out))
        return puts("free"), WRONG;
    failing = 0;
    status = job->run(&out);
    if (status != job->status || yjt_free(out) || yjt_free(user) || yjt_free(client))
        return printf("the next call: %d %s\n", (int)status, yjt_last_error()->message), WRONG;
    return GOES_ON;
}

static int fail_each(const struct job *job) {
    for (lasting = 0; lasting < 2; lasting++)
        for (failing = 1;; failing++) {
            int ended;
            pid_t process = fork();
            if (process == 0) {
                long wanted = failing;
                int result = child(job);
                fflush(stdout);
                _exit(result == GOES_ON && count < wanted ? ENOUGH : result);
            }
            waitpid(process, &ended, 0);
            if (!WIFEXITED(ended) || WEXITSTATUS(ended) == WRONG)
                return printf("%s: allocation %ld%s: ended %d\n", job->name, failing, lasting ? " and on" : "", ended), 1;
            if (WEXITSTATUS(ended) == ENOUGH)
                break;
        }
    printf("%s: %ld allocations\n", job->name, failing - 1);
    return 0;
}

/* ---- those whose size others decide */

static int expect_none(const char *what, yjt_status status, const void *out) {
    counting = 0;
    if (status != YJT_ERR_OUT_OF_MEMORY || out || yjt_last_error()->status != status)
        return printf("%s: %d %s\n", what, (int)status, yjt_last_error()->message), 1;
    return 0;
}

static int fail_large(void) {
    static char text[(1 << 20) + 1], small[1 << 15];
    char *out = NULL;
    int failed;
    if (yjt_init(configuration, &client))
        return 1;
    memset(text, '0', sizeof text - 1);
    memset(small, '0', sizeof small - 1);
    most = 1 << 15;
    counting = 1;
    failed = expect_none("encrypt", yjt_encrypt(client, text, &out), out);
    counting = 1;
    failed |= expect_none("encrypt, the digits", yjt_encrypt(client, small, &out), out);
    counting = 1;
    failed |= expect_none("decrypt", yjt_decrypt(client, text, &out), out);
    counting = 1;
    failed |= expect_none("exchange", yjt_exchange_code(client, code, 1, &user), user);
    return failed || yjt_free(client);
}

int main(int argc, char **argv) {
    size_t i;
    if (argc < 4)
        return 2;
    read_file(argv[2], configuration, sizeof configuration);
    code = argv[3];
    if (strcmp(argv[1], "count") == 0)
        return count_free();
    if (strcmp(argv[1], "large") == 0)
        return fail_large();
    for (i = 0; i < sizeof jobs / sizeof *jobs; i++)
        if (argc == 5 && strcmp(jobs[i].name, argv[4]) == 0)
            return fail_each(&jobs[i]);
    return 2;
}
