"""Writes the licences and the SBOM of what is linked into an archive's programs: dependencies.py TRIPLE RUST FOLDER PACKAGE ...

The first package stands for the archive, with what all of them link.
"""

import json
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

LICENCES = ("licen", "copying", "copyright", "notice")


def metadata(triple: str, rust: Path) -> dict:
    command = [rust / "bin/cargo", "metadata", "--locked", "--format-version=1", f"--filter-platform={triple}"]
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": str(rust / "lib/x86_64-linux-gnu"),
        "RUSTC": str(rust / "bin/rustc"),
    }
    return json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)


def linked(data: dict, roots: list[str]) -> dict[str, list[str]]:
    """From a package to those it links: build tools, procedural macros and tests are not in the library."""
    macros = {p["id"] for p in data["packages"] if any("proc-macro" in target["kind"] for target in p["targets"])}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    found: dict[str, list[str]] = {}
    waiting = list(roots)
    while waiting:
        package = waiting.pop()
        if package in found:
            continue
        found[package] = sorted(
            dependency["pkg"]
            for dependency in nodes[package]["deps"]
            if dependency["pkg"] not in macros and any(kind["kind"] is None for kind in dependency["dep_kinds"])
        )
        waiting += found[package]
    needed = {dependency for root in roots for dependency in found.pop(root)}
    return {roots[0]: sorted(needed - set(roots)), **found}


def checksums(lock: Path) -> dict[tuple[str, str], str]:
    packages = tomllib.loads(lock.read_text())["package"]
    return {(p["name"], p["version"]): p["checksum"] for p in packages if "checksum" in p}


def copy_licences(package: dict, folder: Path) -> None:
    source = Path(package["manifest_path"]).parent
    texts = [path for path in source.iterdir() if path.is_file() and path.name.lower().startswith(LICENCES)]
    target = folder / f"{package['name']}-{package['version']}"
    target.mkdir(parents=True)
    for text in texts:
        (target / text.name).write_bytes(text.read_bytes())
    if not texts:
        # The crate ships no text of its own; its declaration is all there is.
        (target / "LICENSE").write_text(f"{package['license']}\n{package['repository'] or ''}\n")


def purl(name: str, version: str) -> str:
    return f"pkg:cargo/{name}@{version}"


def component(package: dict, sums: dict[tuple[str, str], str]) -> dict:
    key = (package["name"], package["version"])
    entry = {
        "type": "library",
        "bom-ref": purl(*key),
        "name": key[0],
        "version": key[1],
        "licenses": [{"expression": package["license"].replace("/", " OR ")}],
        "purl": purl(*key),
    }
    if key in sums:
        entry["hashes"] = [{"alg": "SHA-256", "content": sums[key]}]
    return entry


def main() -> None:
    triple, rust, folder, names = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]
    source = rust / "src/rustc-1.96.0"
    data = metadata(triple, rust)
    packages = {package["id"]: package for package in data["packages"]}
    named = {package["name"]: identity for identity, package in packages.items()}
    root = named[names[0]]
    graph = linked(data, [named[name] for name in names])
    sums = checksums(Path("Cargo.lock"))

    licences = folder / "licenses"
    for identity in graph:
        if identity != root:
            copy_licences(packages[identity], licences)
    standard = {"name": "rust-std", "version": source.name.removeprefix("rustc-"), "license": "MIT OR Apache-2.0"}
    target = licences / f"rust-std-{standard['version']}"
    target.mkdir()
    (target / "COPYRIGHT").write_bytes((source / "COPYRIGHT").read_bytes())

    references = {identity: purl(p["name"], p["version"]) for identity, p in packages.items()}
    components = [component(packages[identity], sums) for identity in graph if identity != root]
    components.append(component(standard, sums))
    dependencies = [
        {"ref": references[identity], "dependsOn": [references[needed] for needed in graph[identity]]}
        for identity in graph
    ]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))),
            "component": component(packages[root], sums),
            "properties": [{"name": "yjt:target", "value": triple}],
        },
        "components": sorted(components, key=lambda entry: entry["bom-ref"]),
        "dependencies": sorted(dependencies, key=lambda entry: entry["ref"]),
    }
    (folder / "sbom.cdx.json").write_text(json.dumps(bom, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
