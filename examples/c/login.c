/* 一次登录 | one login: login CONFIGURATION-FILE LINK
 *
 * gcc login.c -Iinclude -Llib -lyjt -Wl,-rpath,$PWD/lib -o login */
#include "yjt.h"
#include <stdio.h>

static int log_in(const char *config_json, const char *link) {
    yjt_client *client; char *code; yjt_user *user;
    if (yjt_init(config_json, &client) || yjt_code_from_link(link, &code) || yjt_exchange_code(client, code, 1, &user))
        return fprintf(stderr, "%s\n%s\n", yjt_last_error()->message, yjt_last_error()->hint), 1;
    printf("您好,%s(%s)\n", user->name, yjt_label(YJT_DICTIONARY_NATION, user->nation));
    return yjt_free(user) || yjt_free(code) || yjt_free(client);
}

int main(int argc, char **argv) {
    static char config_json[1 << 20]; /* yjt_init 收文本,不收文件名 | yjt_init takes the text, not the file's name */
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return fprintf(stderr, "login 配置文件 链接 | login CONFIGURATION-FILE LINK\n"), 2;
    config_json[fread(config_json, 1, sizeof config_json - 1, file)] = '\0';
    fclose(file);
    return log_in(config_json, argv[2]);
}
