"""Compares libraries and doctors with targets.json, limits.json and the header, and prints a table.

check.py functions                        the header's functions, a line each
check.py libraries TARGET=FILE ...        the comparison; fails when a limit is broken
check.py doctors TARGET=FILE ...          the same for the program beside a library
"""

import json
import re
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pefile
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection

HERE = Path(__file__).parent
HEADER = HERE.parent / "include/yjt.h"
TARGETS = {target["name"]: target for target in json.loads((HERE / "targets.json").read_text())}
LIMITS = json.loads((HERE / "limits.json").read_text())
ROW = "{:<20} {:<14} {:<34} {:>7} {:>10} {:>10}  {}"


def header() -> str:
    return re.sub(r"/\*.*?\*/", "", HEADER.read_text(), flags=re.DOTALL)


def functions() -> list[str]:
    return sorted(re.findall(r"\b(yjt_\w+)\(", header()))


def version() -> str:
    return re.search(r'#define YJT_VERSION "(.+)"', header())[1]


@dataclass
class Found:
    """What a library or program is, whatever its format."""

    machine: str
    floor: str
    imports: list[str]
    exports: list[str]
    size: int
    problems: list[str] = field(default_factory=list)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def elf(path: Path, limits: dict) -> Found:
    with path.open("rb") as stream:
        file = ELFFile(stream)
        needed = file.get_section_by_name(".gnu.version_r")
        assert isinstance(needed, GNUVerNeedSection)
        symbols = {aux.name for _, auxiliaries in needed.iter_versions() for aux in auxiliaries}
        glibc = max((name.removeprefix("GLIBC_") for name in symbols if name.startswith("GLIBC_")), key=numbers)
        dynamic = file.get_section_by_name(".dynamic")
        assert isinstance(dynamic, DynamicSection)
        exports = [
            symbol.name
            for symbol in file.get_section_by_name(".dynsym").iter_symbols()
            if symbol["st_shndx"] != "SHN_UNDEF" and symbol["st_info"]["bind"] != "STB_LOCAL"
        ]
        found = Found(
            machine=file["e_machine"],
            floor=f"GLIBC_{glibc}",
            imports=[tag.needed for tag in dynamic.iter_tags() if tag.entry.d_tag == "DT_NEEDED"],
            exports=exports,
            size=path.stat().st_size,
        )
        if numbers(glibc) > numbers(limits["glibc"]):
            found.problems.append(f"needs {found.floor}, the limit is GLIBC_{limits['glibc']}")
        if file.get_section_by_name(".symtab") or any(s.name.startswith(".debug") for s in file.iter_sections()):
            found.problems.append("not stripped")
        if unknown := sorted(set(found.imports) - set(limits["needed"])):
            found.problems.append(f"needs {' '.join(unknown)}")
        return found


def elf_library(path: Path, limits: dict) -> list[str]:
    """What is asked of a library besides."""
    problems = []
    with path.open("rb") as stream:
        file = ELFFile(stream)
        sonames = [t.soname for t in file.get_section_by_name(".dynamic").iter_tags() if t.entry.d_tag == "DT_SONAME"]
        if sonames != [limits["soname"]]:
            problems.append(f"the SONAME is {sonames}, not {limits['soname']}")
        link = file.get_section_by_name(".gnu_debuglink")
        if not link or not link.data().startswith(b"libyjt.so.debug\0"):
            problems.append("no link to its debug information")
    return problems


