//! What Java and C# pay: a field, an identity and the first call, beside BouncyCastle and beside what calls by hand take.

#[path = "../support/gateway.rs"]
mod gateway;
#[path = "../support/machine.rs"]
mod machine;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

use gateway::Gateway;
use support::abi::library;
use support::builds::{self, JARS, files, out, run, words};

const BOUNCY_CASTLE: &str = "org.bouncycastle:bcprov-jdk18on:1.84";
const STARTS: usize = 9;

fn main() {
    let gateway = Gateway::start("bindings");
    println!("{}\n", machine::line());
    java(&gateway);
    csharp(&gateway);
}

fn java(gateway: &Gateway) {
    let jars = format!("{}:{}", *JARS, bouncy_castle());
    let sources = words("benches/bindings/Measure.java benches/bindings/First.java");
    let class_path = format!("{}:{jars}", builds::java_with(&jars, &sources, "bindings-java"));
    let java = |class: &str, argument: &Path| {
        said("java", &["-cp".as_ref(), class_path.as_ref(), class.as_ref(), argument])
    };
    print!("{}", java("cn.yjt.Measure", &gateway.settings));

    let milliseconds =
        |whose: &str| -> f64 { java("First", whose.as_ref()).trim().parse().unwrap() };
    let starts = (0..STARTS).map(|_| ["yjt", "jna", "bouncycastle"].map(milliseconds));
    let [yjt, jna, theirs] = starts.reduce(|a, b| [0, 1, 2].map(|i| a[i].min(b[i]))).unwrap();
    println!("\n| ms, the fastest of {STARTS} | yjt | of it JNA alone | BouncyCastle | ratio |");
    println!("| --- | --- | --- | --- | --- |");
    let ratio = yjt / theirs;
    println!("| a fresh JVM's first decrypt | {yjt:.0} | {jna:.0} | {theirs:.0} | {ratio:.2} |");
}

fn csharp(gateway: &Gateway) {
    let source = "benches/bindings/Measure.cs";
    let mono = builds::for_mono(source, "bindings-mono", "measure.exe");
    let coreclr = builds::for_coreclr(source, "bindings-coreclr", "measure.dll");
    let dotnet = builds::dotnet();
    let mono = ("Mono", Path::new("mono"), "--version", mono);
    let coreclr = ("CoreCLR", &*dotnet, "--list-runtimes", coreclr);
    for (name, runtime, version, program) in [mono, coreclr] {
        let version = said(runtime, &[version.as_ref()]);
        let version = version.split(' ').find(|word| word.starts_with(char::is_numeric)).unwrap();
        println!("\n| {name} {version}, ns | yjt | by hand | ratio |\n| --- | --- | --- | --- |");
        print!("{}", said(runtime, &[program.as_ref(), &gateway.settings]));
    }
}

/// Its jar, from where the bindings' own dependencies come.
fn bouncy_castle() -> String {
    let folder = out("bouncycastle");
    run(
        "mvn",
        &words(&format!(
            "-q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
             -Dartifact={BOUNCY_CASTLE} -DoutputDirectory={}",
            folder.display()
        )),
    );
    files(folder, "jar").remove(0)
}

fn said(program: impl AsRef<Path>, arguments: &[&Path]) -> String {
    let (program, library) = (program.as_ref(), library());
    let output = Command::new(program)
        .args(arguments)
        .env("YJT_LIBRARY", &library)
        .env("LD_LIBRARY_PATH", library.parent().unwrap()) // for what is written by hand
        .output()
        .unwrap_or_else(|e| panic!("{}: {e}; tests/run installs it", program.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
