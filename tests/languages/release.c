/*
 * The library of another release, -DVERSION="…". What it hands out has grown at its end, as a later one's may: a binding
 * that knows nothing of that reads it all the same. The functions that are not here fail.
 */
#include <stdint.h>
#include <stddef.h>

struct error {
    int32_t status, http_status;
    const char *gateway_code, *message, *hint, *later;
};

struct user {
    const char *certificate_no, *certificate_type, *health_card_no, *phone, *name;
    int32_t gender;
    const char *nation, *user_id, *channel, *extra_json, *later;
};

static const struct error failure = {130, 0, "code", "message", "hint", "later"};
static struct user citizen = {"1", "2", "3", "4", "5", 6, "7", "8", "9", "{}", "later"};
static char json[] = "{}";
static int client;

const char *yjt_version(void) {
    return VERSION;
}

const struct error *yjt_last_error(void) {
    return &failure;
}

int32_t yjt_init(const char *config_json, void **out) {
    (void)config_json;
    *out = &client;
    return 0;
}

int32_t yjt_exchange_code(void *with, const char *code, int32_t business_type, struct user **out) {
    (void)with, (void)code, (void)business_type;
    *out = &citizen;
    return 0;
}

int32_t yjt_user_to_json(const struct user *user, char **out) {
    (void)user;
    *out = json;
    return 0;
}

int32_t yjt_code_from_link(const char *text, char **code) {
    (void)text;
    *code = NULL;
    return failure.status;
}

int32_t yjt_free(void *any) {
    (void)any;
    return 0;
}
