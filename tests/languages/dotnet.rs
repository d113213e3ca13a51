//! What .NET does to a binding besides calling it: it aborts threads, and unloads what the binding was loaded into.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::actor::Actor;
use crate::builds::mono;
use crate::support::abi::library;
use crate::support::builds::{dotnet, for_coreclr};
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

/// Application domains are .NET Framework's; ASP.NET recycles them.
#[test]
fn an_application_domain_is_recycled() {
    let actor = &mut Actor::start(&mono());
    for _ in 0..3 {
        actor.results("recycle", &["?code="]);
    }
}

/// A host that loads plugins to unload them again.
#[test]
fn a_collectible_context_is_unloaded() {
    let program = for_coreclr("tests/languages/Unload.cs", "unload", "unload.dll");
    let binding = Path::new(&program).with_file_name("Yjt.Net.dll");
    let output = Command::new(dotnet())
        .args([program.as_ref(), binding.as_os_str()])
        .arg(SANDBOX.configured(json!({})))
        .env("YJT_LIBRARY", library())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let why = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "logged True, after it 0, alive False\n", "{:?} {why}", output.status);
}

/// The abort comes while the gateway is waited for, and when the library has returned what it handed out is given back.
#[test]
fn a_thread_is_aborted_in_an_exchange() {
    let (asked, questions) = sync_channel(0);
    let (release, answers) = sync_channel::<()>(0);
    let answers = Arc::new(Mutex::new(answers));
    let extra = "x".repeat(500_000);
    let port = peer::listen(move |mut stream| {
        peer::read_head(&mut stream);
        asked.send(()).unwrap();
        answers.lock().unwrap().recv().unwrap();
        let body = format!(r#"{{"errcode":0,"data":{{"userId":"u","extra":"{extra}"}}}}"#);
        peer::answer(stream, &body);
    });
    let base = format!("http://127.0.0.1:{port}/");
    let change = json!({"baseUrl": base, "timeoutMs": 60_000, "maxResponseBytes": 1 << 20});
    let actor = &mut Actor::start(&mono());
    actor.results("client", &["abort", &merged(&SANDBOX.plain, change)]);
    let mut abort = |times| {
        for number in 0..times {
            actor.results("abortable", &["abort", &format!("abort-{number}")]);
            questions.recv().unwrap();
            actor.results("abort", &[]);
            release.send(()).unwrap();
            assert_eq!(actor.result("aborted", &[]), "aborted");
        }
        actor.resident_kib()
    };
    let mut before = abort(20);
    // A leak grows with every round, a runtime now and then.
    let mut grew = (0..3).map(|_| {
        let after = abort(60);
        after.saturating_sub(std::mem::replace(&mut before, after))
    });
    assert!(grew.any(|kib| kib < 12 * 1024), "grew by 12 MiB, three times");
}

/// The library's frames must not be unwound: they hold locks.
#[test]
fn a_thread_is_aborted_in_its_logger() {
    let actor = &mut Actor::start(&mono());
    assert_eq!(actor.results("abortinlogger", &["?code="]), ["aborted", "ended", "done"]);
    assert_eq!(actor.results("abortbylogger", &["?code="]), ["aborted", "done"]);
    assert_eq!(actor.result("link", &["?code=abc"]), "abc");
}
