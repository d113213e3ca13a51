"""Plays the mini-program for a program under test and compares what the program made of it.

walk.py SANDBOX-FOLDER login|kiosk|actor|doctor|web PROGRAM ARGUMENTS ...

login   is given the configuration and the link, and prints name, certificate number and phone a line each
kiosk   is given the configuration, reads the link, and greets the patient; the link serves once
box     is given the configuration and the link, and prints the message box that it was shown: every citizen's, and a failure's
actor   does what it is told: see tests/languages
doctor  is given the configuration, the right one and then one with a wrong token, and reports
web     is given the configuration as examples/his takes it, prints its address, and shows the patient a page
"""

import json
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path


def ask(sandbox: Path, path: str, order: dict | None = None) -> object:
    base = json.loads((sandbox / "yjt-http.json").read_text())["baseUrl"]
    body = None if order is None else json.dumps(order).encode()
    with urllib.request.urlopen(base[: base.index("/data_center")] + path, body) as answer:
        return json.load(answer)


def mint(sandbox: Path, citizen: str = "generated") -> dict:
    return ask(sandbox, "/sandbox/codes", {"citizen": citizen})


def run(command: list[str], told: str) -> list[str]:
    # From a file: Java under Wine cannot ask a pipe how much it holds.
    with tempfile.TemporaryFile() as file:
        file.write(told.encode())
        file.seek(0)
        done = subprocess.run(command, stdin=file, stdout=subprocess.PIPE, timeout=240)
    said = done.stdout.decode().replace("\r", "").splitlines()
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}: {said}")
    return said


def expect(found: object, expected: object) -> None:
    if found != expected:
        sys.exit(f"expected {expected!r}, found {found!r}")


def login(command: list[str], configuration: Path, minted: dict) -> None:
    citizen = minted["citizen"]
    said = run([*command, str(configuration), minted["link"]], "")
    expect(said[:3], [citizen["name"], citizen["certificateNo"], citizen["phone"]])


def kiosk(command: list[str], configuration: Path, minted: dict) -> None:
    citizen = minted["citizen"]
    said = "\n".join(run([*command, str(configuration)], f"{minted['link']}\n{minted['link']}\n"))
    for wanted in (f"您好,{citizen['name'][0]}", "*" + citizen["certificateNo"][-4:], "(1)"):
        if wanted not in said:
            sys.exit(f"no {wanted!r} in {said!r}")


def box(command: list[str], configuration: Path, minted: dict) -> None:
    for citizen in ask(configuration.parent, "/sandbox/citizens"):
        minted = mint(configuration.parent, citizen["id"])
        shown = run([*command, f"Z:{configuration}", minted["link"]], "")
        expect(shown[0], f"您好,{citizen['name']}")
    shown = "\n".join(run([*command, f"Z:{configuration}", minted["link"]], ""))
    for wanted in ("接口返回失败", "请用户从粤健通重新进入", "yjt 1"):
        if wanted not in shown:
            sys.exit(f"no {wanted!r} in {shown!r}")


def actor(command: list[str], configuration: Path, minted: dict) -> None:
    def line(name: str, *arguments: str) -> str:
        return "\t".join([name, *("=" + argument.encode().hex() for argument in arguments)]) + "\n"

    told = line("client", "a", configuration.read_text()) + line("exchange", "a", minted["code"], "1") + line("close", "a")
    answers = [[shown(part) for part in answer.split("\t")] for answer in run(command, told)]
    expect([answer[0] for answer in answers], ["ok", "ok", "ok"])
    for key in ("name", "certificateNo", "phone"):
        if minted["citizen"][key] not in answers[1]:
            sys.exit(f"no {key} in {answers[1]!r}")


def doctor(command: list[str], configuration: Path, minted: dict) -> None:
    right = json.loads(configuration.read_text())
    changed = configuration.with_name("doctor.json")
    for changes, status, first in (({}, 0, None), ({"token": "wrong"}, 1, "gateway")):
        changed.write_text(json.dumps(right | changes))
        done = subprocess.run([*command, "--json", str(changed)], stdout=subprocess.PIPE, timeout=240)
        report = json.loads(done.stdout)
        expect((done.returncode, report["first"]), (status, first))


def web(command: list[str], configuration: Path, minted: dict) -> None:
    with subprocess.Popen([*command, f"--yjt.config-file={configuration}"], stdout=subprocess.PIPE, text=True) as server:
        try:
            said = []
            for line in server.stdout:
                said.append(line)
                if line.startswith("http://"):
                    break
            else:
                sys.exit("".join(said))
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with browser.open(f"{line.strip()}login?code={minted['code']}") as answer:
                page = answer.read().decode()
                expect(answer.geturl(), line.strip() + "patient")
            if f"您好,{minted['citizen']['name']}" not in page:
                sys.exit(page)
        finally:
            server.kill()


def shown(part: str) -> str:
    return bytes.fromhex(part[1:]).decode() if part.startswith("=") else part


def main() -> None:
    sandbox, walk, command = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    {"login": login, "kiosk": kiosk, "box": box, "actor": actor, "doctor": doctor, "web": web}[walk](command, sandbox / "yjt.json", mint(sandbox))


if __name__ == "__main__":
    main()
