//! The five lines of each binding's README are lines that compile.

use std::fs;

use crate::builds::mono;
use crate::support::builds::{JARS, ROOT, out, run, words};

/// A block of a language in a README; the first is 0.
pub fn block(readme: &str, language: &str, number: usize) -> String {
    let text = fs::read_to_string(format!("{ROOT}/bindings/{readme}/README.md")).unwrap();
    let fence = format!("```{language}\n");
    let block = text.split(&fence).nth(number + 1).unwrap_or_else(|| panic!("{readme}"));
    block.split("```").next().unwrap().to_owned()
}

#[test]
fn cpp() {
    let lines = block("cpp", "cpp", 0);
    let source = out("readme.cpp");
    let text = format!(
        "#include <iostream>\n#include \"yjt.hpp\"\nvoid log_in(const std::string &link);\n\
         void log_in(const std::string &link) {{\n{lines}}}\n"
    );
    fs::write(&source, text).unwrap();
    let mut arguments = words("-std=c++11 -Wall -Wextra -pedantic -Werror -fsyntax-only -Iinclude");
    arguments.push(source.display().to_string());
    run("g++", &arguments);
}

#[test]
fn java() {
    let lines = block("java", "java", 0);
    let folder = out("readme-java");
    fs::create_dir_all(&folder).unwrap();
    let source = folder.join("Readme.java");
    let text = format!(
        "import cn.yjt.*;\nclass Readme {{\n\
         interface Request {{ StringBuffer getRequestURL(); String getQueryString(); }}\n\
         interface Session {{ void setAttribute(String name, Object value); }}\n\
         void logIn(Request request, Session session) {{\n{lines}}}\n}}\n"
    );
    fs::write(&source, text).unwrap();
    let mut arguments = words("-encoding UTF-8 -d");
    arguments.extend([folder.display().to_string(), "-cp".to_owned(), JARS.clone()]);
    arguments.push(source.display().to_string());
    run("javac", &arguments);
}

#[test]
fn csharp() {
    let lines = block("csharp", "csharp", 0);
    let (field, login) = lines.split_once("\n").unwrap();
    let program = mono().arguments.remove(0);
    let binding = std::path::Path::new(&program).with_file_name("Yjt.Net.dll");
    let source = out("Readme.cs");
    let text = format!(
        "using System; using System.Collections.Generic; using Yjt;\n\
         class Http {{ public Uri Url {{ get; set; }} }}\nclass Readme {{\n{field}\n\
         void LogIn(Http Request, Dictionary<string, object> Session) {{\n{login}}}\n}}\n"
    );
    fs::write(&source, text).unwrap();
    let mut arguments = words("-langversion:7.2 -target:library");
    arguments.push(format!("-out:{}", out("Readme.dll").display()));
    arguments.push(format!("-r:{}", binding.display()));
    arguments.push(source.display().to_string());
    run("mcs", &arguments);
}
