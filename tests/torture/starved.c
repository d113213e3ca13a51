/*
 * Stands between Java and the library, preloaded and loaded in the library's place. While a call is in the library, and on
 * that thread alone, an allocation fails: the JVM has all the memory that it wants. What it does not define is the
 * library's, which it is linked with.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "yjt.h"

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t),
    *__libc_memalign(size_t, size_t);

static __thread int inside;
static atomic_long first, behind_last, count, handed_out;

/* For Java: the `number`th allocation fails, and the `times - 1` after it. 0 is none. */
void starve(long number, long times) {
    count = 0;
    first = number;
    behind_last = number + times;
}

/* How many there have been since. */
long allocations(void) { return count; }

/* What the library has handed out and not had back. */
long not_freed(void) { return handed_out; }

static int fails(void) {
    long number;
    if (!inside)
        return 0;
    number = ++count;
    if (number < first || number >= behind_last)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t number, size_t size) { return fails() ? NULL : __libc_calloc(number, size); }
void *realloc(void *old, size_t size) { return fails() ? NULL : __libc_realloc(old, size); }
int posix_memalign(void **memory, size_t align, size_t size) {
    return fails() || !(*memory = __libc_memalign(align, size)) ? ENOMEM : 0;
}

/* The library's, about to be called. */
#define REAL(name) (__extension__(__typeof__(&name)) enter(dlsym(RTLD_NEXT, #name)))

static void *enter(void *function) {
    inside = 1;
    return function;
}

static yjt_status leave(yjt_status status, int hands_out) {
    inside = 0;
    handed_out += status == YJT_OK ? hands_out : 0;
    return status;
}

yjt_status yjt_init(const char *config_json, yjt_client **client) {
    return leave(REAL(yjt_init)(config_json, client), 1);
}

yjt_status yjt_exchange_code(yjt_client *client, const char *code, int32_t business_type, yjt_user **user) {
    return leave(REAL(yjt_exchange_code)(client, code, business_type, user), 1);
}

yjt_status yjt_user_to_json(const yjt_user *user, char **json) {
    return leave(REAL(yjt_user_to_json)(user, json), 1);
}

yjt_status yjt_encrypt(yjt_client *client, const char *text, char **cipher) {
    return leave(REAL(yjt_encrypt)(client, text, cipher), 1);
}

yjt_status yjt_decrypt(yjt_client *client, const char *cipher, char **text) {
    return leave(REAL(yjt_decrypt)(client, cipher, text), 1);
}

yjt_status yjt_diagnose(const char *config_json, const char *options_json, char **report_json) {
    return leave(REAL(yjt_diagnose)(config_json, options_json, report_json), 1);
}

yjt_status yjt_code_from_link(const char *text, char **code) {
    return leave(REAL(yjt_code_from_link)(text, code), 1);
}

yjt_status yjt_free(void *any) { return leave(REAL(yjt_free)(any), any ? -1 : 0); }
