//! `include/yjt.h`, by cbindgen.

use crate::files::{Files, ROOT};
use crate::surface::SOURCES;

pub fn write(files: &mut Files) {
    let config =
        cbindgen::Config::from_file(format!("{ROOT}/cbindgen.toml")).expect("cbindgen.toml");
    let version = env!("CARGO_PKG_VERSION");
    let macros: String = ["MAJOR", "MINOR", "PATCH"]
        .iter()
        .zip(version.split('.'))
        .map(|(part, number)| format!("#define YJT_VERSION_{part} {number}\n"))
        .collect();
    let version = format!(
        "\n/** The version of this header; yjt_version() tells the library's. */\n\
         #define YJT_VERSION \"{version}\"\n{macros}"
    );
    let mut header = vec![];
    SOURCES
        .iter()
        .fold(cbindgen::Builder::new(), |builder, source| {
            builder.with_src(format!("{ROOT}/{source}"))
        })
        .with_config(config)
        .with_after_include(version)
        .generate()
        .expect("the header")
        .write(&mut header);
    files.whole("include/yjt.h", String::from_utf8(header).unwrap());
}
