"""Reads the pages of an unpacked archive as a browser without a network would: pages.py FOLDER

Every page is reached from README.html; every link and anchor leads somewhere; the charset is said first; nothing is
loaded from elsewhere.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

LOADS = {"script", "img", "link", "iframe", "object", "embed", "video", "audio", "source"}


class Page(HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links, self.anchors, self.loads = [], set(), []
        content = path.read_bytes()
        self.charset = re.search(rb'<meta charset="utf-8">', content[:1024]) is not None
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if tag in LOADS or "style" in named or "src" in named:
            self.loads.append(tag)
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if named.get("id"):
            self.anchors.add(named["id"])


def problems(folder: Path) -> list[str]:
    found = []
    pages = {path.resolve(): Page(path) for path in folder.rglob("*.html")}
    start = (folder / "README.html").resolve()
    if start not in pages:
        return ["there is no README.html"]
    reached, waiting = set(), [start]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        name = path.relative_to(folder.resolve())
        if not pages[path].charset:
            found.append(f"{name} does not say its charset")
        if pages[path].loads:
            found.append(f"{name} loads {pages[path].loads}")
        for link in pages[path].links:
            if link.startswith("https://"):
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.is_file() or not target.is_relative_to(folder.resolve()):
                found.append(f"{name}: {link} leads nowhere")
            elif target in pages:
                waiting.append(target)
                if anchor and unquote(anchor) not in pages[target].anchors:
                    found.append(f"{name}: {link} is no heading")
    found += [f"no link leads to {path.relative_to(folder.resolve())}" for path in sorted(set(pages) - reached)]
    return found


def main() -> None:
    found = problems(Path(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
