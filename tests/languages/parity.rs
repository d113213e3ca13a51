//! One interface in four languages: what the header declares, each binding declares too, and the table says where it is.
//! That the library exports just these functions is `tests/abi/header.rs`; that the numbers of statuses and dictionaries
//! agree is asked of the running programs, in `checks.rs`.

use std::collections::BTreeMap;
use std::fs;

use crate::support::abi;
use crate::support::builds::ROOT;

const HEADER: &str = include_str!("../../include/yjt.h");
const CPP: &str = include_str!("../../include/yjt.hpp");
const TABLE: &str = include_str!("../../bindings/README.md");

fn source(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every function that is declared after `before`, with the number of its parameters.
fn declared(text: &str, before: &str) -> BTreeMap<String, usize> {
    let mut functions = BTreeMap::new();
    for (at, _) in text.match_indices("yjt_") {
        let declaration = &text[at..];
        let Some((name, rest)) = declaration.split_once('(') else { continue };
        let line = text[..at].rsplit('\n').next().unwrap();
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            || !line.starts_with(before)
        {
            continue;
        }
        let parameters = rest.split(')').next().unwrap();
        let none = parameters.trim().is_empty() || parameters == "void";
        functions
            .insert(name.to_owned(), if none { 0 } else { parameters.matches(',').count() + 1 });
    }
    functions
}

pub fn header() -> BTreeMap<String, usize> {
    let all = &HEADER[HEADER.find("extern \"C\"").unwrap()..];
    // A declaration starts its line with its type, a comment with a star.
    let lines: Vec<_> =
        all.lines().filter(|line| !line.trim_start().starts_with(['*', '/'])).collect();
    let functions = declared(&lines.join("\n"), "");
    assert!(functions.len() >= 15, "{functions:?}");
    functions
}

#[test]
fn jna_declares_the_headers_functions() {
    let raw = source("bindings/java/src/main/java/cn/yjt/Raw.java");
    assert_eq!(declared(&raw, "    static native "), header());
}

#[test]
fn pinvoke_declares_the_headers_functions() {
    let raw = source("bindings/csharp/src/Raw.cs");
    assert_eq!(declared(&raw, "        internal static extern "), header());
    let each = "[DllImport(Library, CallingConvention = C, ExactSpelling = true)]";
    assert_eq!(raw.matches(each).count(), header().len());
}

/// `certificate_no` and `CertificateNo` are one member.
fn spelled(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// The members of a struct, in order: the last word of each line that ends with a semicolon.
fn members(text: &str, start: &str) -> Vec<String> {
    let body = text.split(start).nth(1).unwrap_or_else(|| panic!("{start}"));
    let body = &body[..body.find("\n}").or_else(|| body.find("\n        }")).unwrap()];
    let body = body.split("\n        }").next().unwrap();
    let lines = body.lines().filter_map(|line| line.trim().strip_suffix(';'));
    lines.map(|line| spelled(line.rsplit([' ', '*']).next().unwrap())).collect()
}

#[test]
fn pinvoke_lays_the_structs_out_as_the_header() {
    let raw = source("bindings/csharp/src/Raw.cs");
    for (c, csharp) in [("yjt_user {", "struct User"), ("yjt_error {", "struct Error")] {
        let expected = members(HEADER, &format!("typedef struct {c}"));
        assert!(expected.len() >= 5, "{expected:?}");
        assert_eq!(members(&raw, csharp), expected);
    }
}

#[test]
fn the_table_is_complete_and_true() {
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            line.trim_matches(['|', ' '])
                .split('|')
                .map(|cell| cell.trim_matches([' ', '`']))
                .collect()
        })
        .collect();
    let functions: Vec<_> = rows.iter().map(|row| row[0].to_owned()).collect();
    let mut expected: Vec<_> = header().into_keys().collect();
    let declarations = HEADER.find("extern \"C\"").unwrap();
    expected.sort_by_key(|name| HEADER[declarations..].find(&format!("{name}(")));
    assert_eq!(functions, expected, "in the header's order");
    for row in rows {
        let [c, cpp, java, csharp] = row[..] else { panic!("{row:?}") };
        let name = cpp.rsplit("::").next().unwrap();
        let defined = [format!(" {name}("), format!("*{name}("), format!("class {name} ")];
        assert!(defined.iter().any(|d| CPP.contains(d)), "{cpp}");
        assert!(CPP.contains(&format!("{c}(")), "yjt.hpp does not call {c}");
        member(
            java,
            "bindings/java/src/main/java/cn/yjt",
            "java",
            &["public static ", "public "],
            &["("],
        );
        member(
            csharp,
            "bindings/csharp/src",
            "cs",
            &["public static ", "public "],
            &["(", "\n", " {"],
        );
    }
}

