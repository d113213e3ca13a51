/* A child process waits for nobody who is not in it: neither for its parent's exchange, nor for its parent's logger */
#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yjt.h"

static sem_t asked, logging, release;
static pthread_t logs;
static yjt_client *client;

static void serve(int listener, sem_t *wait) {
    static const char head[] = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"errcode\":1}";
    char request[4096];
    int peer = accept(listener, NULL, NULL);
    if (recv(peer, request, sizeof request, 0) <= 0)
        return;
    if (wait) {
        sem_post(&asked);
        sem_wait(wait);
    }
    send(peer, head, sizeof head - 1, 0);
    close(peer);
}

static void *first(void *listener) {
    serve(*(int *)listener, &release);
    return NULL;
}

static void *second(void *listener) {
    serve(*(int *)listener, NULL);
    return NULL;
}

/* Slow for one thread. */
static void log_line(void *context, yjt_log_level level, const char *line) {
    (void)context, (void)level, (void)line;
    if (pthread_equal(pthread_self(), logs)) {
        sem_post(&logging);
        sem_wait(&release);
    }
}

static void *log_slowly(void *unused) {
    char *code;
    (void)unused;
    logs = pthread_self();
    yjt_code_from_link("", &code);
    return NULL;
}

static void *exchange(void *unused) {
    yjt_user *user;
    (void)unused;
    return yjt_exchange_code(client, "abc", 1, &user) == YJT_ERR_FAILED ? NULL : (void *)"failed otherwise";
}

int main(void) {
    char configuration[1024];
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0), in_child = -1;
    pthread_t peers[2], thread, slow;
    void *said = NULL;
    pid_t child;

    sem_init(&asked, 0, 0);
    sem_init(&logging, 0, 0);
    sem_init(&release, 0, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 16) ||
        getsockname(listener, (struct sockaddr *)&address, &length))
        return 1;
    sprintf(configuration,
            "{\"environment\":\"custom\",\"baseUrl\":\"http://127.0.0.1:%d/\",\"allowHttp\":true,\"serviceId\":\"s\","
            "\"appCode\":\"A\",\"appKey\":\"A7E2D00B4058086CBD3D4B8A5E0B2697\",\"paasId\":\"p\",\"token\":\"t\","
            "\"timeoutMs\":60000}",
            ntohs(address.sin_port));
    if (yjt_init(configuration, &client) || pthread_create(&peers[0], NULL, first, &listener) ||
        pthread_create(&thread, NULL, exchange, NULL) || yjt_set_logger(log_line, NULL, YJT_LOG_WARN) ||
        pthread_create(&slow, NULL, log_slowly, NULL))
        return 1;
    sem_wait(&asked);
    sem_wait(&logging);
    if (pthread_create(&peers[1], NULL, second, &listener))
        return 1;
    child = fork();
    if (child == 0) {
        alarm(30);
        _exit(exchange(NULL) != NULL || yjt_set_logger(NULL, NULL, YJT_LOG_OFF));
    }
    waitpid(child, &in_child, 0);
    sem_post(&release);
    sem_post(&release);
    pthread_join(thread, &said);
    pthread_join(slow, NULL);
    printf("child %d, parent %s\n", in_child, said ? (char *)said : "ok");
    return in_child != 0 || said || yjt_free(client);
}