def pe(path: Path, limits: dict) -> Found:
    file = pefile.PE(str(path))
    header = file.OPTIONAL_HEADER
    subsystem = f"{header.MajorSubsystemVersion}.{header.MinorSubsystemVersion}"
    # A DLL can stand there more than once: the C compiler's import library and rustc's make an entry each.
    imports: dict[str, set[str]] = {}
    for entry in [*getattr(file, "DIRECTORY_ENTRY_IMPORT", []), *getattr(file, "DIRECTORY_ENTRY_DELAY_IMPORT", [])]:
        imports.setdefault(entry.dll.decode().lower(), set()).update(symbol.name.decode() for symbol in entry.imports)
    exported = getattr(file, "DIRECTORY_ENTRY_EXPORT", None)
    found = Found(
        machine=pefile.MACHINE_TYPE[file.FILE_HEADER.Machine],
        floor=f"Windows {limits['windows']}",
        imports=sorted(imports),
        exports=[symbol.name.decode() for symbol in exported.symbols] if exported else [],
        size=path.stat().st_size,
    )
    # Every function is one that was looked up to be in Windows 7; a new one is for a person to look up and add.
    known = LIMITS["windows7"]
    late = [
        f"{dll}!{name}" for dll, names in imports.items() for name in names if name not in known.get(dll, [])
    ]
    if late:
        found.problems.append(f"imports that limits.json does not know to be in Windows 7: {' '.join(sorted(late))}")
    if numbers(subsystem) > numbers(limits["windows"]):
        found.problems.append(f"made for Windows {subsystem}, the limit is {limits['windows']}")
    if not header.DllCharacteristics & 0x40 or not header.DllCharacteristics & 0x100:
        found.problems.append("neither relocatable (ASLR) nor no-execute (NX)")
    found.problems += version_resource(file)
    return found


def version_resource(file: pefile.PE) -> list[str]:
    if not hasattr(file, "VS_FIXEDFILEINFO"):
        return ["no version resource"]
    fixed = file.VS_FIXEDFILEINFO[0]
    parts = struct.unpack("<4H", struct.pack("<2I", fixed.FileVersionMS, fixed.FileVersionLS))
    carried = ".".join(str(part) for part in (parts[1], parts[0], parts[3]))
    return [] if carried == version() else [f"the version resource says {carried}, the header {version()}"]


def compared(target: str, path: Path, expected: list[str], limit: int) -> Found:
    """With what holds for both kinds of file."""
    limits = TARGETS[target]
    found = elf(path, limits) if "glibc" in limits else pe(path, limits)
    if found.machine != limits["machine"]:
        found.problems.append(f"made for {found.machine}")
    if sorted(found.exports) != expected:
        found.problems.append(
            f"exports besides the header's: {sorted(set(found.exports) - set(expected))}; "
            f"missing: {sorted(set(expected) - set(found.exports))}"
        )
    if found.size > limit:
        found.problems.append(f"{found.size} bytes, the limit is {limit}")
    content = path.read_bytes()
    if paths := [path for path in (f"{HERE.parent.resolve()}/", f"{Path.home()}/", ".cargo/registry") if path.encode() in content]:
        found.problems.append(f"holds paths of the machine that built it: {paths}")
    return found


def library(target: str, path: Path) -> bool:
    limits = TARGETS[target]
    found = compared(target, path, functions(), limits["bytes"])
    if "glibc" in limits:
        found.problems += elf_library(path, limits)
    return shown(target, found, limits["bytes"])


def doctor(target: str, path: Path) -> bool:
    return shown(target, compared(target, path, [], LIMITS["doctorBytes"]), LIMITS["doctorBytes"])


def shown(target: str, found: Found, limit: int) -> bool:
    """The line of the table; whether it is well."""
    imports = " ".join(name.removesuffix(".dll") for name in found.imports)
    result = "ok" if not found.problems else "FAILED"
    print(ROW.format(target, found.floor, imports, len(found.exports), found.size, limit, result))
    for problem in found.problems:
        print(f"    {problem}")
    return not found.problems


def main() -> None:
    if sys.argv[1:] == ["functions"]:
        print("\n".join(functions()))
        return
    kind = {"libraries": library, "doctors": doctor}[sys.argv[1]]
    print(ROW.format("target", "floor", "imports", "exports", "bytes", "limit", ""))
    results = [kind(name, Path(file)) for name, file in (pair.split("=", 1) for pair in sys.argv[2:])]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
