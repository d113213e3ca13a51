//! Where and when a benchmark ran, and what else the machine had to do then.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// A line above the tables.
pub fn line() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find(|line| line.starts_with("model name"));
    let model = model.and_then(|line| line.split(": ").nth(1)).unwrap_or("processors");
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let day = Command::new("date").arg("+%-d %B %Y").env("LC_ALL", "C").output().unwrap().stdout;
    let day = String::from_utf8(day).unwrap();
    format!("{} × {model}, load {load}, {}", available_parallelism().unwrap(), day.trim_end())
}
