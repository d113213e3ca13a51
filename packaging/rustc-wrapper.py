#!/usr/bin/env python3
"""Stands before cargo-auditable as RUSTC_WRAPPER and takes the circles out of cargo's list of what is compiled.

With -Zbuild-std each crate is listed as depending on the standard library, which for its part depends on some of the same
crates in the same versions; scanners refuse a list with circles. The library's or program's own dependency says enough.
"""

import json
import os
import sys
from pathlib import Path

STANDARD = "/rustlib/src/rust/library/"


def without_circles(listed: dict) -> dict:
    crates = listed["crates"]
    standard = {index for index, crate in enumerate(crates) if STANDARD in crate["id"]}
    for index, crate in enumerate(crates):
        if index not in standard and index != listed["root"]:
            crate["dependencies"] = [d for d in crate["dependencies"] if d["index"] not in standard]
    return listed


# Of the library or program itself; cargo-auditable reads no other.
if "CARGO_PRIMARY_PACKAGE" in os.environ:
    for path in filter(None, os.environ.get("CARGO_SBOM_PATH", "").split(os.pathsep)):
        Path(path).write_text(json.dumps(without_circles(json.loads(Path(path).read_text()))))
os.execv(sys.argv[1], sys.argv[1:])
