/* A program's own definitions come before the C library's. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "calls.h"

const char *const call_names[CALLS] = {
    "close", "connect", "fcntl", "getaddrinfo", "getrandom", "getsockopt", "open", "poll",
    "pthread_create", "read", "recv", "send", "setsockopt", "socket", "SO_ERROR", "statx",
};

static struct {
    atomic_int armed, singly;
    enum call failing;
    int error;
    long first, behind_last;
    atomic_long made[CALLS];
    long sends_before_failure;
} plan;

static void begin(void) {
    memset(&plan, 0, sizeof plan);
    plan.failing = CALLS;
    plan.armed = 1;
}

void fail(enum call call, int error, long first, long times) {
    begin();
    plan.failing = call;
    plan.error = error;
    plan.first = first;
    plan.behind_last = first + times;
}

void all_well(void) { memset(&plan, 0, sizeof plan); }

void singly(void) {
    begin();
    plan.singly = 1;
}

long made(enum call call) { return plan.made[call]; }
long sends_before_failure(void) { return plan.sends_before_failure; }

static int fails(enum call call) {
    long number;
    if (!plan.armed)
        return 0;
    number = ++plan.made[call];
    if (call != plan.failing || number < plan.first || number >= plan.behind_last)
        return 0;
    if (number == plan.first)
        plan.sends_before_failure = plan.made[SEND] - (call == SEND);
    errno = plan.error;
    return 1;
}

static size_t portion(size_t length) { return plan.singly && length ? 1 : length; }

/* The C library's. */
#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

int close(int file) {
    /* Whatever it says, the descriptor is gone. */
    int result = REAL(close)(file);
    return fails(CLOSE) ? -1 : result;
}

int connect(int socket, __CONST_SOCKADDR_ARG address, socklen_t length) {
    int failed = fails(CONNECT), error = errno;
    /* It goes on behind a signal. */
    int result = failed && error != EINTR ? -1 : REAL(connect)(socket, address, length);
    if (failed)
        errno = error;
    return failed ? -1 : result;
}

int fcntl(int file, int command, ...) {
    va_list arguments;
    long argument;
    va_start(arguments, command);
    argument = va_arg(arguments, long);
    va_end(arguments);
    /* A debug build asks F_GETFD, to end the process when a descriptor that it closes is closed. */
    if (command != F_GETFD && fails(FCNTL))
        return -1;
    return REAL(fcntl)(file, command, argument);
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    if (fails(GETADDRINFO))
        return errno > 0 ? EAI_SYSTEM : errno;
    return REAL(getaddrinfo)(name, service, hints, found);
}

ssize_t getrandom(void *into, size_t length, unsigned flags) {
    return fails(GETRANDOM) ? -1 : REAL(getrandom)(into, portion(length), flags);
}

int getsockopt(int socket, int level, int name, void *value, socklen_t *length) {
    int result;
    if (fails(GETSOCKOPT))
        return -1;
    result = REAL(getsockopt)(socket, level, name, value, length);
    if (level == SOL_SOCKET && name == SO_ERROR && fails(SO_ERROR_IS))
        *(int *)value = errno;
    return result;
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    mode_t mode;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return fails(OPEN) ? -1 : REAL(open64)(path, flags, mode);
}

int poll(struct pollfd *asked, nfds_t length, int limit) {
    return fails(POLL) ? -1 : REAL(poll)(asked, length, limit);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    return fails(PTHREAD_CREATE) ? errno : REAL(pthread_create)(thread, attributes, run, argument);
}

ssize_t read(int file, void *into, size_t length) {
    return fails(READ) ? -1 : REAL(read)(file, into, portion(length));
}

ssize_t recv(int socket, void *into, size_t length, int flags) {
    if (fails(RECV))
        return errno == END ? 0 : -1;
    return REAL(recv)(socket, into, portion(length), flags);
}

ssize_t send(int socket, const void *from, size_t length, int flags) {
    return fails(SEND) ? -1 : REAL(send)(socket, from, portion(length), flags);
}

int setsockopt(int socket, int level, int name, const void *value, socklen_t length) {
    return fails(SETSOCKOPT) ? -1 : REAL(setsockopt)(socket, level, name, value, length);
}

int socket(int domain, int type, int protocol) {
    return fails(SOCKET) ? -1 : REAL(socket)(domain, type, protocol);
}

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *found) {
    return fails(STATX) ? -1 : REAL(statx)(folder, path, flags, mask, found);
}

/* The numbers that have no function, or need none. */
long syscall(long number, ...) {
    long given[6];
    va_list arguments;
    int i;
    va_start(arguments, number);
    for (i = 0; i < 6; i++)
        given[i] = va_arg(arguments, long);
    va_end(arguments);
    if (number == SYS_getrandom)
        return getrandom((void *)given[0], (size_t)given[1], (unsigned)given[2]);
    return REAL(syscall)(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

/* ---- memory */

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t),
    *__libc_memalign(size_t, size_t), __libc_free(void *);

static atomic_long allocated;

long blocks(void) { return allocated; }

static void *another(void *block) {
    allocated += block != NULL;
    return block;
}

void *malloc(size_t size) { return another(__libc_malloc(size)); }
void *calloc(size_t number, size_t size) { return another(__libc_calloc(number, size)); }
void *realloc(void *old, size_t size) { return old ? __libc_realloc(old, size) : malloc(size); }
int posix_memalign(void **memory, size_t align, size_t size) {
    return (*memory = another(__libc_memalign(align, size))) ? 0 : ENOMEM;
}
void free(void *block) {
    allocated -= block != NULL;
    __libc_free(block);
}
