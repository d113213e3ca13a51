/* A thread that is cancelled in the midst of an exchange: the call ends with its result, the thread after it */
#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yjt.h"

static sem_t asked, cancelled;
static yjt_client *client;
static int status = -1, lines;

/* Answers when the thread has been cancelled. */
static void *answer(void *context) {
    static const char head[] = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"errcode\":1}";
    char request[4096];
    int peer = accept(*(int *)context, NULL, NULL);
    if (recv(peer, request, sizeof request, 0) <= 0)
        return NULL;
    sem_post(&asked);
    sem_wait(&cancelled);
    send(peer, head, sizeof head - 1, 0);
    close(peer);
    return NULL;
}

/* Its own cancellation points are as safe as the library's. */
static void log_line(void *context, yjt_log_level level, const char *line) {
    (void)context, (void)level, (void)line;
    pthread_testcancel();
    lines++;
}

static void *exchange(void *unused) {
    yjt_user *user;
    (void)unused;
    status = yjt_exchange_code(client, "abc", 1, &user);
    pthread_testcancel();
    return "not cancelled";
}

int main(void) {
    char configuration[1024];
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    pthread_t peer, thread;
    void *ended;

    sem_init(&asked, 0, 0);
    sem_init(&cancelled, 0, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 16) ||
        getsockname(listener, (struct sockaddr *)&address, &length))
        return 1;
    sprintf(configuration,
            "{\"environment\":\"custom\",\"baseUrl\":\"http://127.0.0.1:%d/\",\"allowHttp\":true,\"serviceId\":\"s\","
            "\"appCode\":\"A\",\"appKey\":\"A7E2D00B4058086CBD3D4B8A5E0B2697\",\"paasId\":\"p\",\"token\":\"t\","
            "\"timeoutMs\":60000}",
            ntohs(address.sin_port));
    if (yjt_init(configuration, &client) || yjt_set_logger(log_line, NULL, YJT_LOG_DEBUG) ||
        pthread_create(&peer, NULL, answer, &listener) || pthread_create(&thread, NULL, exchange, NULL))
        return 1;

    sem_wait(&asked);
    pthread_cancel(thread);
    sem_post(&cancelled);
    if (pthread_join(thread, &ended) || pthread_join(peer, NULL))
        return 1;
    printf("%d, %d lines, %s\n", status, lines, ended == PTHREAD_CANCELED ? "cancelled" : (char *)ended);
    return yjt_set_logger(NULL, NULL, YJT_LOG_OFF) || yjt_free(client);
}
