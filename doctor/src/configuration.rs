//! The configuration file, as the bindings read one: in UTF-8, or in UTF-16 behind its mark, Notepad's "Unicode".

use std::ffi::CString;
use std::path::Path;

use yjt_doctor::{Report, Text};

pub enum Unreadable {
    /// It cannot be had at all.
    Broken(String),
    /// It can, and that is what is wrong with it.
    Finding(Report),
}

pub fn read(path: &Path) -> Result<CString, Unreadable> {
    let bytes = std::fs::read(path).map_err(|e| {
        let path = path.display();
        Unreadable::Broken(format!(
            "读不了配置文件 | the configuration cannot be read: {path}: {e}"
        ))
    })?;
    let text = match bytes[..] {
        [0xFF, 0xFE, ..] => from_utf16(&bytes[2..], u16::from_le_bytes),
        [0xFE, 0xFF, ..] => from_utf16(&bytes[2..], u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|_| not_utf8())?,
    };
    CString::new(text).map_err(|_| {
        let path = path.display();
        Unreadable::Broken(format!("不是文本:含有 NUL | no text, it holds a NUL: {path}"))
    })
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<_> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn not_utf8() -> Unreadable {
    let seen = Text::new(
        "配置文件不是 UTF-8,多半存成了 GBK",
        "the configuration file is not UTF-8, most likely saved as GBK",
    );
    let remedy = Text::new("用记事本等另存为 UTF-8", "save it as UTF-8");
    Unreadable::Finding(Report::of("configuration", seen, remedy))
}
