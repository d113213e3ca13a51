/* A child process finds every lock free, whatever its parent's threads were doing: forks CONFIGURATION-FILE CHILDREN */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yjt.h"

#define THREADS 8

static char configuration[65536];
static atomic_int stop;

static void log_line(void *context, yjt_log_level level, const char *line) { (void)context, (void)level, (void)line; }

/* Takes every lock: of the clients, of what is handed out, small and large, and of the logger. */
static int use(void) {
    static char large[4096];
    char *code = NULL, *cipher = NULL;
    yjt_client *client = NULL;
    int i, failed;
    for (i = 0; i < (int)sizeof large - 1; i++)
        large[i] = 'x';
    failed = yjt_init(configuration, &client) != YJT_OK || yjt_code_from_link("code=abc", &code) != YJT_OK ||
             yjt_encrypt(client, large, &cipher) != YJT_OK || yjt_set_logger(log_line, NULL, YJT_LOG_INFO) != YJT_OK;
    return failed | (yjt_free(client) != YJT_OK) | (yjt_free(code) != YJT_OK) | (yjt_free(cipher) != YJT_OK);
}

static void *busy(void *unused) {
    (void)unused;
    while (!atomic_load(&stop))
        if (use())
            return (void *)"failed";
    return NULL;
}

int main(int argc, char **argv) {
    pthread_t threads[THREADS];
    int file, i, children, forked = 0, hung = 0, failed = 0;
    void *ended;

    if (argc != 3 || (children = atoi(argv[2])) < 1 || (file = open(argv[1], O_RDONLY)) < 0 ||
        read(file, configuration, sizeof configuration - 1) <= 0)
        return 2;
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, busy, NULL);
    for (i = 0; i < children && !hung; i++) {
        int status = -1;
        pid_t child = fork();
        forked++;
        if (child == 0) {
            alarm(60); /* for a child that would never end */
            _exit(use());
        }
        waitpid(child, &status, 0);
        hung += WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
        failed += !WIFSIGNALED(status) && WEXITSTATUS(status) != 0;
    }
    atomic_store(&stop, 1);
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &ended);
        failed += ended != NULL;
    }
    printf("%d children, %d hung, %d failed\n", forked, hung, failed);
    return 0;
}
