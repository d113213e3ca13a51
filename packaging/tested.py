"""Writes down what was run, when, on which commit and with which programs: no date in the documents is written by hand.

tested.py record FILE [DIST BUILT]    from standard input: a line for each check, WHERE TAB WHAT TAB RESULT; the archives
                                      in DIST were built of the commit BUILT
tested.py commit                      of the files as they are
tested.py page DIST VERSION           the record of packaging/verify, and of tests/run when it was of that commit, as HTML
"""

import datetime
import html
import json
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUITE = ROOT / "target/tested.json"
PROGRAMS = {
    "Rust": ["rustc", "--version"],
    "Rust, the release's": [
        "env",
        "LD_LIBRARY_PATH=target/packaging/rust/usr/lib/x86_64-linux-gnu",
        "target/packaging/rust/usr/bin/rustc",
        "--version",
    ],
    "glibc": ["ldd", "--version"],
    "gcc": ["gcc", "--version"],
    "clang": ["clang", "--version"],
    "OpenJDK": ["java", "-version"],
    "OpenJDK 25": ["sh", "-c", "/usr/lib/jvm/*-25-*/bin/java -version"],
    "Mono": ["mono", "--version"],
    ".NET Core": ["target/tools/dotnetcore2/bin/dotnet", "--list-runtimes"],
    "nginx": ["nginx", "-v"],
    "aarch64 gcc": ["aarch64-linux-gnu-gcc", "--version"],
    "qemu": ["qemu-aarch64-static", "--version"],
    "rpm": ["rpm", "--version"],
    "dpkg": ["dpkg-deb", "--version"],
    "MinGW-w64, 64-bit": ["x86_64-w64-mingw32-gcc", "--version"],
    "MinGW-w64, 32-bit": ["i686-w64-mingw32-gcc", "--version"],
    "Wine": ["/usr/lib/wine/wine64", "--version"],
}


def said(command: list[str]) -> str:
    """The first line that a program says; nothing when it is not there."""
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    except OSError:
        return ""
    line = (done.stdout.decode(errors="replace").splitlines() or [""])[0] if done.returncode == 0 else ""
    return line.partition(" [")[0]  # where .NET says in which folder it is


def system() -> str:
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line
    )
    return f"{release['PRETTY_NAME'].strip(chr(34))}, {platform.machine()}, Linux {platform.release()}"


def commit() -> str:
    return said(["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"])


def record(file: Path, dist: Path | None = None, built: str | None = None) -> None:
    rows = [line.rstrip("\n").split("\t") for line in sys.stdin]
    found = {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit(),
        "system": system(),
        "programs": {name: line for name, command in PROGRAMS.items() if (line := said(command))},
        "checks": [{"where": where, "what": what, "result": result} for where, what, result in rows],
    }
    if dist:
        pairs = [line.split("  ", 1) for line in (dist / "SHA256SUMS").read_text().splitlines()]
        found |= {"built": built, "sha256": {name: digest for digest, name in pairs}}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, *rows]
    cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in line) for line in lines]
    return "<table>\n" + "\n".join(f"<tr>{line}</tr>" for line in cells) + "\n</table>\n"


def section(title: str, found: dict) -> str:
    checks = [[check["where"], check["what"], check["result"]] for check in found["checks"]]
    facts = [["日期 date", found["date"]], ["提交 commit", found["commit"]], ["系统 system", found["system"]]]
    if found.get("built", found["commit"]) != found["commit"]:
        facts.insert(1, ["发布包的提交 archives built of", found["built"]])
    parts = [
        f"<h2>{title}</h2>\n",
        table(["", ""], [*facts, *([name, line] for name, line in found["programs"].items())]),
        "<p></p>\n",
        table(["环境 where", "做了什么 what", "结果 result"], checks),
    ]
    if "sha256" in found:
        parts += ["<p></p>\n", table(["文件 file", "SHA-256"], [list(pair) for pair in found["sha256"].items()])]
    return "".join(parts)


def page(dist: Path, version: str) -> None:
    from documents import page as html_page  # which needs what a test run has not installed

    release = json.loads((dist / f"yjt-{version}-tested.json").read_text())
    body = f"<h1>yjt {version}:测试过的 · what was tested</h1>\n" + section("packaging/verify", release)
    suite = json.loads(SUITE.read_text()) if SUITE.exists() else {"commit": None}
    if suite["commit"] == release["built"]:
        body += section("tests/run", suite)
    name = f"yjt-{version}-tested.html"
    (dist / name).write_text(html_page(f"yjt {version}: tested", body, "README.html"), "utf-8")


def main() -> None:
    if sys.argv[1] == "record":
        file, *release = sys.argv[2:]
        record(Path(file), *(Path(release[0]), release[1]) if release else ())
    elif sys.argv[1] == "commit":
        print(commit())
    else:
        page(Path(sys.argv[2]), sys.argv[3])


if __name__ == "__main__":
    main()
