/*
 * A macOS for whoever looks uname up at run time, as DllImport does: an auditor of the dynamic linker (LD_AUDIT). Its texts
 * are 256 bytes each, where Linux has 65.
 */
#define _GNU_SOURCE
#include <link.h>
#include <string.h>

static int macos(char *name) {
    memset(name, 0, 5 * 256);
    strcpy(name, "Darwin");
    strcpy(name + 4 * 256, "x86_64");
    return 0;
}

unsigned la_version(unsigned version) {
    return version;
}

unsigned la_objopen(struct link_map *map, Lmid_t lmid, uintptr_t *cookie) {
    (void)map, (void)lmid, (void)cookie;
    return LA_FLG_BINDTO | LA_FLG_BINDFROM;
}

uintptr_t la_symbind64(Elf64_Sym *symbol, unsigned index, uintptr_t *from, uintptr_t *to, unsigned *flags, const char *name) {
    (void)index, (void)from, (void)to;
    return *flags & LA_SYMB_DLSYM && !strcmp(name, "uname") ? (uintptr_t)macos : symbol->st_value;
}
