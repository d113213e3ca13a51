/*
 * Searches this process's own memory for what should be gone: wipe CONFIGURATION-FILE CODE-FILE NEEDLES-FILE
 *
 * Each line of NEEDLES is a secret, every byte of it XOR 0x55, so that the program itself never holds one. Files are
 * read without stdio, whose buffers nobody wipes; what was read is wiped here before the search.
 */
#include <fcntl.h>
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

/* Every page that this process may write. */
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

int main(int argc, char **argv) {
    yjt_client *client = NULL;
    yjt_user *user = NULL;
    char *line, *json = NULL;
    int before, hits;

    if (argc != 4)
        return 2;
    read_file(argv[3], masked, sizeof masked);
    for (line = strtok(masked, "\n"); line && count < MOST; line = strtok(NULL, "\n")) {
        needles[count] = line;
        lengths[count++] = strlen(line);
    }
    read_file(argv[1], configuration, sizeof configuration);
    read_file(argv[2], code, sizeof code);
    if (yjt_init(configuration, &client) || yjt_exchange_code(client, code, 1, &user) || yjt_user_to_json(user, &json)) {
        printf("%s\n", yjt_last_error()->message);
        return 1;
    }
    before = search("before");
    if (before < (int)count) {
        printf("the search finds only %d of %d\n", before, (int)count);
        return 1;
    }
    wipe(configuration, sizeof configuration);
    wipe(code, sizeof code);
    if (yjt_free(json) || yjt_free(user) || yjt_free(client))
        return 1;
    hits = search("after");
    printf("searched for %d, found %d before and %d after\n", (int)count, before, hits);
    return hits != 0;
}
