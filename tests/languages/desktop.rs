//! PowerBuilder and VB6, whose compilers cannot be had: their examples call what is declared, with as many arguments.
//! (Delphi's is compiled and run by packaging/verify.)

use std::collections::HashMap;
use std::fs;

use crate::support::ROOT;

fn read(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/packaging/stdcall/{path}")).unwrap()
}

/// What stands between a name's parentheses, and what follows them.
fn parentheses(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => return None,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[1..at], &text[at + 1..]));
        }
    }
    None
}

fn arguments(list: &str) -> usize {
    let mut depth = 0;
    let commas = list.chars().filter(|c| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        *c == ',' && depth == 0
    });
    let commas = commas.count();
    if list.trim().is_empty() { 0 } else { commas + 1 }
}

/// Each name that parentheses follow, with how many arguments they hold.
fn calls(code: &str) -> Vec<(String, usize)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let opened = code.match_indices('(').filter_map(|(at, _)| {
        let before = code[..at].trim_end_matches(' ');
        let name = &before[before.rfind(|c| !is_name(c)).map_or(0, |last| last + 1)..];
        let (list, _) = parentheses(&code[at..])?;
        (!name.is_empty()).then(|| (name.to_owned(), arguments(list)))
    });
    opened.collect()
}

/// A line without its texts and its comment.
fn bare(line: &str, comment: &str) -> String {
    let outside = line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    outside.split(comment).next().unwrap().trim().to_owned()
}

fn assert_declared(calls: Vec<(String, usize)>, declared: &HashMap<String, usize>, known: &[&str]) {
    assert!(!calls.is_empty());
    for (name, given) in calls {
        match declared.get(&name) {
            Some(taken) => assert_eq!(given, *taken, "arguments of {name}"),
            None => assert!(known.contains(&name.as_str()), "{name} is not declared"),
        }
    }
}

#[test]
fn powerbuilder() {
    let example = read("powerbuilder/example.txt");
    let text = read("powerbuilder/yjt.txt") + &example;
    let starts = ["FUNCTION ", "SUBROUTINE ", "// public function ", "// ---- public function "];
    let declares = |line: &&str| starts.iter().any(|start| line.starts_with(start));
    let declared: HashMap<_, _> = (text.lines().filter(declares))
        .map(|line| calls(&line.replace("REF ", "")).remove(0))
        .collect();
    let lines = fs::read_to_string(format!("{ROOT}/sandbox/page/lines/powerbuilder.txt")).unwrap();
    let scripts = text.lines().filter(|line| !declares(line)).chain(lines.lines());
    let scripts = scripts.map(|line| bare(line, "//")).collect::<Vec<_>>().join("\n");
    let known = ["Blob", "Space", "String", "MessageBox", "FileOpen", "FileReadEx", "FileClose"];
    assert_declared(calls(&scripts), &declared, &known);
    // The members that the example reads are where it reads them.
    let offsets = text.lines().find(|line| line.starts_with("// yjt_user: ")).unwrap();
    for (offset, member) in [(4, "certificate_type"), (16, "name"), (24, "nation")] {
        assert!(example.contains(&format!("of_member(al_user, {offset})")), "{member}");
        assert!(offsets.contains(&format!(" {offset} {member},")), "{member}");
    }
    let failure = text.lines().find(|line| line.starts_with("// yjt_error: ")).unwrap();
    assert!(failure.contains(" 12 message,") && failure.ends_with(" 16 hint"));
    // What a string loses: see the file's head.
    assert!(!scripts.contains("Char(0)"));
}

#[test]
fn vb6() {
    let text = read("vb6/Yjt.bas") + &read("vb6/Example.bas");
    assert!(text.is_ascii(), "VB6 reads its files in the code page of Windows");
    let text = text.replace(" _\n", " ");
    let lines: Vec<_> = text.lines().map(|line| bare(line, "'")).collect();
    let heading = |line: &String| {
        let words: Vec<_> = line.split(' ').take(3).collect();
        words.iter().any(|word| ["Function", "Sub"].contains(word)) && !line.starts_with("E")
    };
    let declared: HashMap<_, _> = (lines.iter().filter(|line| heading(line)))
        .map(|line| {
            let (_, after) = line.split_once("Function ").or(line.split_once("Sub ")).unwrap();
            let name = after.split(['(', ' ']).next().unwrap();
            let (list, _) = parentheses(&after[after.find('(').unwrap()..]).unwrap();
            (name.to_owned(), arguments(list))
        })
        .collect();
    let code: Vec<_> =
        lines.iter().filter(|line| !heading(line) && !line.starts_with("Exit")).collect();
    // A call that is a statement has no parentheses.
    let statements = code.iter().filter_map(|line| {
        let (name, list) = line.split_once(' ')?;
        (declared.contains_key(name) && !list.starts_with('='))
            .then(|| (name.to_owned(), arguments(list)))
    });
    let code = code.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n");
    let known = ["bytes", "arguments", "Len", "LenB", "LOF", "Split", "String$", "StrPtr"];
    assert_declared(calls(&code).into_iter().chain(statements).collect(), &declared, &known);
    // Each member that is read is one that the declarations have.
    let members: Vec<_> = (code.match_indices("user.").chain(code.match_indices("failure.")))
        .map(|(at, of)| {
            let member = &code[at + of.len()..];
            &member[..member.find(|c: char| !c.is_ascii_alphanumeric()).unwrap()]
        })
        .collect();
    assert!(members.len() >= 5);
    for member in members {
        assert!(code.contains(&format!("\n{member} As Long")), "{member}");
    }
    let project = read("vb6/Example.vbp");
    for module in ["Yjt", "Example"] {
        assert!(project.contains(&format!("Module={module}; {module}.bas\n")));
        assert!(text.contains(&format!("Attribute VB_Name = \"{module}\"\n")));
    }
}
