/* A login on a thread with a small stack: stack CONFIGURATION-FILE CODE KIB */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "yjt.h"

static char configuration[65536];
static const char *code;

static void *log_in(void *unused) {
    yjt_client *client = NULL;
    yjt_user *user = NULL;
    (void)unused;
    if (yjt_init(configuration, &client) != YJT_OK)
        return NULL;
    printf("%d\n", (int)yjt_exchange_code(client, code, 1, &user));
    yjt_free(user);
    yjt_free(client);
    return NULL;
}

int main(int argc, char **argv) {
    pthread_attr_t small;
    pthread_t thread;
    int file;

    if (argc != 4 || (file = open(argv[1], O_RDONLY)) < 0 || read(file, configuration, sizeof configuration - 1) <= 0)
        return 2;
    code = argv[2];
    pthread_attr_init(&small);
    if (pthread_attr_setstacksize(&small, (size_t)atoi(argv[3]) * 1024) || pthread_create(&thread, &small, log_in, NULL))
        return 3;
    return pthread_join(thread, NULL);
}
