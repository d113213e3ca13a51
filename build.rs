//! Generates the C header from `src/ffi` and sets what the shared library is linked with.

use std::path::PathBuf;

/// In the header's order.
const SOURCES: [&str; 7] = [
    "src/ffi/types.rs",
    "src/ffi/status.rs",
    "src/ffi/version.rs",
    "src/ffi/exchange.rs",
    "src/ffi/sm4.rs",
    "src/ffi/info.rs",
    "src/ffi/memory.rs",
];

fn main() {
    // Set by packaging/build, whose compiler may use what is not stable: see src/ffi/out_of_memory.rs.
    println!("cargo:rustc-check-cfg=cfg(yjt_unwinds_on_oom)");
    header();
    linker();
}

/// Into the build's own folder: `tests/abi/header.rs` compares it with the committed `include/yjt.h`.
fn header() {
    println!("cargo:rerun-if-changed=src/ffi");
    println!("cargo:rerun-if-changed=cbindgen.toml");
    let root = PathBuf::from(env("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml");
    let version = ["MAJOR", "MINOR", "PATCH"]
        .map(|part| (part, env(&format!("CARGO_PKG_VERSION_{part}"))))
        .iter()
        .map(|(part, number)| format!("#define YJT_VERSION_{part} {number}\n"))
        .collect::<String>();
    let version = format!(
        "\n/** The version of this header; yjt_version() tells the library's. */\n#define YJT_VERSION \"{}\"\n{version}",
        env("CARGO_PKG_VERSION")
    );
    let generated = PathBuf::from(env("OUT_DIR")).join("yjt.h");
    SOURCES
        .iter()
        .fold(cbindgen::Builder::new(), |builder, source| builder.with_src(root.join(source)))
        .with_config(config)
        .with_after_include(version)
        .generate()
        .expect("the header")
        .write_to_file(&generated);
    println!("cargo:rustc-env=YJT_GENERATED_HEADER={}", generated.display());
}

fn linker() {
    if env("CARGO_CFG_TARGET_OS") == "linux" {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libyjt.so");
        // A name look-up may still be running on a thread of ours when the host unloads the library.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}

fn env(name: &str) -> String {
    std::env::var(name).expect(name)
}
