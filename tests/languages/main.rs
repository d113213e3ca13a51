//! The bindings on their real runtimes. A small program in each language does what it is told, a command a line;
//! what it is told, and what must come back, is the same for all: the tables of the C ABI's own tests.

#[path = "../support/mod.rs"]
mod support;

mod actor;
mod aspnet;
mod builds;

mod checks;
mod desktop;
mod dotnet;
mod headers;
mod jna;
mod loading;
mod memory;
mod nuget;
mod parity;
mod readmes;
mod virtual_threads;

use actor::Actor;

#[test]
fn cpp_by_gcc() {
    checks::everything(&builds::cpp("g++"));
}

#[test]
fn cpp_by_clang() {
    checks::everything(&builds::cpp("clang++"));
}

#[test]
fn java_on_openjdk() {
    let java = builds::java(&[]);
    checks::everything(&java);
    checks::managed(&java);
    // With strings in UTF-16 however plain they are, which is not what is looked for.
    memory::arguments_are_wiped(&builds::java(&["-XX:-CompactStrings"]));
    memory::calls_at_once_keep_their_texts_apart(&java);
}

/// Applications may share a Tomcat's jars: the end of one leaves the other its log.
#[test]
fn java_clears_no_other_logger() {
    let seen = Actor::start(&builds::java(&[])).results("cleared", &["?code="]);
    assert_eq!(seen, ["second", "failed", "failed", "failed"]);
}

/// The platform's charset must not matter: a Chinese Windows has GBK.
#[test]
fn java_with_a_foreign_charset() {
    checks::texts_survive(&mut Actor::start(&builds::java(&["-Dfile.encoding=GBK"])));
}

#[test]
fn csharp_on_mono() {
    let mono = builds::mono();
    checks::everything(&mono);
    checks::managed(&mono);
    memory::arguments_are_wiped(&mono);
}

#[test]
fn csharp_on_coreclr() {
    let coreclr = builds::coreclr();
    checks::everything(&coreclr);
    checks::managed(&coreclr);
    memory::arguments_are_wiped(&coreclr);
}
