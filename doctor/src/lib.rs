//! The report of `yjt_diagnose`, read and shown.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What is not known here is kept: ids, statuses and members are added to.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub schema_version: u32,
    pub library: Map<String, Value>,
    pub checks: Vec<Check>,
    /// The id of the first check that failed.
    pub first: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub struct Check {
    pub id: String,
    pub status: String,
    pub seen: Text,
    #[serde(default)]
    pub remedy: Text,
    pub milliseconds: u64,
}

#[derive(Default, Deserialize, Serialize)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }
}

impl Report {
    /// What there is to report when the library could not be asked.
    pub fn of(failed: &str, seen: Text, remedy: Text) -> Report {
        let (id, status) = (failed.to_owned(), "failed".to_owned());
        Report {
            schema_version: 1,
            library: Map::new(),
            checks: vec![Check { id, status, seen, remedy, milliseconds: 0 }],
            first: Some(failed.to_owned()),
        }
    }

    pub fn has(&self, status: &str) -> bool {
        self.checks.iter().any(|check| check.status == status)
    }

    /// Whether no check failed or waits for one that did.
    pub fn is_well(&self) -> bool {
        !self.has("failed") && !self.has("skipped")
    }

    fn last_line(&self) -> String {
        let first = self.checks.iter().find(|check| Some(&check.id) == self.first.as_ref());
        match first {
            Some(Check { id, remedy, .. }) => {
                format!("先解决 {id}:{} | begin with {id}: {}", remedy.zh, remedy.en)
            }
            // What they wait for failed, and `--only` left it out.
            None if self.has("skipped") => {
                "有检查没有做成:去掉 --only 再看 | a check could not be made: run without --only"
                    .to_owned()
            }
            None if self.has("warning") => {
                "没有失败,警告见上 | nothing failed; the warnings are above".to_owned()
            }
            None => "没有失败 | nothing failed".to_owned(),
        }
    }
}

/// A line a check, its remedy below it when it is not ok, and at the end what to do first. Words instead of marks:
/// the console of a Chinese Windows has no glyphs for those.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Check { id, status, seen, remedy, milliseconds } in &self.checks {
            let zh = word(status);
            writeln!(
                f,
                "{zh} {status:<7}  {id:<13} {} | {} ({milliseconds} ms)",
                seen.zh, seen.en
            )?;
            if status != "ok" && !remedy.zh.is_empty() {
                writeln!(f, "    → {} | {}", remedy.zh, remedy.en)?;
            }
        }
        writeln!(f, "\n{}", self.last_line())
    }
}

fn word(status: &str) -> &'static str {
    match status {
        "ok" => "正常",
        "warning" => "警告",
        "failed" => "失败",
        "skipped" => "跳过",
        _ => "不明",
    }
}
