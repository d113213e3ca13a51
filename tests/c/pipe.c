/* A peer that goes away is an error and never a signal, though SIGPIPE ends this process */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yjt.h"

static void *hang_up(void *context) {
    int listener = *(int *)context, peer;
    while ((peer = accept(listener, NULL, NULL)) >= 0)
        close(peer);
    return NULL;
}

int main(void) {
    static char configuration[8192], filler[1001];
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0), used, i;
    yjt_client *client;
    yjt_user *user;
    pthread_t thread;

    signal(SIGPIPE, SIG_DFL);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 16) ||
        getsockname(listener, (struct sockaddr *)&address, &length) ||
        pthread_create(&thread, NULL, hang_up, &listener))
        return 1;

    /* A head that takes several writes: the later ones find that the peer is gone. */
    memset(filler, 'x', sizeof filler - 1);
    used = sprintf(configuration,
                   "{\"environment\":\"custom\",\"baseUrl\":\"http://127.0.0.1:%d/\",\"allowHttp\":true,\"serviceId\":\"s\","
                   "\"appCode\":\"A\",\"appKey\":\"A7E2D00B4058086CBD3D4B8A5E0B2697\",\"paasId\":\"p\",\"token\":\"t\","
                   "\"extraHeaders\":{",
                   ntohs(address.sin_port));
    for (i = 0; i < 6; i++)
        used += sprintf(configuration + used, "%s\"x-%c\":\"%s\"", i ? "," : "", 'a' + i, filler);
    strcpy(configuration + used, "}}");
    if (yjt_init(configuration, &client) != YJT_OK)
        return puts(yjt_last_error()->message), 1;

    for (i = 0; i < 100; i++)
        if (yjt_exchange_code(client, "abc", 1, &user) != YJT_ERR_DISCONNECTED)
            return puts(yjt_last_error()->message), 1;
    return yjt_free(client) != YJT_OK;
}
