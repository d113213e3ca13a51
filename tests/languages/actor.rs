//! A program that does through a binding what it is told, and how to talk to it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::support::abi::{Failure, library};

/// How it is started.
#[derive(Clone)]
pub struct Start {
    pub program: String,
    pub arguments: Vec<String>,
    pub environment: Vec<(String, String)>,
}

impl Start {
    pub fn new(program: impl Into<String>, arguments: Vec<String>) -> Start {
        Start { program: program.into(), arguments, environment: vec![] }
    }
}

pub struct Actor {
    process: Child,
    output: BufReader<ChildStdout>,
}

/// An argument that is null, in the languages that have it.
pub const NULL: &str = "\0null";

/// What came of a command.
#[derive(Debug)]
pub enum Reply {
    Ok(Vec<String>),
    /// The library's failure.
    Error(Failure),
    /// The language's own exception for a bad argument or a closed client.
    Refused(String),
}

impl Actor {
    pub fn start(start: &Start) -> Actor {
        let mut process = Command::new(&start.program)
            .args(&start.arguments)
            .env("YJT_LIBRARY", library())
            // Cargo's names folders that hold a library.
            .env_remove("LD_LIBRARY_PATH")
            .env("LANG", "C")
            .env("LC_ALL", "C")
            .envs(start.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("{}: {e}", start.program));
        let output = BufReader::new(process.stdout.take().unwrap());
        Actor { process, output }
    }

    /// Fails when the program is gone: no misuse may take a runtime down.
    pub fn ask(&mut self, command: &str, arguments: &[&str]) -> Reply {
        let mut line = command.to_owned();
        for argument in arguments {
            if *argument == NULL {
                line.push_str("\t-");
                continue;
            }
            line.push_str("\t=");
            line.push_str(&hex::encode(argument));
        }
        let input = self.process.stdin.as_mut().unwrap();
        writeln!(input, "{line}").unwrap_or_else(|e| panic!("{command}: {e}"));
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        let parts: Vec<&str> = answer.trim_end_matches(['\n', '\r']).split('\t').collect();
        match parts[0] {
            "ok" => Reply::Ok(parts[1..].iter().map(|part| text(part)).collect()),
            "error" => Reply::Error(Failure {
                status: parts[1].parse().unwrap(),
                http_status: parts[2].parse().unwrap(),
                gateway_code: text(parts[3]),
                message: text(parts[4]),
                hint: text(parts[5]),
            }),
            "refused" => Reply::Refused(text(parts[1])),
            _ => panic!(
                "{command} {arguments:?}: the runtime ended: {answer} {:?}",
                self.process.try_wait()
            ),
        }
    }

    pub fn results(&mut self, command: &str, arguments: &[&str]) -> Vec<String> {
        match self.ask(command, arguments) {
            Reply::Ok(results) => results,
            other => panic!("{command} {arguments:?}: {other:?}"),
        }
    }

    pub fn result(&mut self, command: &str, arguments: &[&str]) -> String {
        self.results(command, arguments).remove(0)
    }

    pub fn failure(&mut self, command: &str, arguments: &[&str]) -> Failure {
        match self.ask(command, arguments) {
            Reply::Error(failure) => failure,
            other => panic!("{command} {arguments:?}: {other:?}"),
        }
    }

    pub fn refusal(&mut self, command: &str, arguments: &[&str]) -> String {
        match self.ask(command, arguments) {
            Reply::Refused(why) => why,
            other => panic!("{command} {arguments:?}: {other:?}"),
        }
    }

    /// Its input is at its end, and so it ends by itself.
    pub fn end(mut self) {
        let status = self.process.wait().unwrap();
        assert!(status.success(), "{status}");
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn resident_kib(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Actor {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn text(part: &str) -> String {
    String::from_utf8(hex::decode(&part[1..]).unwrap()).expect("UTF-8")
}
