"""Packs a folder laid out for NuGet: nuget.py FOLDER PACKAGE."""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path
from xml.sax.saxutils import escape

from archive import zip_files
from documents import markdown

PROJECT = Path("bindings/csharp/Yjt.csproj")


def properties() -> dict[str, str]:
    return {entry.tag: entry.text or "" for entry in xml.parse(PROJECT).getroot().findall("PropertyGroup/*")}


def main() -> None:
    folder, package = Path(sys.argv[1]), Path(sys.argv[2])
    project = properties()
    if package.name != f"Yjt.{project['Version']}.nupkg":
        sys.exit(f"{PROJECT} is of {project['Version']}, the package is {package.name}")
    for framework in ("net462", "netstandard2.0"):
        if not (folder / "lib" / framework / f"{project['AssemblyName']}.dll").exists():
            sys.exit(f"lib/{framework} does not hold the {project['AssemblyName']}.dll of {PROJECT}")
    frameworks = "".join(
        f'      <group targetFramework="{name}" />\n' for name in (".NETFramework4.6.2", ".NETStandard2.0")
    )
    (folder / "README.md").write_text(markdown("bindings/csharp/README.md", "README.md"), "utf-8")
    (folder / "Yjt.nuspec").write_text(
        f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>{project["PackageId"]}</id>
    <version>{project["Version"]}</version>
    <authors>{project["Authors"]}</authors>
    <license type="expression">{project["PackageLicenseExpression"]}</license>
    <description>{escape(project["Description"])}</description>
    <readme>README.md</readme>
    <dependencies>
{frameworks}    </dependencies>
  </metadata>
</package>
""",
        encoding="utf-8",
    )
    (folder / "[Content_Types].xml").write_text(
        """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
  <Default Extension="nuspec" ContentType="application/octet" />
  <Default Extension="dll" ContentType="application/octet" />
  <Default Extension="so" ContentType="application/octet" />
  <Default Extension="xml" ContentType="application/octet" />
  <Default Extension="targets" ContentType="application/octet" />
  <Default Extension="md" ContentType="application/octet" />
  <Default Extension="html" ContentType="text/html" />
  <Default Extension="json" ContentType="application/json" />
  <Override PartName="/LICENSE-MIT" ContentType="application/octet" />
  <Override PartName="/LICENSE-APACHE" ContentType="application/octet" />
</Types>
"""
    )
    relations = folder / "_rels"
    relations.mkdir()
    (relations / ".rels").write_text(
        """<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/Yjt.nuspec" Id="R1" />
</Relationships>
"""
    )
    zip_files(folder, package, "")


if __name__ == "__main__":
    main()
