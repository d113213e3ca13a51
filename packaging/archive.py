"""Packs a folder so that the same content gives the same bytes: archive.py FOLDER ARCHIVE."""

import gzip
import hashlib
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path

EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_sums(folder: Path) -> None:
    sums = folder / "SHA256SUMS"
    sums.unlink(missing_ok=True)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files(folder)
    ]
    sums.write_text("".join(lines))


def mode(path: Path) -> int:
    programs = ("yjt-doctor", "yjt-sandbox", "mvn")
    return 0o755 if path.suffix in (".so", ".dll", ".exe", ".sh") or path.name in programs else 0o644


def tar(folder: Path, archive: Path, name: str) -> None:
    with archive.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=EPOCH) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as out:
            for path in files(folder):
                entry = tarfile.TarInfo(f"{name}/{path.relative_to(folder).as_posix()}")
                entry.size = path.stat().st_size
                entry.mtime = EPOCH
                entry.mode = mode(path)
                with path.open("rb") as content:
                    out.addfile(entry, content)


def zip_files(folder: Path, archive: Path, prefix: str) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in files(folder):
            entry = zipfile.ZipInfo(prefix + path.relative_to(folder).as_posix(), time.gmtime(EPOCH)[:6])
            entry.external_attr = mode(path) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, path.read_bytes())


def main() -> None:
    folder, archive = Path(sys.argv[1]), Path(sys.argv[2])
    write_sums(folder)
    if archive.name.endswith(".tar.gz"):
        tar(folder, archive, archive.name.removesuffix(".tar.gz"))
    else:
        zip_files(folder, archive, f"{archive.stem}/")


if __name__ == "__main__":
    main()
