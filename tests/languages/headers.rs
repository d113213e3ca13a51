//! The C++ header with every standard and compiler that it promises.

use crate::loading::release;
use crate::support::abi::library;
use crate::support::builds::{out, run, words};

#[test]
fn it_compiles_without_a_warning() {
    for compiler in ["g++", "clang++"] {
        for standard in ["c++11", "c++14", "c++17", "c++20"] {
            let options =
                "-x c++ -Wall -Wextra -pedantic -Werror -Wshadow -Wconversion -fsyntax-only";
            run(compiler, &words(&format!("-std={standard} {options} include/yjt.hpp")));
        }
    }
}

/// A client that is released behind main, which is logged: the logger must still be there.
#[test]
fn a_logger_outlives_main() {
    let text = r#"
        #include "yjt.hpp"
        static yjt::client hospital(yjt::config::test().app_code("HIS").app_key(std::string(32, '0')).paas_id("p").token("t"));
        int main() {
            static int lines = 0;
            yjt::set_logger([](yjt_log_level, const char *) { lines++; }, YJT_LOG_DEBUG);
        }
    "#;
    let (source, program) = (out("behind-main.cpp"), out("behind-main").display().to_string());
    std::fs::write(&source, text).unwrap();
    let library = library();
    let mut arguments = words("-std=c++11 -fsanitize=address -Iinclude -o");
    arguments.extend([
        program.clone(),
        source.display().to_string(),
        library.display().to_string(),
        format!("-Wl,-rpath,{}", library.parent().unwrap().display()),
    ]);
    run("g++", &arguments);
    run(&program, &[]);
}

#[test]
fn two_units_that_include_it_link() {
    let sources = [
        ("one", "std::string one();\nint main() { return one() == yjt::version() ? 0 : 1; }\n"),
        (
            "two",
            "std::string one();\nstd::string one() { yjt::set_logger(nullptr, 0); return yjt::version(); }\n",
        ),
    ];
    let mut arguments = words("-std=c++11 -Iinclude -o");
    let program = out("two-units").display().to_string();
    arguments.push(program.clone());
    for (name, text) in sources {
        let source = out(&format!("unit-{name}.cpp"));
        std::fs::write(&source, format!("#include \"yjt.hpp\"\n{text}")).unwrap();
        arguments.push(source.display().to_string());
    }
    let library = library();
    arguments.push(library.display().to_string());
    arguments.push(format!("-Wl,-rpath,{}", library.parent().unwrap().display()));
    run("g++", &arguments);
    run(&program, &[]);
}

/// Its structs may end before the header's do. The first use says so, and a failure before anything is read of it.
#[test]
fn an_older_library_is_refused() {
    let text = r#"
        #include <iostream>
        #include "yjt.hpp"
        int main() {
            try {
                yjt::client client(yjt::config::test());
            } catch (const yjt::error &e) {
                std::cout << e.what() << " -> " << e.hint() << '\n';
            }
            try {
                yjt::code_from_link("?code=");
            } catch (const yjt::error &e) {
                std::cout << e.status() << '\n';
            }
        }
    "#;
    for (version, older) in [("0.0.1", true), ("0.0.99-rc.1", true), ("9.0.0", false)] {
        let folder = release(version);
        let (source, program) = (folder.join("old.cpp"), folder.join("old").display().to_string());
        std::fs::write(&source, text).unwrap();
        let mut arguments = words("-std=c++11 -Iinclude -o");
        arguments.extend([program.clone(), source.display().to_string()]);
        arguments.push(folder.join("libyjt.so").display().to_string());
        arguments.push(format!("-Wl,-rpath,{}", folder.display()));
        run("g++", &arguments);
        let output = std::process::Command::new(&program).env_remove("LD_LIBRARY_PATH").output();
        let said = String::from_utf8(output.unwrap().stdout).unwrap();
        if older {
            assert!(said.contains(version) && said.contains("older than the header"), "{said}");
            assert!(said.ends_with("\n900\n"), "{said}");
        } else {
            assert_eq!(said, "130\n");
        }
    }
}