/// `Class.member`, or a class: public in the class's own file.
fn member(path: &str, folder: &str, ending: &str, before: &[&str], after: &[&str]) {
    let (class, name) = path.split_once('.').unwrap_or((path, ""));
    let text = source(&format!("{folder}/{class}.{ending}"));
    let found = text.lines().any(|line| {
        let line = format!("{}\n", line.trim());
        before.iter().any(|b| line.starts_with(b))
            && (name.is_empty() || after.iter().any(|a| line.contains(&format!(" {name}{a}"))))
    });
    assert!(found, "{path} is not public");
}

/// One version number: Cargo.toml's.
#[test]
fn the_versions_are_one() {
    let version = env!("CARGO_PKG_VERSION");
    let pom = source("bindings/java/pom.xml");
    assert!(pom.contains(&format!("<artifactId>yjt</artifactId>\n  <version>{version}</version>")));
    let project = source("bindings/csharp/Yjt.csproj");
    assert!(project.contains(&format!("<Version>{version}</Version>")));
    let java = source("bindings/java/src/main/java/cn/yjt/Version.java");
    assert!(java.contains(&format!("BINDING = \"{version}\";")));
    let csharp = source("bindings/csharp/src/Version.cs");
    assert!(csharp.contains(&format!("Binding = \"{version}\";")));
}

#[test]
fn the_log_levels_are_the_headers() {
    let java = source("bindings/java/src/main/java/cn/yjt/YjtLogger.java");
    let csharp = source("bindings/csharp/src/YjtLogLevel.cs");
    let levels: Vec<_> =
        HEADER.lines().filter_map(|line| line.strip_prefix("#define YJT_LOG_")).collect();
    assert_eq!(levels.len(), 5);
    let mut place = 0;
    for level in levels {
        let (name, number) = level.split_once(' ').unwrap();
        let pascal = format!("{}{}", &name[..1], name[1..].to_lowercase());
        assert!(csharp.contains(&format!(" {pascal} = {number},")), "{level}");
        // Java's are numbered by their order.
        let at =
            java[place..].find(&format!("        {name}")).unwrap_or_else(|| panic!("{level}"));
        place += at;
    }
}

/// The constants of a dictionary in one language: the name as all languages have it, the code, and the label that the
/// comment before it gives.
fn constants(text: &str, label: [&str; 2], number: [&str; 2]) -> Vec<(String, i32, String)> {
    let between = |line: &str, ends: [&str; 2]| {
        let (before, rest) = line.split_once(ends[0])?;
        Some((before.trim().to_owned(), rest.split(ends[1]).next()?.to_owned()))
    };
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines
        .windows(2)
        .filter_map(|pair| {
            let (_, label) = between(pair[0], label)?;
            let (name, code) = between(pair[1], number)?;
            Some((spelled(&name), code.parse().ok()?, label))
        })
        .filter(|(_, code, _)| *code != 0)
        .collect()
}

#[test]
fn the_dictionaries_constants_are_the_same_in_java_and_csharp() {
    for (number, name) in
        ["CertificateType", "Gender", "Nation", "Channel", "BusinessType"].iter().enumerate()
    {
        let java = source(&format!("bindings/java/src/main/java/cn/yjt/{name}.java"));
        let csharp = source(&format!("bindings/csharp/src/{name}.cs"));
        let java = constants(&java, ["/** ", ". */"], ["(\"", "\")"]);
        assert!(java.len() >= 4, "{name}: {java:?}");
        assert_eq!(java, constants(&csharp, ["<summary>", "</summary>"], [" = ", ","]), "{name}");
        for (_, code, label) in java {
            let code = if matches!(*name, "CertificateType" | "Nation") {
                format!("{code:02}")
            } else {
                code.to_string()
            };
            let told = unsafe { (abi::ABI.label)(number as i32 + 1, abi::c(&code).as_ptr()) };
            assert_eq!(abi::text(told), label, "{name} {code}");
        }
    }
}
