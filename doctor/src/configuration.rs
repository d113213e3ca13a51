//! The configuration file, as the bindings read one: in UTF-8, or in UTF-16 behind its mark, Notepad's "Unicode".

use std::ffi::CString;
use std::path::Path;

pub enum Unreadable {
    /// It cannot be had at all.
    Broken(String),
    /// Which is what is wrong with it: a finding.
    NotUtf8,
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
        _ => String::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?,
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
