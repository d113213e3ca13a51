//! `yjt-doctor CONFIG.json`: loads the library as a host does, and says why a login would fail. Its console text is
//! UTF-8; std writes it to a Windows console as UTF-16, so that no code page garbles it.

mod arguments;
mod configuration;
mod finding;
mod library;
mod machine;

use std::ffi::CString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use serde_json::Value;
use yjt_doctor::Report;

use arguments::{Arguments, Order, USAGE};
use configuration::Unreadable;
use library::Library;

/// It could not run.
const BROKEN: u8 = 2;

fn main() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Order::Diagnose(arguments)) => arguments,
        Ok(Order::Help) => {
            return ended(say(USAGE).map(|()| true));
        }
        Err(problem) => {
            eprintln!("yjt-doctor: {problem}\n\n{USAGE}");
            return ExitCode::from(BROKEN);
        }
    };
    ended(run(arguments))
}

fn ended(outcome: Result<bool, String>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("yjt-doctor: {problem}");
            ExitCode::from(BROKEN)
        }
    }
}

/// Whether all is well.
fn run(arguments: Arguments) -> Result<bool, String> {
    let json = diagnosed(&arguments)?;
    let report: Report = serde_json::from_str(&json)
        .map_err(|e| format!("读不懂库的报告 | the library's report is not understood: {e}"))?;
    if report.checks.is_empty() {
        let needless =
            "--only:这份配置用不着这些检查 | this configuration needs none of these checks";
        return Err(needless.to_owned());
    }
    if let Some(file) = &arguments.output {
        std::fs::write(file, format!("{json}\n"))
            .map_err(|e| not_written(&file.display().to_string(), &e))?;
    }
    say(&if arguments.json { format!("{json}\n") } else { report.to_string() })?;
    Ok(report.is_well() && !(arguments.strict && report.has("warning")))
}

/// The report, as JSON.
fn diagnosed(arguments: &Arguments) -> Result<String, String> {
    let configuration = match configuration::read(&arguments.configuration) {
        Ok(configuration) => configuration,
        Err(Unreadable::NotUtf8) => return Ok(json(&finding::not_utf8())),
        Err(Unreadable::Broken(why)) => return Err(why),
    };
    let library = match Library::load() {
        Ok(library) => library,
        Err(not_loaded) => return Ok(json(&finding::not_loaded(&not_loaded))),
    };
    let options = Value::Object(arguments.options.clone()).to_string();
    let options = CString::new(options).map_err(|e| e.to_string())?;
    library
        .diagnose(&configuration, &options)
        .map_err(|failure| format!("{} {}\n→ {}", failure.status, failure.message, failure.hint))
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).expect("texts and numbers")
}

/// Whoever closes the pipe has read enough.
fn say(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(not_written("stdout", &e)),
        _ => Ok(()),
    }
}

fn not_written(place: &str, e: &std::io::Error) -> String {
    format!("写不了报告 | the report cannot be written: {place}: {e}")
}
