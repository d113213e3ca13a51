//! The five lines that the page offers in each language are compiled as they stand.

use std::fs;
use std::path::PathBuf;

use crate::programs::builds;

/// Between what a program has anyway.
fn written(language: &str, file: &str, before: &str, after: &str) -> String {
    let lines = PathBuf::from(builds::ROOT).join(format!("sandbox/page/lines/{language}.txt"));
    let lines = fs::read_to_string(lines).unwrap();
    assert_eq!(lines.lines().count(), 5, "{language}");
    let lines = lines.replace("{configuration}", "yjt-sandbox/yjt.json");
    let folder = builds::out("page-lines");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(file);
    fs::write(&file, format!("{before}\n{lines}\n{after}\n")).unwrap();
    file.display().to_string()
}

#[test]
fn five_lines_in_c() {
    let before = "#include \"yjt.h\"\n\
        int fail(const char *hint); void log_in(const char *, const char *, const char *);\n\
        int patient(const char *config_json, const char *link);\n\
        int patient(const char *config_json, const char *link) {";
    let file = written("c", "lines.c", before, "return 0; }");
    let mut arguments = builds::words("-std=c99 -Wall -Wextra -Werror -Iinclude -c -o /dev/null");
    arguments.push(file);
    builds::run("gcc", &arguments);
}

#[test]
fn five_lines_in_cpp() {
    let before = "#include \"yjt.hpp\"\n#include <fstream>\n#include <iterator>\n\
        static void log_in(const char *, const char *, const char *) {}\n\
        int main(int, char **arguments) { std::string link = arguments[1];";
    builds::cpp("g++", &written("cpp", "lines.cpp", before, "}"), "page-lines-cpp");
}

#[test]
fn five_lines_in_java() {
    let before = "import cn.yjt.*; import java.nio.file.Paths;\n\
        class Lines {\n\
        interface Request { StringBuffer getRequestURL(); String getQueryString(); }\n\
        interface Session { void setAttribute(String name, Object value); }\n\
        static void patient(Request request, Session session) throws java.io.IOException {";
    let file = written("java", "Lines.java", before, "client.close(); } }");
    builds::java(&[file], "page-lines-java");
}

#[test]
fn five_lines_in_csharp() {
    let before = "using System; using System.Collections.Generic; using Yjt;\n\
        static class Lines {\n\
        class Requested { public Uri Url = new Uri(\"http://localhost/?code=a\"); }\n\
        static Requested Request = new Requested();\n\
        static Dictionary<string, object> Session = new Dictionary<string, object>();\n\
        static void Main() {";
    let file = written("csharp", "Lines.cs", before, "} }");
    builds::for_mono(&file, "page-lines-csharp", "Lines.exe");
}

/// The account may be empty, and is not the person.
#[test]
fn the_account_alone_is_no_key() {
    for language in ["c", "cpp", "java", "csharp"] {
        let path = format!("{}/sandbox/page/lines/{language}.txt", builds::ROOT);
        let lines = fs::read_to_string(path).unwrap().to_lowercase().replace('_', "");
        let alone = lines.lines().find(|l| l.contains("userid") && !l.contains("certificateno"));
        assert_eq!(alone, None, "{language}");
    }
}

/// There is no compiler to be had: each function is one that the declarations have.
#[test]
fn five_lines_in_powerbuilder() {
    let lines = fs::read_to_string(written("powerbuilder", "lines.txt", "", "")).unwrap();
    let declared = PathBuf::from(builds::ROOT).join("packaging/stdcall/powerbuilder/yjt.txt");
    let declared = fs::read_to_string(declared).unwrap();
    for function in ["yjt_init", "of_failure", "of_log_in"] {
        assert!(
            lines.contains(&format!("{function}(")) && declared.contains(function),
            "{function}"
        );
    }
}
