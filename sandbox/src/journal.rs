//! The sandbox's own log: which rule was broken, for the person who debugs.

use std::collections::VecDeque;
use std::sync::Mutex;

const KEPT: usize = 1000;

pub struct Journal {
    quiet: bool,
    lines: Mutex<VecDeque<String>>,
}

impl Journal {
    pub fn new(quiet: bool) -> Journal {
        Journal { quiet, lines: Mutex::default() }
    }

    pub fn write(&self, line: String) {
        if !self.quiet {
            eprintln!("{line}");
        }
        let mut lines = self.lines.lock().expect("no panic while held");
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().expect("no panic while held").iter().cloned().collect()
    }
}
