//! What the workspace depends on, and why: `docs/dependencies.md`. What cargo and the sources say is written from them; the
//! rest is in `dependencies.json`, which has to have a row for each crate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::files::{Files, ROOT, read};
use crate::unsafe_code;

const DOCUMENT: &str = "docs/dependencies.md";
const SOURCE: &str = "tools/dependencies.json";
/// The doctor comes with the library in each archive.
const SHIPPED: [&[&str]; 2] =
    [&["--package", "yjt"], &["--package", "yjt-doctor", "--no-default-features"]];

/// The versions of each crate, by its name.
type Crates = BTreeMap<String, BTreeSet<String>>;

pub fn write(files: &mut Files) {
    let said: Value =
        serde_json::from_str(&read(SOURCE)).unwrap_or_else(|e| panic!("{SOURCE}: {e}"));
    let packages = Packages::read();
    let mut shipped = Crates::new();
    for arguments in SHIPPED {
        for triple in triples() {
            add(&mut shipped, &linked(arguments, &triple));
        }
    }
    files.part(DOCUMENT, "shipped", &shipped_table(&said["shipped"], &shipped, &packages));
    files.part(DOCUMENT, "others", &others_table(&said["others"], &shipped, &packages));
}

fn triples() -> BTreeSet<String> {
    let targets: Value = serde_json::from_str(&read("packaging/targets.json")).unwrap();
    let targets = targets.as_array().unwrap().iter();
    targets.map(|target| target["triple"].as_str().unwrap().to_owned()).collect()
}

/// `name vVERSION …` for each crate that is linked, a line each.
fn linked(arguments: &[&str], triple: &str) -> String {
    let edges = ["tree", "--locked", "--edges", "normal,no-proc-macro", "--prefix", "none"];
    cargo(&[&edges[..], &["--target", triple], arguments].concat())
}

fn add(crates: &mut Crates, tree: &str) {
    for line in tree.lines().filter(|line| !line.starts_with("yjt")) {
        let mut words = line.split(' ');
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let version = version.trim_start_matches('v').to_owned();
        crates.entry(name.to_owned()).or_default().insert(version);
    }
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or("cargo".to_owned());
    let output = Command::new(cargo).args(arguments).current_dir(ROOT).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What `cargo metadata` says of every package of the lock file.
struct Packages(Vec<Value>);

impl Packages {
    fn read() -> Packages {
        let metadata = cargo(&["metadata", "--locked", "--format-version=1"]);
        let mut metadata: Value = serde_json::from_str(&metadata).unwrap();
        let Value::Array(packages) = metadata["packages"].take() else { panic!("no packages") };
        Packages(packages)
    }

    fn get(&self, name: &str, version: &str) -> &Value {
        let found = self.0.iter().find(|p| p["name"] == name && p["version"] == version);
        found.unwrap_or_else(|| panic!("{name} {version} is not in Cargo.lock"))
    }

    /// Each crate that a package of ours names, with the packages that name it and how.
    fn named(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut named: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for package in self.0.iter().filter(|package| package["source"].is_null()) {
            for dependency in package["dependencies"].as_array().unwrap() {
                let name = dependency["name"].as_str().unwrap();
                let user = match dependency["kind"].as_str() {
                    Some("dev") => format!("{} 的测试", package["name"].as_str().unwrap()),
                    _ => package["name"].as_str().unwrap().to_owned(),
                };
                if !name.starts_with("yjt") {
                    named.entry(name.to_owned()).or_default().insert(user);
                }
            }
        }
        named
    }
}

fn shipped_table(said: &Value, shipped: &Crates, packages: &Packages) -> String {
    let groups = said.as_array().unwrap();
    let rows = groups.iter().flat_map(|group| group["crates"].as_array().unwrap());
    complete(rows.map(|row| row["name"].as_str().unwrap()), shipped.keys());
    let mut text = String::new();
    for group in groups {
        let rows = group["crates"].as_array().unwrap().iter();
        let rows = rows.map(|row| shipped_row(row, shipped, packages));
        text += &format!(
            "\n### {}\n\n{}\n\n| crate | 维护者 · maintainers | 为什么在 · why | unsafe | 换成什么 · instead |
| --- | --- | --- | --- | --- |\n{}",
            group["title"].as_str().unwrap(),
            group["about"].as_str().unwrap(),
            rows.collect::<String>()
        );
    }
    text
}

fn shipped_row(row: &Value, shipped: &Crates, packages: &Packages) -> String {
    let cell = |key: &str| row[key].as_str().unwrap_or_else(|| panic!("{SOURCE}: {key} of {row}"));
    let name = cell("name");
    let versions = &shipped[name];
    let found: Vec<_> = versions.iter().map(|version| packages.get(name, version)).collect();
    let counts: Vec<_> = found.iter().map(|package| count(package)).collect();
    format!(
        "| [`{name}`]({}) {}<br>{} | {} | {} | {}{} | {} |\n",
        found[0]["repository"].as_str().unwrap().trim_end_matches(".git"),
        versions.iter().cloned().collect::<Vec<_>>().join("、"),
        licence(found[0]),
        cell("maintainers"),
        cell("why"),
        counts.join("、"),
        row["unsafe"].as_str().map_or(String::new(), |what| format!(":{what}")),
        cell("instead"),
    )
}

/// How often `unsafe` stands in a crate's sources, or that the compiler lets it stand nowhere.
fn count(package: &Value) -> String {
    let sources = Path::new(package["manifest_path"].as_str().unwrap()).with_file_name("src");
    match unsafe_code::count(&sources) {
        _ if unsafe_code::is_forbidden(&sources.join("lib.rs")) => "禁用".to_owned(),
        count => count.to_string(),
    }
}

fn licence(package: &Value) -> String {
    package["license"].as_str().unwrap().replace('/', " OR ")
}

fn others_table(said: &Value, shipped: &Crates, packages: &Packages) -> String {
    let mut named = packages.named();
    named.retain(|name, _| !shipped.contains_key(name));
    let said = said.as_object().unwrap();
    complete(said.keys().map(String::as_str), named.keys());
    let rows = said.iter().map(|(name, why)| {
        let of_name = packages.0.iter().filter(|package| package["name"] == name.as_str());
        let licences: BTreeSet<_> = of_name.map(licence).collect();
        format!(
            "| `{name}` | {} | {} | {} |\n",
            licences.into_iter().collect::<Vec<_>>().join("、"),
            named[name].iter().map(String::as_str).collect::<Vec<_>>().join("、"),
            why.as_str().unwrap()
        )
    });
    let of_others = packages.0.iter().filter(|package| !package["source"].is_null()).count();
    format!(
        "`Cargo.lock` 里一共 {of_others} 个别人的包;下面是直接写进 `Cargo.toml` 而不在上面的。

| crate | 许可 · licence | 谁用 · used by | 为什么 · why |
| --- | --- | --- | --- |
{}",
        rows.collect::<String>()
    )
}

/// A crate that nobody gave a reason for is not let in; nor does a reason outlive its crate.
fn complete<'a>(said: impl Iterator<Item = &'a str>, there: impl Iterator<Item = &'a String>) {
    let (said, there): (BTreeSet<_>, BTreeSet<_>) =
        (said.collect(), there.map(String::as_str).collect());
    let missing: Vec<_> = there.difference(&said).collect();
    assert!(missing.is_empty(), "{SOURCE} says nothing of {missing:?}");
    let gone: Vec<_> = said.difference(&there).collect();
    assert!(gone.is_empty(), "{SOURCE} speaks of {gone:?}, which nobody depends on");
}
