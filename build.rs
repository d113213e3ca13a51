//! What the shared library is linked with.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Set by packaging/build, whose compiler may use what is not stable: see src/ffi/boundary/out_of_memory.rs.
    println!("cargo:rustc-check-cfg=cfg(yjt_unwinds_on_oom)");
    // Set by tests/schedules: see src/sync.rs.
    println!("cargo:rustc-check-cfg=cfg(yjt_shuttle)");
    linker();
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
