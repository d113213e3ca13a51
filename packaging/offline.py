"""Follows docs/offline.md where there is no network: offline.py ARCHIVE FOLDER BLOCK ...

The blocks of commands run in FOLDER, in their order; what serves is kept running to the end, what logs in greets 小明.
"""

import html
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from check import version
from signatures import ROOT, commands

SERVERS = ("sandbox", "his", "portal")
GREETERS = ("greet", "greet-portal", "c")
GREETING = "您好,小明"


def blocks() -> dict[str, str]:
    found = commands(ROOT / "docs/offline.md", version())
    # What the document says in words.
    found["greet-portal"] = found["greet"].replace("http://127.0.0.1:8081/login", "http://localhost:8082/login")
    return found


def start(block: str, folder: Path) -> subprocess.Popen:
    # Of the user's environment only what finds the programs.
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LANG": "C.UTF-8"}
    return subprocess.Popen(
        ["sh", "-e", "-c", block], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def serve(block: str, folder: Path) -> subprocess.Popen:
    """Until it says that it is ready, or on which address."""
    server = start(block, folder)
    for line in server.stdout:
        print(line, end="")
        if line.startswith("http://") or line == "ready\n":
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return server
    sys.exit(f"it ended with {server.wait()}")


def run(block: str, folder: Path) -> str:
    done = start(block, folder)
    said, _ = done.communicate(timeout=240)
    print(said, end="")
    return said if done.returncode == 0 else sys.exit(f"it ended with {done.returncode}")


def follow(names: list[str], folder: Path) -> None:
    commands_of, servers = blocks(), []
    try:
        for name in names:
            print(f"== {name}\n{commands_of[name]}", flush=True)
            began = time.monotonic()
            if name in SERVERS:
                servers.append(serve(commands_of[name], folder))
            else:
                said = run(commands_of[name], folder)
                if name in GREETERS and GREETING not in html.unescape(said):
                    sys.exit(f"no {GREETING} in {said!r}")
            print(f"== {name}: {time.monotonic() - began:.1f} s", flush=True)
    finally:
        for server in servers:
            os.killpg(server.pid, signal.SIGKILL)


def main() -> None:
    archive, folder, *names = sys.argv[1:]
    if len(Path("/proc/net/route").read_text().splitlines()) > 1:
        sys.exit("there is a network here")
    shutil.copy(archive, folder)
    follow(names, Path(folder))


if __name__ == "__main__":
    main()
