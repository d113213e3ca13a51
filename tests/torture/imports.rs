//! The library asks nothing of the system that is not made to fail in turn.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support::abi::library;

/// Those that `calls.c` makes fail, by the names that they are linked under.
const FAILED: &str = "
    close connect fcntl getaddrinfo getrandom getsockopt open64 poll pthread_create read recv send setsockopt socket
    statx syscall";

/// Memory: `../c/allocations.c` makes it fail.
const MEMORY: &str = "calloc free malloc posix_memalign realloc";

/// What asks nothing of the system, or cannot fail.
const HARMLESS: &str = "
    abort bcmp clock_gettime dl_iterate_phdr dladdr dlsym freeaddrinfo gai_strerror getenv getpid gettid
    gnu_get_libc_version localtime_r memcmp memcpy memmove memset pthread_getspecific pthread_key_create
    pthread_key_delete pthread_mutex_lock pthread_mutex_unlock pthread_self pthread_setcancelstate
    pthread_setspecific strlen strnlen sysconf time";

/// What std does with a thread besides, its failures without consequence.
const THREADS: &str = "
    clock_nanosleep mmap64 munmap pause pthread_attr_destroy pthread_attr_init pthread_attr_setstacksize pthread_detach
    pthread_setname_np";

/// The stack's bounds, which std asks for where `main` is Rust's: in the library only if an rlib is compiled beside it.
const MAIN: &str = "
    getauxval mprotect pthread_attr_getguardsize pthread_attr_getstack pthread_getattr_np sigaltstack";

/// What std would print a panic with, and the hint how large a file may be.
const PANICS: &str = "fstat64 getcwd lseek64 open readlink realpath stat64 write writev";

/// Whether a look-up failed for want of descriptors; what sockets are asked in messages only.
const SOCKETS: &str = "bind getpeername getsockname";

#[test]
fn every_function_of_the_system_is_accounted_for() {
    let output = Command::new("nm").args(["-D", "--undefined-only"]).arg(library()).output();
    let output = output.expect("nm of the binutils");
    let listed = String::from_utf8(output.stdout).unwrap();
    let names = listed.lines().filter_map(|line| line.split_whitespace().last());
    let imported: BTreeSet<&str> = names.filter_map(|name| name.split('@').next()).collect();
    // The compiler's own.
    let imported: BTreeSet<&str> =
        imported.into_iter().filter(|name| !name.starts_with('_')).collect();
    let main = if imported.contains("sigaltstack") { MAIN } else { "" };
    let known: BTreeSet<&str> = [FAILED, MEMORY, HARMLESS, THREADS, main, PANICS, SOCKETS]
        .iter()
        .flat_map(|names| names.split_whitespace())
        .collect();
    assert_eq!(known, imported);
}
