//! The documents: every link leads somewhere, and what changes with each run is not written by hand.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FOLDERS: [&str; 7] =
    ["docs", "bindings", "examples", "packaging", "sandbox", "benches", "tests"];

/// Each document with its text.
fn documents() -> Vec<(PathBuf, String)> {
    let mut found: Vec<_> = files(Path::new(ROOT)).collect();
    let mut folders: Vec<_> = FOLDERS.iter().map(|folder| Path::new(ROOT).join(folder)).collect();
    while let Some(folder) = folders.pop() {
        found.extend(files(&folder));
        folders.extend(entries(&folder).filter(|path| path.is_dir() && !path.ends_with("target")));
    }
    assert!(found.len() > 15, "{found:?}");
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    entries(folder).filter(|path| path.extension().is_some_and(|extension| extension == "md"))
}

/// `packaging/verify` writes the dates, see `docs/install.md`. The changelog's are those of the versions.
#[test]
fn no_date_is_written_by_hand() {
    for (path, text) in documents() {
        let lines: Vec<_> = text.lines().filter(|line| dated(line)).collect();
        assert!(lines.is_empty() || path.ends_with("CHANGELOG.md"), "{path:?}: {lines:#?}");
    }
}

fn dated(line: &str) -> bool {
    line.as_bytes().windows(10).any(|ten| {
        ten.iter().zip(b"2000-00-00").all(|(found, shape)| match shape {
            b'-' => found == shape,
            _ => found.is_ascii_digit(),
        })
    })
}

/// What a browser finds a heading by, as GitHub and `packaging/documents.py` make it of the heading's text.
fn anchors(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter(|line| line.starts_with('#')).map(|line| {
        let heading = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    })
}

#[test]
fn every_link_leads_to_a_file_and_its_heading() {
    for (path, text) in documents() {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '\n']).next()) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            if link.starts_with("https://") {
                continue;
            }
            let target = path.parent().unwrap().join(file);
            let target = if file.is_empty() { &path } else { &target };
            assert!(target.exists(), "{path:?}: {link}");
            let led = || anchors(&fs::read_to_string(target).unwrap()).any(|found| found == anchor);
            assert!(anchor.is_empty() || led(), "{path:?}: {link}");
        }
    }
}

#[test]
fn every_test_that_guards_a_promise_exists() {
    let text = include_str!("../README.md");
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let guards = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let guards: Vec<_> = guards.filter(|name| name.contains('/')).collect();
    assert!(guards.len() > 20, "{guards:?}");
    for guard in guards {
        assert!(Path::new(ROOT).join("tests").join(guard).exists(), "{guard}");
    }
}

/// What is named is `FILE::TEST`, below `tests`; a row may name a script instead.
#[test]
fn every_test_that_the_threat_model_names_exists() {
    let text = include_str!("../../docs/security.md");
    quoted(text).filter(|name| name.contains("::")).for_each(must_exist);
    let tables = text.split(" 证明 · proof |\n").skip(1);
    let rows =
        tables.flat_map(|table| table.lines().skip(1).take_while(|line| line.starts_with('|')));
    let proofs: Vec<_> =
        rows.map(|row| row.trim_end_matches(" |").rsplit(" | ").next().unwrap()).collect();
    assert!(proofs.len() > 30, "{proofs:?}");
    for proof in proofs {
        assert!(quoted(proof).count() > 0, "{proof}");
        quoted(proof).for_each(must_exist);
    }
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn must_exist(name: &str) {
    let Some((file, test)) = name.split_once("::") else {
        assert!(Path::new(ROOT).join(name).is_file(), "{name}");
        return;
    };
    let path = Path::new(ROOT).join("tests").join(file);
    let source = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
    let (before, _) = source
        .split_once(&format!("fn {test}("))
        .unwrap_or_else(|| panic!("{name}: there is no such test"));
    let attributes = before.lines().rev().take_while(|line| line.trim().starts_with("#["));
    assert!(attributes.map(str::trim).any(|line| line == "#[test]"), "{name} is not a test");
}
