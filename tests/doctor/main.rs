//! `yjt_diagnose` in broken worlds: each is a row that says which check fails first and what its remedy must hold. Every
//! report is checked against the schema and searched for secrets.

#[path = "../support/mod.rs"]
mod support;

mod discovery;
mod echo;
mod promises;
mod reach;
mod report;
mod response;
mod tls;

use std::any::Any;

use serde_json::Value;

use report::{Report, diagnose};
use support::sandbox::{SANDBOX, merged};

/// Something wrong, and what must be said of it.
struct World {
    name: &'static str,
    /// Of the sandbox's configuration.
    changes: Value,
    /// The first check that fails; none when all is well or there are only warnings.
    first: Option<&'static str>,
    /// A finding that must be there with this status, and words that it must hold.
    finding: (&'static str, &'static str),
    words: &'static [&'static str],
    /// What must live as long as it.
    peers: Vec<Box<dyn Any>>,
}

impl World {
    /// One in which `first` fails.
    fn failing(
        name: &'static str,
        changes: Value,
        first: &'static str,
        words: &'static [&'static str],
    ) -> World {
        World {
            name,
            changes,
            first: Some(first),
            finding: (first, "failed"),
            words,
            peers: vec![],
        }
    }

    fn with(mut self, peer: impl Any) -> World {
        self.peers.push(Box::new(peer));
        self
    }

    fn judge(&self) -> Result<Report, String> {
        let report = diagnose(&merged(&SANDBOX.configuration, self.changes.clone()), "{}");
        let problem = |what: String| Err(format!("{}: {what}: {report:#?}", self.name));
        if report.first() != self.first {
            return problem(format!("first is {:?}", report.first()));
        }
        let (id, status) = self.finding;
        let Some(finding) = report.finding(id) else { return problem(format!("no {id}")) };
        if finding["status"] != status {
            return problem(format!("{id} is not {status}"));
        }
        let said = report::said(finding);
        match self.words.iter().find(|word| !said.contains(**word)) {
            Some(word) => problem(format!("{word} is not said")),
            None => Ok(report),
        }
    }
}

/// Each on a thread of its own: most of their time is waiting.
fn judge_all(worlds: Vec<fn() -> World>) {
    let problems: Vec<String> = std::thread::scope(|scope| {
        let judged: Vec<_> =
            worlds.into_iter().map(|world| scope.spawn(move || world().judge().err())).collect();
        judged.into_iter().filter_map(|judged| judged.join().unwrap()).collect()
    });
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}
