/* Walks a login through yjt_stdcall.dll as PowerBuilder, VB6 and Delphi do: try CONFIGURATION-FILE LINK */
#include <stdio.h>
#include <windows.h>

#include "yjt.h"

#define STDCALL __attribute__((stdcall))

static HMODULE dll;
static int lines;

static void *function(const char *name) {
    void *found = (void *)GetProcAddress(dll, name);
    if (!found) {
        fprintf(stderr, "no %s\n", name);
        exit(2);
    }
    return found;
}

static void STDCALL count_line(void *context, yjt_log_level level, const char *message) {
    if (context == &lines && level > 0 && message[0])
        lines++;
}

static void check(const char *what, yjt_status status) {
    const yjt_error *(STDCALL *last_error)(void) = function("yjt_last_error");
    if (status == YJT_OK)
        return;
    fprintf(stderr, "%s: %d %s -> %s\n", what, (int)status, last_error()->message, last_error()->hint);
    exit(1);
}

int main(int argc, char **argv) {
    static char configuration[65536];
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    yjt_client *client;
    yjt_user *user;
    char *code, *json;
    int i;

    if (!file || !fread(configuration, 1, sizeof configuration - 1, file))
        return 2;
    fclose(file);
    dll = LoadLibraryA("yjt_stdcall.dll");
    if (!dll)
        return 2;

    yjt_status(STDCALL * set_logger)(void(STDCALL *)(void *, yjt_log_level, const char *), void *, yjt_log_level) =
        function("yjt_set_logger");
    yjt_status(STDCALL * init)(const char *, yjt_client **) = function("yjt_init");
    yjt_status(STDCALL * code_from_link)(const char *, char **) = function("yjt_code_from_link");
    yjt_status(STDCALL * exchange)(yjt_client *, const char *, int32_t, yjt_user **) = function("yjt_exchange_code");
    yjt_status(STDCALL * to_json)(const yjt_user *, char **) = function("yjt_user_to_json");
    yjt_status(STDCALL * release)(void *) = function("yjt_free");

    /* A function that left its arguments on the stack would use it up. */
    for (i = 0; i < 2000000; i++)
        release(NULL);

    check("yjt_set_logger", set_logger(count_line, &lines, YJT_LOG_DEBUG));
    check("yjt_init", init(configuration, &client));
    check("yjt_code_from_link", code_from_link(argv[2], &code));
    check("yjt_exchange_code", exchange(client, code, 1, &user));
    check("yjt_user_to_json", to_json(user, &json));
    printf("%s\n%s\n%s\n%s\n", user->name, user->certificate_no, user->phone, json);
    check("yjt_free", release(json) | release(user) | release(code) | release(client));
    if (lines == 0) {
        fprintf(stderr, "the logger was not called\n");
        return 1;
    }
    return 0;
}
