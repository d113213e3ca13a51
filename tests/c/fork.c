/* A pooled connection is never shared with a child process: fork CONFIGURATION-FILE CODE CODE CODE */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yjt.h"

static int log_in(yjt_client *client, const char *code) {
    yjt_user *user = NULL;
    if (yjt_exchange_code(client, code, 1, &user) != YJT_OK) {
        printf("%s\n", yjt_last_error()->message);
        fflush(stdout);
        return 1;
    }
    return yjt_free(user) != YJT_OK;
}

int main(int argc, char **argv) {
    static char configuration[65536];
    yjt_client *client = NULL;
    int file, child_failed = 1;
    pid_t child;

    if (argc != 5 || (file = open(argv[1], O_RDONLY)) < 0 || read(file, configuration, sizeof configuration - 1) <= 0)
        return 2;
    if (yjt_init(configuration, &client) != YJT_OK || log_in(client, argv[2]))
        return 1;
    child = fork();
    if (child == 0)
        _exit(log_in(client, argv[3]));
    if (child < 0 || waitpid(child, &child_failed, 0) != child || child_failed)
        return 1;
    return log_in(client, argv[4]) || yjt_free(client) != YJT_OK;
}
