//! The report: what each check saw and what to do about it. It is built from what may be shown, never cleaned afterwards.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A sentence in both languages.
#[derive(Clone, Default)]
pub(super) struct Text {
    pub zh: String,
    pub en: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    Warning,
    Failed,
    /// It cannot be told.
    Unknown,
    /// What it depends on failed.
    Skipped,
}

/// What a check found, or a part of it such as one address.
pub(super) struct Finding {
    pub id: String,
    pub status: Status,
    pub seen: Text,
    pub remedy: Text,
    pub took: Duration,
}

#[derive(Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    library: Vec<(&'static str, String)>,
}

impl Text {
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }

    /// Of a text of the catalogue, `中文 | English`.
    pub(super) fn of(both: &str) -> Text {
        let (zh, en) = both.split_once(" | ").unwrap_or((both, both));
        Text::new(zh, en)
    }

    /// With another sentence behind it, where there is one.
    pub(super) fn and(&self, other: &Text) -> Text {
        match (self.zh.is_empty(), other.zh.is_empty()) {
            (_, true) => self.clone(),
            (true, _) => other.clone(),
            _ => {
                Text::new(format!("{};{}", self.zh, other.zh), format!("{}; {}", self.en, other.en))
            }
        }
    }

    fn json(&self) -> Value {
        json!({"zh": self.zh, "en": self.en})
    }
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Warning => "warning",
            Status::Failed => "failed",
            Status::Unknown => "unknown",
            Status::Skipped => "skipped",
        }
    }
}

impl Finding {
    pub(super) fn new(
        id: impl Into<String>,
        status: Status,
        seen: Text,
        since: Instant,
    ) -> Finding {
        let took = since.elapsed();
        Finding { id: id.into(), status, seen, remedy: Text::default(), took }
    }

    pub(super) fn with(self, remedy: Text) -> Finding {
        Finding { remedy, ..self }
    }
}

impl Report {
    pub(super) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A fact about the library and the machine that it runs on.
    pub(super) fn fact(&mut self, name: &'static str, value: String) {
        self.library.push((name, value));
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.findings.iter().any(|finding| own(finding) == id)
    }

    pub(super) fn skip(&mut self, id: &str, because: &str) {
        let seen = Text::new(format!("因为 {because} 没有通过"), format!("because of {because}"));
        self.add(Finding::new(id, Status::Skipped, seen, Instant::now()));
    }

    /// These checks with their parts; all of them when none is named.
    pub(super) fn keep_only(&mut self, ids: &[String]) {
        if !ids.is_empty() {
            self.findings.retain(|finding| ids.iter().any(|id| *id == own(finding)));
        }
    }

    pub(super) fn to_json(&self) -> String {
        let checks: Vec<_> = self.findings.iter().map(Finding::json).collect();
        let first = self.findings.iter().find(|finding| finding.status == Status::Failed);
        let library: serde_json::Map<String, Value> =
            self.library.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({
            "schemaVersion": 1,
            "library": library,
            "checks": checks,
            "first": first.map(|finding| &finding.id),
        })
        .to_string()
    }
}

impl Finding {
    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "status": self.status.word(),
            "seen": self.seen.json(),
            "remedy": self.remedy.json(),
            "milliseconds": u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX),
        })
    }
}

/// The check that a finding is of, or is a part of.
fn own(finding: &Finding) -> &str {
    finding.id.split('.').next().unwrap_or_default()
}
