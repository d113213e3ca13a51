"""The licences and the SBOM of an archive, from what its library and programs hold about themselves.

dependencies.py write TRIPLE RUST FOLDER FILE ...    licenses/ and sbom.cdx.json in FOLDER; the first FILE stands for the archive
dependencies.py check FOLDER FILE ...                each component is in a FILE, and the other way round; each has its licence
"""

import json
import os
import sys
import time
import tomllib
from pathlib import Path

from embedded import packages

LICENCES = ("licen", "copying", "copyright", "notice")
REGISTRY = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo")) / "registry/src"
# One component for all of the standard library's own crates; what they depend on is listed with the rest.
STANDARD = "rust-std"

Key = tuple[str, str]


def purl(key: Key) -> str:
    return f"pkg:cargo/{key[0]}@{key[1]}"


def graph(files: list[Path], standard: Key) -> tuple[Key, dict[Key, set[Key]]]:
    """The archive's own package, with what all its files link, and from each of those to what it links."""
    listed = [packages(file) for file in files]
    needed = {i for package in listed[0] for i in package["dependencies"]}
    own = next((p["name"], p["version"]) for i, p in enumerate(listed[0]) if i not in needed and is_ours(p))

    def key(package: dict) -> Key:
        if package["source"] != "local":
            return package["name"], package["version"]
        return own if is_ours(package) else standard

    links: dict[Key, set[Key]] = {}
    for of_file in listed:
        for package in of_file:
            found = {key(of_file[i]) for i in package["dependencies"]} - {key(package)}
            links.setdefault(key(package), set()).update(found)
    return own, links


def is_ours(package: dict) -> bool:
    """Or one of the standard library's own crates, when it came from no registry."""
    return package["source"] == "local" and package["name"].startswith("yjt")


def checksums(*locks: Path) -> dict[Key, str]:
    listed = [package for lock in locks for package in tomllib.loads(lock.read_text())["package"]]
    return {(p["name"], p["version"]): p["checksum"] for p in listed if "checksum" in p}


def source(key: Key) -> Path:
    """Where cargo unpacked what it compiled."""
    return next(REGISTRY.glob(f"*/{key[0]}-{key[1]}"))


def manifest(key: Key) -> dict:
    return tomllib.loads((source(key) / "Cargo.toml").read_text())["package"]


def copy_licences(key: Key, folder: Path) -> None:
    texts = [path for path in source(key).iterdir() if path.is_file() and path.name.lower().startswith(LICENCES)]
    target = folder / "-".join(key)
    target.mkdir(parents=True)
    for text in texts:
        (target / text.name).write_bytes(text.read_bytes())
    if not texts:
        # The crate ships no text of its own; its declaration is all there is.
        declared = manifest(key)
        (target / "LICENSE").write_text(f"{declared['license']}\n{declared.get('repository', '')}\n")


def component(key: Key, licence: str, sums: dict[Key, str]) -> dict:
    entry = {
        "type": "library",
        "bom-ref": purl(key),
        "name": key[0],
        "version": key[1],
        "licenses": [{"expression": licence.replace("/", " OR ")}],
        "purl": purl(key),
    }
    if key in sums:
        entry["hashes"] = [{"alg": "SHA-256", "content": sums[key]}]
    return entry


def write(triple: str, rust: Path, folder: Path, files: list[Path]) -> None:
    library = rust / "src/rustc-1.96.0"
    standard = (STANDARD, library.name.removeprefix("rustc-"))
    own, links = graph(files, standard)
    if standard not in links:
        sys.exit(f"the lists in {files} are not of what was compiled: remove target/packaging/cargo and build anew")
    crates = sorted(set(links) - {own, standard})

    licences = folder / "licenses"
    for key in crates:
        copy_licences(key, licences)
    (licences / "-".join(standard)).mkdir()
    (licences / "-".join(standard) / "COPYRIGHT").write_bytes((library / "COPYRIGHT").read_bytes())

    sums = checksums(Path("Cargo.lock"), library / "library/Cargo.lock")
    components = [component(key, manifest(key)["license"], sums) for key in crates]
    components.append(component(standard, "MIT OR Apache-2.0", sums))
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))),
            "component": component(own, "MIT OR Apache-2.0", sums),
            "properties": [{"name": "yjt:target", "value": triple}],
        },
        "components": sorted(components, key=lambda entry: entry["bom-ref"]),
        "dependencies": [
            {"ref": purl(key), "dependsOn": sorted(purl(needed) for needed in links[key])} for key in sorted(links)
        ],
    }
    (folder / "sbom.cdx.json").write_text(json.dumps(bom, indent=2, ensure_ascii=False) + "\n")


def check(folder: Path, files: list[Path]) -> list[str]:
    bom = json.loads((folder / "sbom.cdx.json").read_text())
    listed = {(entry["name"], entry["version"]) for entry in bom["components"]}
    standard = next(key for key in listed if key[0] == STANDARD)
    own, links = graph(files, standard)
    held = set(links) - {own}
    licensed = {path.name for path in (folder / "licenses").iterdir() if any(path.iterdir())}
    names = {"-".join(key) for key in listed}
    differences = {
        "in no file": listed - held,
        "in a file, not in the SBOM": held - listed,
        "without a licence": names - licensed,
        "a licence of nothing": licensed - names,
    }
    return [f"{what}: {sorted(which)}" for what, which in differences.items() if which]


def main() -> None:
    if sys.argv[1] == "write":
        triple, rust, folder, *files = sys.argv[2:]
        write(triple, Path(rust), Path(folder), [Path(file) for file in files])
        return
    folder, *files = sys.argv[2:]
    if problems := check(Path(folder), [Path(file) for file in files]):
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
