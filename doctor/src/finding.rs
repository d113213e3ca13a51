//! The first finding when the library cannot be asked.

use std::path::{Path, PathBuf};

use yjt_doctor::{Report, Text};

use crate::library::{NotLoaded, VARIABLE};
use crate::machine;

pub fn not_loaded(why: &NotLoaded) -> Report {
    let (seen, remedy) = match why {
        NotLoaded::Missing(places) => missing(places),
        NotLoaded::Refused { path, cause } => refused(path, cause),
        NotLoaded::Old { path, version } => old(path, version),
    };
    Report::of("library", seen, remedy)
}

pub fn not_utf8() -> Report {
    let seen = Text::new(
        "配置文件不是 UTF-8,多半存成了 GBK",
        "the configuration file is not UTF-8, most likely saved as GBK",
    );
    let remedy = Text::new("用记事本等另存为 UTF-8", "save it as UTF-8");
    Report::of("configuration", seen, remedy)
}

fn missing(places: &[PathBuf]) -> (Text, Text) {
    let places: Vec<_> = places.iter().map(|place| shown(place)).collect();
    let seen = Text::new(
        format!("找不到动态库,找过:{}", places.join("、")),
        format!("the library is nowhere: {}", places.join(", ")),
    );
    let remedy = Text::new(
        format!("把本程序放回发布包里原来的位置,或用环境变量 {VARIABLE} 指定库文件"),
        format!("put this program back where its archive has it, or name the file by {VARIABLE}"),
    );
    (seen, remedy)
}

fn old(path: &Path, version: &str) -> (Text, Text) {
    let (file, own) = (shown(path), env!("CARGO_PKG_VERSION"));
    let seen = Text::new(
        format!("{file} 是 {version},旧于本程序({own})"),
        format!("{file} is {version}, older than this program, {own}"),
    );
    let remedy = Text::new(
        format!("换成与本程序同一发布包里的库,{own}"),
        format!("replace it by the library of this program's archive, {own}"),
    );
    (seen, remedy)
}

fn refused(path: &Path, cause: &str) -> (Text, Text) {
    let file = shown(path);
    let told = cause.replace(&path.display().to_string(), &file);
    let seen =
        Text::new(format!("{file} 加载失败:{told}"), format!("{file} does not load: {told}"));
    (seen, remedy(path, cause))
}

/// By what the loader says, and by what the file is.
fn remedy(path: &Path, cause: &str) -> Text {
    let own = machine::own();
    match machine::of(path) {
        None => Text::new(
            "文件不是动态库,或已损坏:从发布包重新解开",
            "the file is no library, or a damaged one: unpack it from the archive again",
        ),
        Some(other) if other != own => Text::new(
            format!("库是 {other} 的,本进程是 {own} 的:换成 {own} 的发布包"),
            format!(
                "the library is for {other}, this process for {own}: take the archive for {own}"
            ),
        ),
        _ if cause.contains("GLIBC_") => Text::new(
            "系统的 glibc 太旧,请使用发布包里的库(glibc 2.17 起)",
            "this glibc is too old: use the released library, for glibc 2.17 and later",
        ),
        _ if cause.contains("failed to map segment") || cause.contains("not permitted") => {
            Text::new(
                "库所在的文件系统禁止执行(noexec):移到别处",
                "the library's file system is noexec: move it elsewhere",
            )
        }
        _ => Text::new(
            "检查文件的权限和它依赖的系统库;换成发布包里的库",
            "check the file's permissions and the system libraries that it needs; use the released one",
        ),
    }
}

/// A path without the folder that names a person.
fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let within = home.filter(|home| !home.is_empty());
    match within.and_then(|home| path.strip_prefix(home).ok()) {
        Some(_) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}
