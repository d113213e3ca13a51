"""Tries the commands of docs/verify.md as a hospital would: signatures.py DIST VERSION

What is signed with keys made here is accepted; what was changed since, or signed with other keys, is not. DIST itself is
tried too when it is signed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs/verify.md"
SIGNED = {"openssl", "minisign"}


def commands(document: Path, version: str) -> dict[str, str]:
    """Each block that is named for us, by its name."""
    text = document.read_text("utf-8").replace("版本", version)
    return dict(re.findall(r"<!-- packaging/verify: (\w+) -->\n```sh\n([^`]+)```", text))


def accepted(blocks: dict[str, str], folder: Path) -> set[str]:
    """Which commands are content with what is in a folder."""
    results = {}
    for name, block in blocks.items():
        done = subprocess.run(["sh", "-e", "-c", block], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        results[name] = done.returncode == 0
        print(f"$ {block.strip()}\n{done.stdout.decode()}")
    return {name for name, well in results.items() if well}


def new_keys(folder: Path) -> Path:
    folder.mkdir()
    for command in (
        ["minisign", "-G", "-W", "-f", "-s", "minisign.key", "-p", "minisign.pub"],
        ["openssl", "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072", "-out", "release.pem"],
    ):
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder


def sign(folder: Path, keys: Path) -> None:
    environment = {**os.environ, "YJT_SIGNING_KEYS": str(keys)}
    subprocess.run([ROOT / "packaging/sign", folder], env=environment, check=True)


def main() -> None:
    dist, version = Path(sys.argv[1]), sys.argv[2]
    blocks = commands(DOCUMENT, version)
    assert set(blocks) == SIGNED | {"archive"}, f"docs/verify.md has {sorted(blocks)}"
    archive = f"yjt-{version}-linux-x86_64.tar.gz"
    problems = []

    def expect(what: str, folder: Path, expected: set[str]) -> None:
        if (found := accepted(blocks, folder)) != expected:
            problems.append(f"{what}: accepted by {sorted(found)}, not by {sorted(expected)}")

    with TemporaryDirectory() as name:
        place = Path(name)
        keys, others = new_keys(place / "keys"), new_keys(place / "others")

        def copy(what: str) -> Path:
            folder = place / what.replace(" ", "-")
            folder.mkdir()
            for file in (archive, "SHA256SUMS"):
                shutil.copy(dist / file, folder)
            sign(folder, keys)
            return folder

        expect("as it was signed", copy("as it was signed"), set(blocks))

        folder = copy("a changed archive")
        with (folder / archive).open("ab") as file:
            file.write(b"\0")
        expect("a changed archive", folder, SIGNED)

        folder = copy("changed sums")
        with (folder / "SHA256SUMS").open("a") as file:
            file.write(f"{'0' * 64}  another.zip\n")
        expect("changed sums", folder, {"archive"})

        folder = copy("signed by another")
        public = {file: (folder / file).read_bytes() for file in ("yjt-minisign.pub", "yjt-release.pub.pem")}
        sign(folder, others)
        for file, content in public.items():
            (folder / file).write_bytes(content)
        expect("signed by another", folder, {"archive"})
    if (dist / "SHA256SUMS.sig").exists():
        expect("the release", dist, set(blocks))
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
