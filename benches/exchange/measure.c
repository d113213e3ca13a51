/*
 * One program, compiled twice: with the library, and (-DWITH_LIBCURL) with libcurl doing the same request, one reused
 * handle for each thread. measure SETTINGS THREADS EXCHANGES prints: p50 µs, p99 µs, CPU µs per exchange, exchanges/s.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char settings[8192];
static int per_thread;
static pthread_barrier_t warmed_up;

static void die(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

#ifdef WITH_LIBCURL
#include <curl/curl.h>

/* SETTINGS: base URL with its fixed parameters, CA file, then a header each line. No signing, no decrypting. */
typedef struct {
    CURL *handle;
    char body[4096];
    size_t length;
} worker;

static char *base, *ca_file;
static struct curl_slist *headers;

static size_t receive(char *data, size_t size, size_t count, void *context) {
    worker *w = context;
    if (w->length + size * count >= sizeof w->body)
        return 0;
    memcpy(w->body + w->length, data, size * count);
    w->length += size * count;
    return size * count;
}

static void prepare(void) {
    char *rest = settings, *line;
    base = strsep(&rest, "\n");
    ca_file = strsep(&rest, "\n");
    while ((line = strsep(&rest, "\n")) && *line)
        headers = curl_slist_append(headers, line);
    curl_global_init(CURL_GLOBAL_ALL);
}

static void start(worker *w) {
    w->handle = curl_easy_init();
    curl_easy_setopt(w->handle, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(w->handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(w->handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(w->handle, CURLOPT_CONNECTTIMEOUT_MS, 5000L);
    curl_easy_setopt(w->handle, CURLOPT_TIMEOUT_MS, 10000L);
    curl_easy_setopt(w->handle, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(w->handle, CURLOPT_WRITEDATA, w);
}

static void exchange(worker *w, const char *code) {
    char url[1024];
    snprintf(url, sizeof url, "%s&code=%s&businessType=1", base, code);
    w->length = 0;
    curl_easy_setopt(w->handle, CURLOPT_URL, url);
    if (curl_easy_perform(w->handle) != CURLE_OK || w->length < 100)
        die("libcurl failed");
}
#else
#include "yjt.h"

/* SETTINGS: the configuration. */
typedef char worker;
static yjt_client *client;

static void prepare(void) {
    if (yjt_init(settings, &client) != YJT_OK)
        die(yjt_last_error()->message);
}

static void start(worker *w) { (void)w; }

static void exchange(worker *w, const char *code) {
    yjt_user *user;
    (void)w;
    if (yjt_exchange_code(client, code, 1, &user) != YJT_OK)
        die(yjt_last_error()->message);
    yjt_free(user);
}
#endif

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

typedef struct {
    int number;
    double *took;
} task;

static void *run(void *context) {
    task *t = context;
    worker w;
    char code[33];
    int i;
    start(&w);
    for (i = -20; i < per_thread; i++) {
        double before;
        if (i == 0) {
            pthread_barrier_wait(&warmed_up);
            pthread_barrier_wait(&warmed_up);
        }
        snprintf(code, sizeof code, "bench-%03d-%09d", t->number, i + 20);
        before = now(CLOCK_MONOTONIC);
        exchange(&w, code);
        if (i >= 0)
            t->took[i] = now(CLOCK_MONOTONIC) - before;
    }
    return NULL;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    int threads, all, i;
    double *took, elapsed, cpu;
    pthread_t ids[256];
    task tasks[256];
    FILE *file;

    if (argc != 4 || !(file = fopen(argv[1], "rb")) || fread(settings, 1, sizeof settings - 1, file) == 0)
        die("usage: measure SETTINGS THREADS EXCHANGES");
    fclose(file);
    threads = atoi(argv[2]);
    per_thread = atoi(argv[3]) / threads;
    all = threads * per_thread;
    took = calloc(all, sizeof *took);
    prepare();
    pthread_barrier_init(&warmed_up, NULL, threads + 1);
    for (i = 0; i < threads; i++) {
        tasks[i].number = i;
        tasks[i].took = took + (size_t)i * per_thread;
        pthread_create(&ids[i], NULL, run, &tasks[i]);
    }
    pthread_barrier_wait(&warmed_up);
    cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    elapsed = now(CLOCK_MONOTONIC);
    pthread_barrier_wait(&warmed_up);
    for (i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    elapsed = now(CLOCK_MONOTONIC) - elapsed;
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    qsort(took, all, sizeof *took, by_size);
    printf("%.2f %.2f %.2f %.0f\n", took[all / 2], took[all - all / 100 - 1], cpu / all, all / elapsed * 1e6);
    return 0;
}
