//! A JVM in which one application after the other is started, to see what becomes of it.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::support::abi::library;

pub struct Probe {
    process: Child,
    input: Option<ChildStdin>,
    output: Lines<BufReader<ChildStdout>>,
}

impl Probe {
    pub fn start(class_path: &str) -> Probe {
        let mut process = Command::new("java")
            .args(["-cp", class_path, "Probe"])
            .env("YJT_LIBRARY", library())
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("java, which tests/run installs");
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().unwrap()).lines();
        Probe { process, input, output }
    }

    /// What an application with these properties printed until it had ended.
    pub fn run(&mut self, properties: &[(String, String)]) -> String {
        let arguments = properties.iter().map(|(name, value)| format!("--{name}={value}"));
        let line = arguments.collect::<Vec<_>>().join("\t");
        writeln!(self.input.as_ref().unwrap(), "{line}").unwrap();
        let said = self.output.by_ref().map(|line| line.unwrap());
        let said: Vec<_> = said.take_while(|line| line != "end").collect();
        said.join("\n")
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        drop(self.input.take()); // Which ends it.
        let _ = self.process.wait();
    }
}
