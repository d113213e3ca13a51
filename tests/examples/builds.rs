//! How each example is built: sources and tools that `tests/run` has installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::site::Start;
use crate::support::abi::{library, target};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

pub fn run(program: &str, arguments: &[String]) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap_or_else(|e| panic!("{program}: {e}; tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn out(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The files of a folder that have such an extension.
fn files(folder: &str, extension: &str) -> Vec<String> {
    let files = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|found| found == extension));
    files.map(|path| path.display().to_string()).collect()
}

pub static KIOSK: LazyLock<PathBuf> = LazyLock::new(|| {
    let (program, library) = (out("kiosk"), library());
    let mut arguments = words("-std=c++11 -O1 -Wall -Wextra -pedantic -Werror -Iinclude");
    arguments.extend(words("examples/kiosk/kiosk.cpp -o"));
    arguments.extend([
        program.display().to_string(),
        library.display().to_string(),
        format!("-Wl,-rpath,{}", library.parent().unwrap().display()),
    ]);
    run("g++", &arguments);
    program
});

/// The class path of the binding, JNA and the HIS.
static HIS: LazyLock<String> = LazyLock::new(|| {
    let pom = "bindings/java/pom.xml";
    run("mvn", &words(&format!("-q -B -f {pom} package -DskipTests -Dmaven.javadoc.skip=true")));
    let jna = files("bindings/java/target/dependency", "jar").remove(0);
    let jar = format!("{ROOT}/bindings/java/target/yjt-{}.jar", env!("CARGO_PKG_VERSION"));
    let classes = out("his").display().to_string();
    let mut arguments = words("--release 8 -encoding UTF-8 -Xlint:all,-options -Werror -cp");
    arguments.extend([format!("{jar}:{jna}"), "-d".to_owned(), classes.clone()]);
    arguments.extend(files("examples/his/src/his", "java"));
    run("javac", &arguments);
    format!("{jar}:{jna}:{classes}")
});

pub fn his(options: &[&str]) -> Start {
    let mut arguments: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    arguments.extend(["-cp".to_owned(), HIS.clone(), "his.Main".to_owned()]);
    Start { program: "java".to_owned(), arguments, environment: vec![], picks_a_port: true }
}

/// .NET Framework's place is taken by Mono, held to the interface of .NET Framework 4.6.2.
pub fn portal_on_mono() -> Start {
    let program = portal("portal-mono", "Portal.exe", &words("-sdk:4.6.2"));
    Start {
        program: "mono".to_owned(),
        arguments: vec![program],
        environment: vec![],
        picks_a_port: false,
    }
}

pub fn portal_on_coreclr() -> Start {
    let dotnet = target("../tools/dotnetcore2/bin/dotnet");
    let shared = dotnet.parent().unwrap().join("shared/Microsoft.NETCore.App");
    let runtime = std::fs::read_dir(shared).unwrap().next().unwrap().unwrap().path();
    let references = files(runtime.to_str().unwrap(), "dll").into_iter().filter(|path| {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        ["System.", "Microsoft.Win32.", "mscorlib.", "netstandard."]
            .iter()
            .any(|wanted| name.starts_with(wanted))
    });
    // The runtime's assemblies name each other by several keys, which every build of .NET Core keeps quiet about.
    let mut options = words("-nostdlib -noconfig -nowarn:1702");
    options.extend(references.map(|path| format!("-r:{path}")));
    let program = portal("portal-coreclr", "Portal.dll", &options);
    let runtime = r#"{"runtimeOptions": {
        "framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
        "configProperties": {"System.Globalization.Invariant": true}
    }}"#;
    std::fs::write(Path::new(&program).with_extension("runtimeconfig.json"), runtime).unwrap();
    Start {
        program: dotnet.display().to_string(),
        arguments: vec![program],
        // .NET Core 3.1 takes random numbers from OpenSSL 1.1, which Debian 12 no longer has.
        environment: vec![("LD_LIBRARY_PATH", target("../tools/openssl-1.1"))],
        picks_a_port: false,
    }
}

/// The binding's sources and the portal's, each an assembly.
fn portal(folder: &str, name: &str, options: &[String]) -> String {
    let folder = out(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str| folder.join(name).display().to_string();
    let mut arguments = words("-langversion:7.2 -warn:4 -warnaserror");
    arguments.extend_from_slice(options);
    let mut binding = words("-target:library bindings/csharp/src/*.cs");
    binding.push(format!("-out:{}", file("Yjt.Net.dll")));
    run("mcs", &[arguments.clone(), binding].concat());
    let program = words("examples/portal/src/*.cs");
    arguments.extend([format!("-r:{}", file("Yjt.Net.dll")), format!("-out:{}", file(name))]);
    run("mcs", &[arguments, program].concat());
    file(name)
}
