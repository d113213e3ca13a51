/* What the library asks of the system, each call of which can be made to fail. */
#ifndef CALLS_H
#define CALLS_H

enum call {
    CLOSE,
    CONNECT,
    FCNTL,
    GETADDRINFO,
    GETRANDOM,
    GETSOCKOPT,
    OPEN,
    POLL,
    PTHREAD_CREATE,
    READ,
    RECV,
    SEND,
    SETSOCKOPT,
    SOCKET,
    /* What an asynchronous connect came to: getsockopt succeeds in telling it. */
    SO_ERROR_IS,
    STATX,
    CALLS
};

extern const char *const call_names[CALLS];

/* An "error" of recv: that the other side has closed. Those of getaddrinfo are its codes, and what EAI_SYSTEM leaves in errno. */
enum { END = 100000 };

/* The `first`th of these calls from now on fails, and the `times - 1` after it. */
void fail(enum call call, int error, long first, long times);
/* From now on all is well. */
void all_well(void);
/* From now on a byte at a time is received, sent and read. */
void singly(void);

/* How often a call has been made since then, by any thread. */
long made(enum call call);
/* How often something had been sent before the first call that failed. */
long sends_before_failure(void);

/* Blocks of memory that are allocated. */
long blocks(void);

#endif
