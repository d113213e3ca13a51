/* measure SETTINGS WHAT COUNT: does one thing of the library's so many times. What it costs is counted from outside. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yjt.h"

static char settings[8192];

static void check(yjt_status status) {
    if (status != YJT_OK) {
        fprintf(stderr, "%s\n", yjt_last_error()->message);
        exit(1);
    }
}

static yjt_client *made(void) {
    yjt_client *client;
    check(yjt_init(settings, &client));
    return client;
}

int main(int argc, char **argv) {
    FILE *file;
    int i, count;
    yjt_client *client;
    char *cipher;

    if (argc != 4 || !(file = fopen(argv[1], "rb")) || fread(settings, 1, sizeof settings - 1, file) == 0)
        return 2;
    fclose(file);
    count = atoi(argv[3]);
    client = made();
    check(yjt_encrypt(client, "44010619900101001X", &cipher));
    for (i = 0; i < count; i++) {
        if (strcmp(argv[2], "exchange") == 0) {
            char code[33];
            yjt_user *user;
            snprintf(code, sizeof code, "bench-%09d", i);
            check(yjt_exchange_code(client, code, 1, &user));
            yjt_free(user);
        } else if (strcmp(argv[2], "decrypt") == 0) {
            char *plain;
            check(yjt_decrypt(client, cipher, &plain));
            yjt_free(plain);
        } else if (strcmp(argv[2], "init") == 0) {
            yjt_free(made());
        } else {
            return 2;
        }
    }
    return 0;
}
