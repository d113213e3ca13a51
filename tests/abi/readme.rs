//! What the READMEs say about numbers and keys is what the library does.

use std::collections::BTreeSet;

use crate::support::abi::library;
use crate::support::keys::{KEYS, Value};

const HEADER: &str = include_str!("../../include/yjt.h");
const READMES: [(&str, &str); 2] = [
    ("README.md", include_str!("../../README.md")),
    ("README.en.md", include_str!("../../README.en.md")),
];

#[test]
fn every_status_has_its_row() {
    let defined: BTreeSet<u32> = HEADER
        .lines()
        .filter_map(|line| line.strip_prefix("#define YJT_ERR_")?.split(' ').nth(1)?.parse().ok())
        .collect();
    assert!(defined.len() > 50);
    for (name, readme) in READMES {
        let rows = readme.lines().skip_while(|line| !line.contains("| --- | --- | --- |"));
        let listed: BTreeSet<u32> = rows.flat_map(|row| numbers(row, &defined)).collect();
        assert_eq!(listed, defined, "{name}");
    }
}

/// The numbers of a row's first cell: `1`, `3、304`, `110 到 114`, `315 to 318`.
fn numbers(row: &str, defined: &BTreeSet<u32>) -> Vec<u32> {
    let Some(cell) = row.strip_prefix("| ").and_then(|row| row.split('|').next()) else {
        return Vec::new();
    };
    if let Some((from, to)) = cell.split_once(" 到 ").or_else(|| cell.split_once(" to ")) {
        let (Ok(from), Ok(to)) = (from.trim().parse::<u32>(), to.trim().parse::<u32>()) else {
            return Vec::new();
        };
        return defined.range(from..=to).copied().collect();
    }
    cell.split(['、', ',']).filter_map(|number| number.trim().parse().ok()).collect()
}

/// Of the release library, which the tests get by YJT_LIBRARY.
#[test]
#[cfg(target_arch = "x86_64")]
fn the_librarys_size_is_what_is_said() {
    if std::env::var_os("YJT_LIBRARY").is_none() {
        return;
    }
    let megabytes = std::fs::metadata(library()).unwrap().len() as f64 / 1e6;
    for (name, readme) in READMES {
        let before = readme.split(" MB").next().unwrap();
        let said: f64 = before.rsplit([' ', '(']).next().unwrap().parse().unwrap();
        assert!((megabytes / said - 1.0).abs() < 0.1, "{name} says {said}, it is {megabytes}");
    }
}

#[test]
fn every_configuration_key_has_its_row_with_range_and_default() {
    for (name, readme) in READMES {
        for key in KEYS {
            let quoted = format!("`{}`", key.name);
            let row = readme.lines().find(|line| {
                line.starts_with("| ") && line.split('|').nth(1).unwrap().contains(&quoted)
            });
            let row = row.unwrap_or_else(|| panic!("{quoted} in {name}"));
            let numbers = match key.value {
                Value::Integer { min, max, default } => vec![min, max, default],
                _ => vec![],
            };
            for number in numbers {
                let told =
                    row.split(|c: char| !c.is_ascii_digit()).any(|n| n == number.to_string());
                assert!(told, "{number} of {quoted} in {name}");
            }
            let inner = match key.value {
                Value::Section(keys) | Value::WordOrSection(_, keys) => keys,
                _ => &[],
            };
            assert!(inner.iter().all(|inner| row.contains(inner.name)), "{quoted} in {name}");
        }
    }
}
