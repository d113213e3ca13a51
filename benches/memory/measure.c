/* measure SETTINGS BUILT-IN-SETTINGS: what a client and an idle connection take, in bytes that malloc has given out; and
   how a process of many hospitals fares. Prints a line "NAME NUMBER" for each. */
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "yjt.h"

#define CLIENTS 100
#define THREADS 64
#define EXCHANGES 40

static pthread_barrier_t together;
static yjt_client **hospitals;
static int count;
static atomic_int next_code;

static void check(yjt_status status) {
    if (status != YJT_OK) {
        fprintf(stderr, "%s\n", yjt_last_error()->message);
        exit(1);
    }
}

static char *contents(const char *path) {
    char *text = calloc(1, 65536);
    FILE *file = fopen(path, "rb");
    if (!file || fread(text, 1, 65535, file) == 0)
        exit(2);
    fclose(file);
    return text;
}

static size_t used(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void exchange(yjt_client *client) {
    char code[33];
    yjt_user *user;
    snprintf(code, sizeof code, "bench-%d", atomic_fetch_add(&next_code, 1));
    check(yjt_exchange_code(client, code, 1, &user));
    check(yjt_free(user));
}

static double per_client(const char *settings) {
    yjt_client *clients[CLIENTS];
    size_t before, after;
    int i;
    check(yjt_init(settings, &clients[0])); /* what the process has once */
    before = used();
    for (i = 1; i < CLIENTS; i++)
        check(yjt_init(settings, &clients[i]));
    after = used();
    for (i = 0; i < CLIENTS; i++)
        check(yjt_free(clients[i]));
    return (double)(after - before) / (CLIENTS - 1);
}

/* Each thread has a connection of its own when all of them exchange at once. */
static void *exchange_together(void *client) {
    int i;
    for (i = 0; i < EXCHANGES; i++) {
        pthread_barrier_wait(&together);
        exchange(client);
    }
    return NULL;
}

static int sockets(void) {
    char path[64], target[64];
    int fd, found = 0;
    for (fd = 0; fd < 65536; fd++) {
        ssize_t length;
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        length = readlink(path, target, sizeof target);
        found += length > 7 && target[0] == 's' && target[6] == ':';
    }
    return found;
}

static double per_connection(const char *settings, int *opened) {
    pthread_t threads[THREADS];
    yjt_client *client;
    size_t before, after;
    int i;
    check(yjt_init(settings, &client));
    exchange(client);
    before = used();
    pthread_barrier_init(&together, NULL, THREADS);
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, exchange_together, client);
    for (i = 0; i < THREADS; i++) /* and with it, what malloc keeps for a thread */
        pthread_join(threads[i], NULL);
    after = used();
    *opened = sockets();
    check(yjt_free(client));
    return (double)(after - before) / (*opened - 1);
}

static void *serve(void *first) {
    int i;
    for (i = (int)(size_t)first; i < 4 * count; i += THREADS)
        exchange(hospitals[i % count]);
    return NULL;
}

/* Exchanges a second over all of them, four each, the first with a handshake. */
static double serve_all(void) {
    pthread_t threads[THREADS];
    struct timespec begin, end;
    size_t i;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, serve, (void *)i);
    for (i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    return 4.0 * count / ((double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
}

int main(int argc, char **argv) {
    char *settings, *built_in;
    int opened, sizes[] = {125, 250, 500}, i, n;

    if (argc != 3)
        return 2;
    settings = contents(argv[1]);
    built_in = contents(argv[2]);
    mallopt(M_ARENA_MAX, 1); /* one account */
    printf("client_ca_file %.0f\n", per_client(settings));
    printf("client_built_in %.0f\n", per_client(built_in));
    printf("connection %.0f\n", per_connection(settings, &opened));
    printf("connections %d\n", opened);
    for (n = 0; n < 3; n++) {
        size_t before = used();
        count = sizes[n];
        hospitals = calloc((size_t)count, sizeof *hospitals);
        for (i = 0; i < count; i++)
            check(yjt_init(settings, &hospitals[i]));
        serve_all();
        printf("hospitals_%d_bytes %.0f\n", count, (double)(used() - before) / count);
        printf("hospitals_%d_rate %.0f\n", count, serve_all());
        for (i = 0; i < count; i++)
            check(yjt_free(hospitals[i]));
        free(hospitals);
    }
    return 0;
}
