//! A line of log, made on the stack: there is something to log when memory has run out, too.

use std::ffi::c_char;
use std::fmt;

/// With its NUL. What is longer is cut, between two characters.
const MOST: usize = 2048;

pub struct LogLine {
    bytes: [u8; MOST],
    length: usize,
}

impl LogLine {
    pub fn new() -> LogLine {
        LogLine { bytes: [0; MOST], length: 0 }
    }

    /// NUL-terminated.
    pub fn as_ptr(&self) -> *const c_char {
        self.bytes.as_ptr().cast()
    }
}

impl fmt::Write for LogLine {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars().filter(|&character| character != '\0') {
            let end = self.length + character.len_utf8();
            if end >= MOST {
                return Err(fmt::Error);
            }
            character.encode_utf8(&mut self.bytes[self.length..end]);
            self.length = end;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CStr;
    use std::fmt::Write;

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let mut line = LogLine::new();
        let _ = write!(line, "a\0{}", "汉".repeat(MOST));
        let text = unsafe { CStr::from_ptr(line.as_ptr()) }.to_str().unwrap();
        assert_eq!((text.len(), text.chars().last()), (1 + 682 * 3, Some('汉')));
    }
}
