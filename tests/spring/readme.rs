//! The five lines of the starter's README are lines that compile.

use std::fs;

use crate::jars::{BOOTS, class_path};
use crate::support::builds::{ROOT, out, run, words};

#[test]
fn the_lines_compile() {
    let text = fs::read_to_string(format!("{ROOT}/bindings/spring-boot/README.md")).unwrap();
    let lines = text.split("```java\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = out("readme-spring");
    fs::create_dir_all(&folder).unwrap();
    let source = folder.join("Readme.java");
    let text = format!(
        "import cn.yjt.*;\nimport javax.servlet.http.*;\nimport org.springframework.web.bind.annotation.*;\n\
         class Readme {{\nYjtClient yjt;\n{lines}}}\n"
    );
    fs::write(&source, text).unwrap();
    let mut arguments = words("-encoding UTF-8 -d");
    arguments.extend([folder.display().to_string(), "-cp".to_owned(), class_path(BOOTS[0])]);
    arguments.push(source.display().to_string());
    run("javac", &arguments);
}
