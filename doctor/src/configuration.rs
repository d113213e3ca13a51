//! The configuration file, as the bindings read one.

use std::ffi::CString;
use std::path::Path;

/// UTF-16 behind its mark, Notepad's "Unicode", becomes UTF-8. Anything else goes to the library as it is, which says
/// what is wrong with it.
pub fn read(path: &Path) -> Result<CString, String> {
    let bytes = std::fs::read(path).map_err(|e| {
        format!("读不了配置文件 | the configuration cannot be read: {}: {e}", path.display())
    })?;
    let text = match bytes[..] {
        [0xFF, 0xFE, ..] => utf8(&bytes[2..], u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf8(&bytes[2..], u16::from_be_bytes),
        _ => bytes,
    };
    CString::new(text)
        .map_err(|_| format!("不是文本:含有 NUL | no text, it holds a NUL: {}", path.display()))
}

fn utf8(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let units: Vec<_> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units).into_bytes()
}
