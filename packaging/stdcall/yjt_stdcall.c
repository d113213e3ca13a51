/*
 * yjt_stdcall.dll: the functions of yjt.h under the stdcall convention, for PowerBuilder, VB6 and Delphi.
 * Each forwards to the cdecl function in the static library that is linked into the same DLL;
 * yjt_stdcall.def exports each under its plain name. packaging/check.py compares the exports with yjt.h.
 */
#include <stdlib.h>
#include <windows.h>

#include "yjt.h"

#define STDCALL __attribute__((stdcall))

typedef void(STDCALL *stdcall_logger)(void *context, yjt_log_level level, const char *message);

/* What log() needs to know. Kept for good, one for each distinct pair: a call may still be on its way to it. */
typedef struct logger {
    struct logger *next;
    stdcall_logger function;
    void *context;
} logger;

static PVOID volatile loggers;

static logger *find_logger(stdcall_logger function, void *context) {
    logger *known, *added;

    for (known = loggers; known; known = known->next)
        if (known->function == function && known->context == context)
            return known;
    added = malloc(sizeof *added);
    if (!added)
        return NULL;
    added->function = function;
    added->context = context;
    do
        added->next = loggers;
    while (InterlockedCompareExchangePointer(&loggers, added, added->next) != added->next);
    return added;
}

static void log_line(void *known, yjt_log_level level, const char *message) {
    logger *to = known;
    to->function(to->context, level, message);
}

yjt_status STDCALL std_set_logger(stdcall_logger function, void *context, yjt_log_level max) {
    logger *to;

    if (!function)
        return yjt_set_logger(NULL, NULL, max);
    to = find_logger(function, context);
    return to ? yjt_set_logger(log_line, to, max) : YJT_ERR_OUT_OF_MEMORY;
}

/* [functions] written by yjt-tools from src/ffi */
yjt_status STDCALL std_init(const char *config_json, yjt_client **client) {
    return yjt_init(config_json, client);
}

yjt_status STDCALL std_code_from_link(const char *text, char **code) {
    return yjt_code_from_link(text, code);
}

yjt_status STDCALL std_exchange_code(yjt_client *client, const char *code, int32_t business_type, yjt_user **user) {
    return yjt_exchange_code(client, code, business_type, user);
}

yjt_status STDCALL std_user_to_json(const yjt_user *user, char **json) {
    return yjt_user_to_json(user, json);
}

yjt_status STDCALL std_sm4_encrypt(const char *key_hex, const char *text, char **cipher_hex) {
    return yjt_sm4_encrypt(key_hex, text, cipher_hex);
}

yjt_status STDCALL std_sm4_decrypt(const char *key_hex, const char *cipher_hex, char **text) {
    return yjt_sm4_decrypt(key_hex, cipher_hex, text);
}

yjt_status STDCALL std_sm4_verify(const char *key_hex, const char *cipher_hex, const char *text, int32_t *matches) {
    return yjt_sm4_verify(key_hex, cipher_hex, text, matches);
}

yjt_status STDCALL std_encrypt(yjt_client *client, const char *text, char **cipher_hex) {
    return yjt_encrypt(client, text, cipher_hex);
}

yjt_status STDCALL std_decrypt(yjt_client *client, const char *cipher_hex, char **text) {
    return yjt_decrypt(client, cipher_hex, text);
}

yjt_status STDCALL std_diagnose(const char *config_json, const char *options_json, char **report_json) {
    return yjt_diagnose(config_json, options_json, report_json);
}

const yjt_error *STDCALL std_last_error(void) {
    return yjt_last_error();
}

const char *STDCALL std_status_text(yjt_status status) {
    return yjt_status_text(status);
}

const char *STDCALL std_version(void) {
    return yjt_version();
}

const char *STDCALL std_label(yjt_dictionary dictionary, const char *code) {
    return yjt_label(dictionary, code);
}

yjt_status STDCALL std_free(void *any) {
    return yjt_free(any);
}
/* [/functions] */
