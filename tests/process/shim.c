/* Preloaded: counts what an exchange costs, and is a name server that stalls or moves a host. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

atomic_int shim_lookups, shim_threads, shim_connects;
/* Where moved.test is to be found. */
char shim_address[64] = "127.0.0.1";

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        dlsym(RTLD_NEXT, "getaddrinfo");
    shim_lookups++;
    if (name && strcmp(name, "stall.test") == 0) {
        sleep(3600);
        return EAI_AGAIN;
    }
    return real(name && strcmp(name, "moved.test") == 0 ? shim_address : name, service, hints, found);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = dlsym(RTLD_NEXT, "pthread_create");
    shim_threads++;
    return real(thread, attributes, run, argument);
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    if (address->sa_family != AF_UNIX)
        shim_connects++;
    return real(socket, address, length);
}
