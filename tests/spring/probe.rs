//! A JVM in which one application after the other is started, to see what becomes of it.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use crate::jars::{BOOTS, class_path};
use crate::support::abi::library;

pub struct Probe {
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    /// It ends when its input does, with this.
    _process: Child,
}

impl Probe {
    /// The one of an application with everything, for all tests.
    pub fn on(boot: &str) -> MutexGuard<'static, Probe> {
        static ALL: LazyLock<[Mutex<Probe>; 2]> =
            LazyLock::new(|| BOOTS.map(|boot| Mutex::new(Probe::start(&class_path(boot)))));
        let number = BOOTS.iter().position(|one| *one == boot).unwrap();
        // One that failed another test answers none the worse.
        ALL[number].lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn start(class_path: &str) -> Probe {
        let mut process = Command::new("java")
            .args(["-XX:TieredStopAtLevel=1", "-cp", class_path, "app.Probe"])
            .env("YJT_LIBRARY", library())
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("java, which tests/run installs");
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap()).lines();
        Probe { input, output, _process: process }
    }

    /// What became of an application with these properties.
    pub fn run(&mut self, properties: &[(String, String)]) -> Outcome {
        let arguments = properties.iter().map(|(name, value)| format!("--{name}={value}"));
        let line = arguments.collect::<Vec<_>>().join("\t");
        writeln!(self.input, "{line}").unwrap();
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
