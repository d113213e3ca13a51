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

    /// What became of an application with these properties.
    pub fn run(&mut self, properties: &[(String, String)]) -> Outcome {
        let arguments = properties.iter().map(|(name, value)| format!("--{name}={value}"));
        let line = arguments.collect::<Vec<_>>().join("\t");
        writeln!(self.input.as_ref().unwrap(), "{line}").unwrap();
        let said = self.output.by_ref().map(|line| line.unwrap());
        let (told, log): (Vec<_>, Vec<_>) =
            said.take_while(|line| line != "end").partition(|line| line.starts_with("> "));
        let told = told.iter().map(|line| line[2..].to_owned()).collect();
        Outcome { told, log: log.join("\n") }
    }
}

#[derive(Debug)]
pub struct Outcome {
    /// The probe's own words.
    pub told: Vec<String>,
    /// What was logged until it had ended.
    pub log: String,
}

impl Outcome {
    pub fn is_refused(&self) -> bool {
        self.told == ["refused"]
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        drop(self.input.take()); // Which ends it.
        let _ = self.process.wait();
    }
}
