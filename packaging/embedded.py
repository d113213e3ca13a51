"""What a library or program was made of, as cargo-auditable wrote it into its section .dep-v0."""

import graphlib
import json
import zlib
from pathlib import Path

import pefile
from elftools.elf.elffile import ELFFile

SECTION = ".dep-v0"


def section(path: Path) -> bytes:
    with path.open("rb") as stream:
        if stream.read(4) == b"\x7fELF":
            found = ELFFile(stream).get_section_by_name(SECTION)
            data = found.data() if found else b""
        else:
            sections = pefile.PE(str(path), fast_load=True).sections
            data = b"".join(s.get_data() for s in sections if s.Name.rstrip(b"\0") == SECTION.encode())
    if not data:
        raise SystemExit(f"{path} does not hold the list of what it was made of")
    return data


def packages(path: Path) -> list[dict]:
    """What is linked: name, version, source, the indices of its dependencies; `root` for the library or program itself."""
    # The section of a DLL ends with padding, which decompressobj leaves alone.
    listed = json.loads(zlib.decompressobj().decompress(section(path)))["packages"]
    # Scanners refuse a list with circles, and so does this.
    list(graphlib.TopologicalSorter({i: p.get("dependencies", []) for i, p in enumerate(listed)}).static_order())
    linked = [i for i, package in enumerate(listed) if package.get("kind", "runtime") == "runtime"]
    return [
        {**listed[i], "dependencies": [linked.index(d) for d in listed[i].get("dependencies", []) if d in linked]}
        for i in linked
    ]
