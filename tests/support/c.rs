//! C programs, compiled against the committed header and linked with the shared library.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use super::abi::library;

/// A program, without a warning, or not at all.
pub fn compile(source: &str, name: &str, options: &[&str]) -> PathBuf {
    compile_with(&library(), source, name, options)
}

/// The same with a shared library of the test's own.
pub fn compile_with(library: &Path, source: &str, name: &str, options: &[&str]) -> PathBuf {
    let product = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // A linker takes of a library what was asked for before it.
    let (libraries, options): (Vec<&str>, Vec<&str>) =
        options.iter().partition(|option| option.starts_with("-l"));
    let compiled = Command::new("gcc")
        .args(["-std=gnu99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-pthread", "-o"])
        .arg(&product)
        .args(options)
        .arg(source)
        .arg(concat!("-I", env!("CARGO_MANIFEST_DIR"), "/include"))
        .arg(library)
        // Ahead of LD_LIBRARY_PATH, which cargo points to its own build of the library.
        .arg(format!("-Wl,--disable-new-dtags,-rpath,{}", library.parent().unwrap().display()))
        .args(libraries)
        // What a library that is built with a sanitizer wants of the program.
        .args(std::env::var("LDFLAGS").iter().flat_map(|flags| flags.split_whitespace()))
        .output()
        .expect("gcc runs");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    product
}

/// The library as packaging/build makes it, and as a plain `cargo build` does not: without memory its calls unwind. Its
/// dependencies are built for it alone, so nothing is built that is not used: no debug information, no other kind of library.
pub static UNWINDING: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unwinds-on-oom");
    let built = Command::new(env!("CARGO"))
        .args(["rustc", "--quiet", "--locked", "--lib", "--crate-type", "cdylib", "--target-dir"])
        .arg(&target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "--cfg yjt_unwinds_on_oom")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .status()
        .unwrap();
    assert!(built.success());
    target.join("debug/libyjt.so")
});

/// `shim.c`, to be preloaded.
pub static SHIM: LazyLock<PathBuf> = LazyLock::new(|| {
    let shim = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shim.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/shim.c");
    let compiled = Command::new("gcc")
        .args(["-shared", "-fPIC", "-Wall", "-Werror", "-o"])
        .arg(&shim)
        .arg(source)
        .status()
        .expect("gcc runs");
    assert!(compiled.success());
    shim
});
