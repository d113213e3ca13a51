//! What lists the targets of a release: the scripts of packaging, .NET Framework's copying, the documents.

use serde_json::Value;

use crate::files::{Files, read};

const SOURCE: &str = "packaging/targets.json";

struct Target {
    name: String,
    /// Where it runs, for people.
    runs: String,
    triple: String,
    /// In its archive.
    library: String,
    /// JNA's folder and NuGet's runtime, of what the packages of Java and .NET hold.
    packages: Option<[String; 2]>,
}

impl Target {
    fn of(value: &Value) -> Target {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let needed = |key: &str| text(key).unwrap_or_else(|| panic!("{SOURCE}: {key} of {value}"));
        Target {
            name: needed("name"),
            runs: needed("runs"),
            triple: needed("triple"),
            library: needed("library"),
            packages: text("jar").zip(text("nuget")).map(|(jar, nuget)| [jar, nuget]),
        }
    }

    fn is_windows(&self) -> bool {
        self.name.starts_with("windows")
    }
}

pub fn write(files: &mut Files) {
    let targets: Vec<Value> =
        serde_json::from_str(&read(SOURCE)).unwrap_or_else(|e| panic!("{SOURCE}: {e}"));
    let targets: Vec<_> = targets.iter().map(Target::of).collect();
    files.whole("packaging/targets.sh", script(&targets));
    files.part("packaging/README.md", "targets", &table(&targets));
    files.whole("bindings/csharp/build/Yjt.targets", msbuild(&targets));
}

fn script(targets: &[Target]) -> String {
    let names: Vec<_> = targets.iter().map(|target| target.name.as_str()).collect();
    let map = |name: &str, value: fn(&Target) -> &str| {
        let rows: String = targets
            .iter()
            .map(|target| format!("    [{}]={}\n", target.name, value(target)))
            .collect();
        format!("declare -A {name}=(\n{rows})\n")
    };
    let folders = |name: &str, package: usize, below: &str| {
        let rows: String = targets
            .iter()
            .filter_map(|target| Some((target, target.packages.as_ref()?)))
            .map(|(target, packages)| format!("    {}={}{below}\n", target.name, packages[package]))
            .collect();
        format!("{name}=(\n{rows})\n")
    };
    format!(
        "# Written by yjt-tools from packaging/targets.json: change it there.
# shellcheck shell=bash disable=SC2034 # build and verify use it
targets=({})
{}{}# Of the jar and of the NuGet package.
{}{}",
        names.join(" "),
        map("triple_of", |target| &target.triple),
        map("library_of", |target| &target.library),
        folders("jar_folders", 0, ""),
        folders("nuget_folders", 1, "/native"),
    )
}

fn table(targets: &[Target]) -> String {
    let rows: String = targets
        .iter()
        .map(|target| {
            let library = target.library.rsplit('/').next().unwrap();
            format!("| `{}` | `{library}` | {} |\n", target.name, target.runs)
        })
        .collect();
    let held = |package: usize| {
        let folders = targets.iter().filter_map(|target| target.packages.as_ref());
        folders.map(|folders| format!("`{}`", folders[package])).collect::<Vec<_>>().join("、")
    };
    format!(
        "| 目标 target | 文件 | 能用在 runs on |
| --- | --- | --- |
{rows}| `java` | `yjt-版本.jar`、sources、javadoc、pom;`yjt-spring-boot-starter-版本.jar`、sources、pom | 各平台的库,在 JNA 的目录里:{} |
| `nuget` | `Yjt.版本.nupkg` | 各平台的库,在 `runtimes/` 里:{} |",
        held(0),
        held(1)
    )
}

fn msbuild(targets: &[Target]) -> String {
    let windows = targets.iter().filter(|target| target.is_windows());
    let files: String = windows
        .filter_map(|target| {
            let [_, rid] = target.packages.as_ref()?;
            let file = target.library.rsplit('/').next()?;
            Some(format!(
                r#"    <Content Include="$(MSBuildThisFileDirectory)..\..\runtimes\{rid}\native\{file}">
      <Link>runtimes\{rid}\native\{file}</Link>
      <CopyToOutputDirectory>PreserveNewest</CopyToOutputDirectory>
      <Visible>false</Visible>
    </Content>
"#
            ))
        })
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<!-- Written by yjt-tools from packaging/targets.json: change it there. -->
<!-- For .NET Framework, which copies no native libraries of its own accord: both bitnesses, chosen at run time. -->
<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup>
{files}  </ItemGroup>
</Project>
"#
    )
}
