/* Preloaded: counts what an exchange costs, is a name server that stalls or moves a host, refuses threads, and moves
 * the clock. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <linux/futex.h>
#include <netdb.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

atomic_int shim_lookups, shim_threads, shim_connects;
/* Where moved.test is to be found, and the others when they are well. */
char shim_address[64] = "127.0.0.1";
/* What the hosts of those names do. */
atomic_int shim_stall_test = 1, shim_memory_test = 1;
atomic_int shim_no_threads;
/* Seconds that have passed at once. */
atomic_int shim_elapsed;

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        dlsym(RTLD_NEXT, "getaddrinfo");
    shim_lookups++;
    if (name && strcmp(name, "two.test") == 0) {
        /* A list is freed one by one. */
        int failed = real("127.0.0.9", service, hints, found);
        return failed ? failed : real(shim_address, service, hints, &(*found)->ai_next);
    }
    const char *ours[] = {"stall.test", "memory.test", "moved.test"};
    if (name && strcmp(name, "stall.test") == 0 && shim_stall_test) {
        for (;;)
            pause();
    }
    if (name && strcmp(name, "memory.test") == 0 && shim_memory_test)
        return EAI_MEMORY;
    for (int i = 0; i < 3; i++)
        if (name && strcmp(name, ours[i]) == 0)
            name = shim_address;
    return real(name, service, hints, found);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = dlsym(RTLD_NEXT, "pthread_create");
    if (shim_no_threads)
        return EAGAIN;
    shim_threads++;
    return real(thread, attributes, run, argument);
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    if (address->sa_family != AF_UNIX)
        shim_connects++;
    return real(socket, address, length);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (clock == CLOCK_MONOTONIC)
        now->tv_sec += shim_elapsed;
    return result;
}

/* A lock or condition is waited for until a moment on the kernel's clock, which does not move. */
long syscall(long number, ...) {
    long (*real)(long, ...) = dlsym(RTLD_NEXT, "syscall");
    long given[6];
    struct timespec until;
    va_list arguments;
    va_start(arguments, number);
    for (int i = 0; i < 6; i++)
        given[i] = va_arg(arguments, long);
    va_end(arguments);
    if (number == SYS_futex && (given[1] & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET && given[3]) {
        until = *(struct timespec *)given[3];
        until.tv_sec -= shim_elapsed;
        given[3] = (long)&until;
    }
    return real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
