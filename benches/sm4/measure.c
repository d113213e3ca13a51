/* One SM4 field of 64 hex digits decrypted, through the C ABI and by OpenSSL, in turns. Prints a Markdown table. */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "yjt.h"

#define ROUNDS 9
#define CALLS 200000

static const char *KEY = "A7E2D00B4058086CBD3D4B8A5E0B2697";
static const char *PLAIN = "44010619900101001X-0123456789ab";
static char *cipher;
static yjt_client *client;
static EVP_CIPHER_CTX *kept;
static unsigned char key[16];

static void check(const char *plain) {
    if (strcmp(plain, PLAIN) != 0)
        abort();
}

static void yjt_kept(void) {
    char *plain;
    if (yjt_decrypt(client, cipher, &plain) != YJT_OK)
        abort();
    check(plain);
    yjt_free(plain);
}

static void yjt_anew(void) {
    char *plain;
    if (yjt_sm4_decrypt(KEY, cipher, &plain) != YJT_OK)
        abort();
    check(plain);
    yjt_free(plain);
}

static int nibble(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

/* As a C program would: hex to bytes, EVP, a text of its own. */
static void openssl_with(EVP_CIPHER_CTX *context, const unsigned char *schedule) {
    unsigned char bytes[32];
    char *plain = malloc(65);
    int i, length, rest;
    for (i = 0; i < 32; i++)
        bytes[i] = (unsigned char)(nibble(cipher[2 * i]) << 4 | nibble(cipher[2 * i + 1]));
    if (!EVP_DecryptInit_ex(context, schedule ? EVP_sm4_ecb() : NULL, NULL, schedule, NULL) ||
        !EVP_DecryptUpdate(context, (unsigned char *)plain, &length, bytes, 32) ||
        !EVP_DecryptFinal_ex(context, (unsigned char *)plain + length, &rest))
        abort();
    plain[length + rest] = '\0';
    check(plain);
    OPENSSL_cleanse(plain, 65);
    free(plain);
}

static void openssl_kept(void) { openssl_with(kept, NULL); }

static void openssl_anew(void) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    openssl_with(context, key);
    EVP_CIPHER_CTX_free(context);
}

static double nanoseconds(void (*call)(void)) {
    struct timespec from, to;
    int i;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (i = 0; i < CALLS; i++)
        call();
    clock_gettime(CLOCK_MONOTONIC, &to);
    return ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / CALLS;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void compare(const char *what, void (*ours)(void), void (*theirs)(void)) {
    double our[ROUNDS], their[ROUNDS], ratio[ROUNDS];
    int i;
    for (i = 0; i < ROUNDS; i++) {
        our[i] = nanoseconds(ours);
        their[i] = nanoseconds(theirs);
        ratio[i] = our[i] / their[i];
    }
    qsort(our, ROUNDS, sizeof *our, by_size);
    qsort(their, ROUNDS, sizeof *their, by_size);
    qsort(ratio, ROUNDS, sizeof *ratio, by_size);
    printf("| %s | %.0f | %.0f | %.2f |\n", what, our[ROUNDS / 2], their[ROUNDS / 2], ratio[ROUNDS / 2]);
}

int main(void) {
    size_t i;
    for (i = 0; i < 16; i++)
        key[i] = (unsigned char)(nibble(KEY[2 * i]) << 4 | nibble(KEY[2 * i + 1]));
    if (yjt_sm4_encrypt(KEY, PLAIN, &cipher) != YJT_OK || strlen(cipher) != 64 ||
        yjt_init("{\"environment\":\"test\",\"appCode\":\"A\",\"appKey\":\"A7E2D00B4058086CBD3D4B8A5E0B2697\","
                 "\"paasId\":\"p\",\"token\":\"t\"}",
                 &client) != YJT_OK)
        return 1;
    kept = EVP_CIPHER_CTX_new();
    if (!EVP_DecryptInit_ex(kept, EVP_sm4_ecb(), NULL, key, NULL))
        return 1;
    printf("| one field of 64 hex digits, ns | yjt | OpenSSL | ratio |\n| --- | --- | --- | --- |\n");
    compare("key schedule kept", yjt_kept, openssl_kept);
    compare("key given with every call", yjt_anew, openssl_anew);
    return 0;
}
