//! The library and the machine that it runs on.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::report::{Finding, Report, Status, Text};
use crate::ffi::machine;

pub(super) fn check(report: &mut Report) {
    let started = Instant::now();
    let version = env!("CARGO_PKG_VERSION");
    let bits = usize::BITS;
    let system = machine::system();
    let file = machine::library().map(|path| shown(&path));
    let zone = machine::time_zone();
    report.fact("version", version.to_owned());
    report.fact("file", file.clone().unwrap_or_default());
    report.fact("os", std::env::consts::OS.to_owned());
    report.fact("system", system.clone());
    report.fact("cpu", std::env::consts::ARCH.to_owned());
    report.fact("bits", bits.to_string());
    report.fact("timeZone", zone.clone());
    let place = file.map_or_else(String::new, |file| format!(", {file}"));
    let facts = format!("{system}, {}, {bits} bit, {zone}{place}", std::env::consts::ARCH);
    let seen = Text::new(format!("yjt {version},{facts}"), format!("yjt {version}, {facts}"));
    report.add(Finding::new("library", Status::Ok, seen, started));
}

/// Where people's folders are.
#[cfg(unix)]
const HOMES: &str = "/home";
#[cfg(not(unix))]
const HOMES: &str = r"C:\Users";

/// Without a folder that may name a person.
fn shown(path: &Path) -> String {
    let own = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let own = own.filter(|home| home.len() > 1).map(PathBuf::from);
    let mut homes = own.into_iter().chain([PathBuf::from(HOMES)]);
    match homes.any(|home| path.starts_with(home)) {
        true => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        false => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_folder_is_shown() {
        assert_eq!(shown(Path::new("/home/zhang/yjt/libyjt.so")), "libyjt.so");
        assert_eq!(shown(Path::new("/opt/yjt/libyjt.so")), "/opt/yjt/libyjt.so");
    }
}
