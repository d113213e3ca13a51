//! The files that are written, whole or in part. A part stands between two lines that name it:
//! `[name] written by yjt-tools …` and `[/name]`, each in a comment of the file's language.

use std::collections::BTreeMap;
use std::fs;

pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The text of a file of the project.
pub fn read(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// What each file is to hold, by its path.
#[derive(Default)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    pub fn whole(&mut self, path: &str, text: String) {
        let before = self.0.insert(path.to_owned(), text);
        assert!(before.is_none(), "{path} is written twice");
    }

    /// Lines without indentation of their own are indented as the part's first line is.
    pub fn part(&mut self, path: &str, name: &str, lines: &str) {
        let text = self.0.entry(path.to_owned()).or_insert_with(|| read(path));
        let (first, last) = (format!("[{name}] written by yjt-tools"), format!("[/{name}]"));
        let marker = |mark: &str| {
            let at = text.find(mark).unwrap_or_else(|| panic!("{path} has no line with {mark}"));
            assert_eq!(text.matches(mark).count(), 1, "{path}: {mark}");
            at
        };
        let begin = marker(&first);
        let begin = begin + text[begin..].find('\n').unwrap() + 1;
        let end = text[..marker(&last)].rfind('\n').unwrap() + 1;
        assert!(begin <= end, "{path}: {mark} before {first}", mark = last);
        *text = format!("{}{}\n{}", &text[..begin], lines.trim_end(), &text[end..]);
    }

    /// The paths of the files that are not as they are to be.
    pub fn stale(&self) -> Vec<&str> {
        let is_stale = |(path, text): &(&String, &String)| {
            fs::read_to_string(format!("{ROOT}/{path}")).ok().as_ref() != Some(text)
        };
        self.0.iter().filter(is_stale).map(|(path, _)| path.as_str()).collect()
    }

    /// Writes what is stale and returns its paths.
    pub fn write(&self) -> Vec<&str> {
        let stale = self.stale();
        for path in &stale {
            fs::write(format!("{ROOT}/{path}"), &self.0[*path])
                .unwrap_or_else(|e| panic!("{path}: {e}"));
        }
        stale
    }
}
