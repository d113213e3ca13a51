/*
 * Searches this process's own memory for what should be gone: wipe CONFIGURATION-FILE CODE-FILE NEEDLES-FILE WORDS-FILE
 *
 * Each line of NEEDLES is a secret text. WORDS is the appKey's schedule as it lies in memory, 32 round keys of 4 bytes,
 * and the appKey's own 16 bytes. Every byte of them is XOR 0x55, so that the program itself never holds one. Files are
 * read without stdio, whose buffers nobody wipes; what was read is wiped here before the search.
 */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "yjt.h"

#define MASK 0x55
#define MOST 64

static char configuration[65536], code[64], masked[8192], map[512];
static const char *needles[MOST];
static size_t lengths[MOST], count;
static uint32_t words[36 + 1];
static const size_t word_count = 36;

static void wipe(void *memory, size_t length) {
    volatile char *byte = memory;
    while (length--)
        *byte++ = 0;
}

static void read_file(const char *path, char *into, size_t size) {
    int file = open(path, O_RDONLY);
    ssize_t length = read(file, into, size - 1);
    if (length <= 0)
        exit(2);
    into[length] = '\0';
    close(file);
}

static int found(size_t needle, const char *at) {
    size_t i;
    for (i = 0; i < lengths[needle]; i++)
        if ((at[i] ^ MASK) != needles[needle][i])
            return 0;
    return 1;
}

/* Words that lie in one mapping, in any order. A single one may be there by chance; four round keys give the key away. */
static int search_words(const char *when, const uint32_t *from, const uint32_t *to) {
    int found[36] = {0}, different = 0;
    size_t i;
    for (; from < to; from++)
        for (i = 0; i < word_count; i++)
            if (*from != 0 && (*from ^ words[i]) == MASK * 0x01010101u) {
                different += !found[i]++;
                printf("%s: word %d is at %p in %s", when, (int)i, (const void *)from, map);
            }
    return different > 1;
}

/* Every page that this process may write: heap, stacks, the threads' own data. */
static int search(const char *when) {
    int hits = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (fgets(map, sizeof map, maps)) {
        unsigned long from, to;
        char rights[8];
        const char *at;
        size_t i;
        if (sscanf(map, "%lx-%lx %7s", &from, &to, rights) != 3 || rights[0] != 'r' || rights[1] != 'w')
            continue;
        hits += search_words(when, (const uint32_t *)from, (const uint32_t *)to);
        for (i = 0; i < count; i++)
            for (at = (const char *)from; at + lengths[i] <= (const char *)to; at++)
                if ((*at ^ MASK) == *needles[i] && found(i, at)) {
                    printf("%s: needle %d is at %p in %s", when, (int)i, (const void *)at, map);
                    hits++;
                }
    }
    fclose(maps);
    return hits;
}

/* Everything that a key or a person passes through; `given` receives what is to be freed, and the number of it. */
static void *use(void *given) {
    void **out = given;
    char key[33] = {0}, cipher[65];
    size_t i;
    for (i = 0; i < 32; i++)
        key[i] = needles[0][i] ^ MASK;
    if (yjt_init(configuration, (yjt_client **)&out[0]) || yjt_exchange_code(out[0], code, 1, (yjt_user **)&out[1]) ||
        yjt_user_to_json(out[1], (char **)&out[2]) || yjt_encrypt(out[0], "text", (char **)&out[3]) ||
        yjt_decrypt(out[0], out[3], (char **)&out[4]) || yjt_sm4_encrypt(key, "text", (char **)&out[5]))
        return "failed";
    strcpy(cipher, out[5]);
    if (yjt_sm4_decrypt(key, cipher, (char **)&out[6]) || yjt_sm4_verify(key, cipher, "text", &(int32_t){0}))
        return "failed";
    wipe(key, sizeof key);
    return NULL;
}

static int give_back(void **given) {
    int i, failed = 0;
    for (i = 6; i >= 0; i--)
        failed |= yjt_free(given[i]);
    return failed;
}

static sem_t used, searched;

/* Lives on, and with it its stack as the calls left it. */
static void *use_and_wait(void *given) {
    void *failed = use(given);
    sem_post(&used);
    sem_wait(&searched);
    return failed;
}

int main(int argc, char **argv) {
    void *given[7] = {NULL}, *failed;
    pthread_t thread;
    char *line;
    int before, hits;

    if (argc != 5)
        return 2;
    read_file(argv[3], masked, sizeof masked);
    for (line = strtok(masked, "\n"); line && count < MOST; line = strtok(NULL, "\n")) {
        needles[count] = line;
        lengths[count++] = strlen(line);
    }
    read_file(argv[4], (char *)words, sizeof words);
    read_file(argv[1], configuration, sizeof configuration);
    read_file(argv[2], code, sizeof code);
    sem_init(&used, 0, 0);
    sem_init(&searched, 0, 0);
    if (pthread_create(&thread, NULL, use_and_wait, given))
        return 1;
    sem_wait(&used);
    before = search("before");
    if (before < (int)count + 1) {
        printf("the search finds only %d of %d\n", before, (int)count + 1);
        return 1;
    }
    wipe(configuration, sizeof configuration);
    wipe(code, sizeof code);
    if (give_back(given))
        return 1;
    hits = search("after");
    sem_post(&searched);
    pthread_join(thread, &failed);
    printf("searched for %d, found %d before and %d after\n", (int)count, before, hits);
    return failed || hits != 0;
}
