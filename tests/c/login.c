/* The happy path, as a hospital's C program walks it: login CONFIGURATION-FILE LINK */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yjt.h"

static void fail(const char *function) {
    const yjt_error *error = yjt_last_error();
    fprintf(stderr, "%s: %d %s -> %s\n", function, (int)error->status, error->message, error->hint);
    exit(1);
}

static char *read_file(const char *path) {
    static char text[65536];
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (length == 0) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    fclose(file);
    text[length] = '\0';
    return text;
}

int main(int argc, char **argv) {
    yjt_client *client = NULL;
    yjt_user *user = NULL;
    char *code = NULL, *json = NULL, *cipher = NULL, *plain = NULL;
    int32_t matches = 0;

    if (argc != 3)
        return 2;
    if (strcmp(yjt_version(), YJT_VERSION) != 0) {
        fprintf(stderr, "the header is of %s, the library of %s\n", YJT_VERSION, yjt_version());
        return 1;
    }
    if (yjt_init(read_file(argv[1]), &client) != YJT_OK)
        fail("yjt_init");
    if (yjt_code_from_link(argv[2], &code) != YJT_OK)
        fail("yjt_code_from_link");
    if (yjt_exchange_code(client, code, 1, &user) != YJT_OK)
        fail("yjt_exchange_code");
    if (yjt_user_to_json(user, &json) != YJT_OK)
        fail("yjt_user_to_json");
    if (yjt_encrypt(client, user->name, &cipher) != YJT_OK || yjt_decrypt(client, cipher, &plain) != YJT_OK)
        fail("yjt_encrypt, yjt_decrypt");
    if (strcmp(plain, user->name) != 0)
        return 1;
    yjt_free(plain);
    if (yjt_sm4_verify("A7E2D00B4058086CBD3D4B8A5E0B2697", "0a504c329ff631c16bd487b2fdc3489f", "小明", &matches) != YJT_OK ||
        matches != 1)
        fail("yjt_sm4_verify");

    printf("%s\n%s\n%s\n%s\n%d\n%s\n", user->name, user->certificate_no, user->phone,
           yjt_label(YJT_DICTIONARY_NATION, user->nation), (int)user->gender, json);

    if (yjt_free(cipher) || yjt_free(json) || yjt_free(user) || yjt_free(code) || yjt_free(client))
        fail("yjt_free");
    return 0;
}
