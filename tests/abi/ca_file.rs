//! `tls.caFile` and `tls.caPem`: what is taken for certificates, and what is named instead.

use std::ffi::CString;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::support::abi::{Client, Failure};
use crate::support::sandbox::SANDBOX;

fn pem() -> String {
    fs::read_to_string(SANDBOX.dir.join("ca.pem")).unwrap()
}

/// Some of the files are large: the next run replaces them.
static DIR: LazyLock<PathBuf> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ca-file");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
});

fn place(name: &str) -> PathBuf {
    DIR.join(name)
}

fn file(name: &str, holds: &[u8]) -> PathBuf {
    let place = place(name);
    fs::write(&place, holds).unwrap();
    place
}

fn with(tls: Value) -> Result<Client, Failure> {
    Client::new(&SANDBOX.configured(json!({"tls": tls})))
}

fn refused(file: &Path, says: &[&str]) {
    let started = Instant::now();
    let failure = with(json!({"caFile": file})).err().unwrap_or_else(|| panic!("{file:?}"));
    assert_eq!(failure.status, YJT_ERR_CONFIG_FILE, "{failure:?}");
    let text = failure.all_text();
    assert!(text.contains("tls.caFile"), "{failure:?}");
    assert!(says.iter().all(|says| text.contains(says)), "{says:?}: {failure:?}");
    assert!(started.elapsed() < Duration::from_secs(20), "{file:?}");
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn a_byte_order_mark_and_foreign_lines_do_no_harm() {
    let marked = format!("\u{feff}{}", pem());
    let of_windows = pem().replace('\n', "\r\n");
    for (name, text) in [("marked.pem", &marked), ("windows.pem", &of_windows)] {
        let client = with(json!({"caFile": file(name, text.as_bytes())})).unwrap();
        client.exchange(&SANDBOX.mint(json!({})).0).unwrap();
        let client = with(json!({"caPem": text})).unwrap();
        client.exchange(&SANDBOX.mint(json!({})).0).unwrap();
    }
}

#[test]
fn only_regular_files_are_read() {
    let pipe = place("pipe");
    let _ = fs::remove_file(&pipe);
    let name = CString::new(pipe.as_os_str().as_bytes()).unwrap();
    assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
    let socket = place("socket");
    let _ = fs::remove_file(&socket);
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for not_a_file in [
        &pipe,
        &socket,
        Path::new("/dev/zero"),
        Path::new("/dev/tty"),
        Path::new("/dev/stdin"),
        Path::new("/"),
    ] {
        if not_a_file.exists() {
            refused(not_a_file, &["不是普通文件", "regular file"]);
        }
    }
    refused(&place("nowhere"), &["读不了", "cannot be read"]);
}

#[test]
fn what_is_no_pem_is_named() {
    let der = place("ca.cer");
    let converted = Command::new("openssl")
        .args(["x509", "-outform", "DER", "-in"])
        .arg(SANDBOX.dir.join("ca.pem"))
        .arg("-out")
        .arg(&der)
        .status();
    assert!(converted.unwrap().success());
    refused(&der, &["DER", "openssl x509 -inform DER"]);
    let bare = pem();
    let marked = format!("\u{feff}{bare}");
    for (name, text) in [("utf-16", &marked), ("utf-16-unmarked", &bare)] {
        refused(&file(name, &utf_16(text, u16::to_le_bytes)), &["UTF-16", "记事本", "Notepad"]);
        refused(&file(name, &utf_16(text, u16::to_be_bytes)), &["UTF-16", "记事本", "Notepad"]);
    }
    refused(&file("empty", b""), &["没有可用的 PEM 证书", "no usable PEM"]);
    let key = pem().replace("CERTIFICATE", "PRIVATE KEY");
    refused(&file("key", key.as_bytes()), &["没有可用的 PEM 证书", "no usable PEM"]);
}

/// Whatever a file holds, reading it takes little time.
#[test]
fn large_files_are_bounded() {
    let limit = 4 << 20;
    let many = pem().repeat(limit / pem().len());
    with(json!({"caFile": file("many.pem", many.as_bytes())})).unwrap();
    let (begin, end) = ("-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n");
    for (name, part) in [
        ("dashes", "-"),
        ("lines", "\n"),
        ("begins", begin),
        ("begins-without-end", "-----BEGIN "),
        ("empty-ones", &format!("{begin}{end}")),
        ("base64", "MIIB"),
        ("zeros", "\0"),
    ] {
        let junk = part.repeat(limit / part.len());
        refused(&file(name, junk.as_bytes()), &["没有可用的 PEM 证书"]);
        refused(&file(name, format!("{begin}{junk}").as_bytes()), &[]);
    }
    refused(&file("large", &vec![b'-'; limit + 1]), &["超过 4194304 字节", "over 4194304 bytes"]);
}
