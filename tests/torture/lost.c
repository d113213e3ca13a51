#define _GNU_SOURCE
#include <dirent.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calls.h"
#include "lost.h"
#include "yjt.h"

int wrong(const char *what, ...) {
    va_list arguments;
    va_start(arguments, what);
    vprintf(what, arguments);
    va_end(arguments);
    printf("; last error: %d %s\n", (int)yjt_last_error()->status, yjt_last_error()->message);
    return WRONG;
}

static int entries(const char *folder) {
    DIR *open = opendir(folder);
    int count = 0;
    while (readdir(open))
        count++;
    closedir(open);
    return count;
}

int files(void) { return entries("/proc/self/fd"); }

int threads_end(void) {
    /* ".", ".." and this one stay. */
    int tries;
    for (tries = 0; tries < 60000 && entries("/proc/self/task") > 3; tries++)
        usleep(1000);
    return entries("/proc/self/task") == 3;
}

/* As many freed ones are kept back as ever are, which goes by their size and address, and the latest failure is a
 * certain one. */
long settled_blocks(void) {
    enum { MANY = 2048, LARGE = 64 };
    char *texts[MANY], plain[1024];
    int i;
    memset(plain, 'a', sizeof plain);
    plain[sizeof plain - 1] = '\0';
    for (i = 0; i < MANY; i++) {
        const char *link = i % 3 ? "?code=short" : "?code=long-enough-for-a-larger-block";
        if (i < LARGE ? yjt_sm4_encrypt("00112233445566778899AABBCCDDEEFF", plain, &texts[i])
                      : yjt_code_from_link(link, &texts[i]))
            exit(wrong("a text"));
    }
    for (i = 0; i < MANY; i++)
        if (yjt_free(texts[i]))
            exit(wrong("freeing a text"));
    if (yjt_code_from_link("?code=", texts) != YJT_ERR_LINK_EMPTY_CODE)
        exit(wrong("a failure"));
    return blocks();
}

static void *meet(void *barrier) {
    pthread_barrier_wait(barrier);
    return NULL;
}

/* Their stacks, with a block of memory each: more than are ever needed at once. */
void keep_stacks(void) {
    enum { MANY = 4 };
    pthread_t threads[MANY];
    pthread_barrier_t barrier;
    int i;
    pthread_barrier_init(&barrier, NULL, MANY);
    for (i = 0; i < MANY; i++)
        pthread_create(&threads[i], NULL, meet, &barrier);
    for (i = 0; i < MANY; i++)
        pthread_join(threads[i], NULL);
}
