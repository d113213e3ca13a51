//! The package's layout, as far as it can be tried without a .NET SDK.

use std::fs;

use crate::support::builds::{ROOT, out, run, words};

/// A project of .NET Framework, which copies no natives of its own accord, built against the package's folders.
#[test]
fn a_framework_project_gets_both_dlls() {
    let project = fs::read_to_string(format!("{ROOT}/bindings/csharp/Yjt.csproj")).unwrap();
    assert!(project.contains(
        r#""build/Yjt.targets" Pack="true" PackagePath="build/net462;buildTransitive/net462""#
    ));
    assert!(project.contains(r#"Pack="true" PackagePath="runtimes""#));

    let root = out("nuget");
    let _ = fs::remove_dir_all(&root);
    for rid in ["win-x64", "win-x86"] {
        let natives = root.join(format!("runtimes/{rid}/native"));
        fs::create_dir_all(&natives).unwrap();
        fs::write(natives.join("yjt.dll"), rid).unwrap();
    }
    let targets = root.join("buildTransitive/net462/Yjt.targets");
    fs::create_dir_all(targets.parent().unwrap()).unwrap();
    fs::copy(format!("{ROOT}/bindings/csharp/build/Yjt.targets"), &targets).unwrap();
    let portal = root.join("portal");
    fs::create_dir_all(&portal).unwrap();
    fs::write(portal.join("Portal.cs"), "class Portal { static void Main() { } }").unwrap();
    let project = r#"<Project DefaultTargets="Build" ToolsVersion="4.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
        <PropertyGroup>
          <OutputType>Exe</OutputType><AssemblyName>portal</AssemblyName><OutputPath>bin/</OutputPath>
          <TargetFrameworkVersion>v4.6.2</TargetFrameworkVersion>
          <Configuration>Release</Configuration><Platform>AnyCPU</Platform>
        </PropertyGroup>
        <ItemGroup><Compile Include="Portal.cs" /></ItemGroup>
        <Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" />
        <Import Project="../buildTransitive/net462/Yjt.targets" />
      </Project>"#;
    let file = portal.join("portal.csproj");
    fs::write(&file, project).unwrap();
    run("xbuild", &[words("/nologo /v:q"), vec![file.display().to_string()]].concat());
    for rid in ["win-x64", "win-x86"] {
        let copied = portal.join(format!("bin/runtimes/{rid}/native/yjt.dll"));
        assert_eq!(fs::read_to_string(copied).unwrap(), rid);
    }
    assert!(
        fs::read_to_string(format!("{ROOT}/bindings/csharp/src/Loader.cs"))
            .unwrap()
            .contains(r#""runtimes", Machine.Rid, "native""#)
    );
}
