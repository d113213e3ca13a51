/*
 * A host that makes the mistakes that the checkers are there for: planted output | leak | race
 *
 * The library itself stores through the pointer, so a library that is not built with the sanitizer goes unseen.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "yjt.h"

static char *code;

/* Where no compiler looks. */
static char **volatile hidden;

/* It writes where the host has freed the memory. */
static int output(void) {
    hidden = malloc(sizeof *hidden);
    free(hidden);
    return yjt_code_from_link("?code=abc", hidden);
}

/* Memory to which no pointer leads any more. */
static int leak(void) {
    hidden = malloc(100);
    hidden = NULL;
    return 0;
}

static void *write_code(void *unused) {
    (void)unused;
    yjt_code_from_link("?code=abc", &code);
    return NULL;
}

/* It writes to one place on two threads. */
static int race(void) {
    pthread_t threads[2];
    return pthread_create(&threads[0], NULL, write_code, NULL) || pthread_create(&threads[1], NULL, write_code, NULL) ||
           pthread_join(threads[0], NULL) || pthread_join(threads[1], NULL);
}

int main(int argc, char **argv) {
    const char *fault = argc == 2 ? argv[1] : "";
    return strcmp(fault, "output") == 0 ? output() : strcmp(fault, "leak") == 0 ? leak() : strcmp(fault, "race") == 0 ? race() : 2;
}
