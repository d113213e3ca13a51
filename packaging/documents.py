"""Turns the documents into HTML that opens offline: documents.py FOLDER [DOCUMENT]

README.html comes to the folder's top, with what it leads to in docs/: a page for each document and for each header.
A DOCUMENT is FOLDER/README.md besides, for those without a browser.
"""

import html
import posixpath
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from check import version

ROOT = Path(__file__).parent.parent
START = "README.md"
STYLE = """
body { max-width: 62em; margin: 0 auto; padding: 1em 1.5em 4em; color: #1c2329; background: #fff; line-height: 1.65;
  font-family: "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", SimSun, sans-serif; }
h1, h2, h3 { line-height: 1.3; margin: 1.8em 0 0.6em; }
h1, h2 { border-bottom: 1px solid #d5dade; padding-bottom: 0.25em; }
nav { color: #5b666f; font-size: 0.9em; }
a { color: #0b5cad; }
code, pre { font-family: Consolas, Menlo, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: 0.92em;
  background: #f3f5f7; border-radius: 3px; }
code { padding: 0.1em 0.3em; overflow-wrap: anywhere; }
pre { padding: 0.8em 1em; overflow-x: auto; line-height: 1.45; }
pre code { padding: 0; overflow-wrap: normal; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #d5dade; padding: 0.35em 0.7em; text-align: left; vertical-align: top; }
th { background: #f3f5f7; }
"""


def place(source: str) -> str | None:
    """Where an archive has what the project has there; None for what is not in it."""
    path = Path(source)
    if path.parts[0] == "docs" and path.suffix != ".md":
        return source
    if path.suffix in (".h", ".hpp"):
        return f"docs/{path.name}.html"
    if path.suffix != ".md":
        return None
    if len(path.parts) == 1 or path.parts[0] == "docs":
        return str(path.with_suffix(".html"))
    return f"docs/{'-'.join(path.parent.parts)}.html"


def linked(source: str, link: str) -> str | None:
    """The project's file that a document's link means; None for an address, or an anchor in the same document."""
    if re.match(r"[a-z]+:", link) or link.startswith("#"):
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(link.partition("#")[0])))
    if not (ROOT / target).exists():
        sys.exit(f"{source}: there is no {target}")
    return target


def moved(source: str, link: str, reader: str) -> str | None:
    """The link as it reads from another place; None where it would lead nowhere."""
    target = linked(source, link)
    if target is None:
        return link
    found = place(target)
    return found and posixpath.relpath(found, posixpath.dirname(reader)) + link[len(link.partition("#")[0]) :]


def anchor(text: str) -> str:
    """As GitHub makes them of headings."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def spoken(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def relinked(children: list[Token], source: str, reader: str) -> list[Token]:
    result, dropped = [], 0
    for child in children:
        if child.type == "link_open":
            link = moved(source, str(child.attrs["href"]), reader)
            if link is None:
                dropped += 1
                continue
            child.attrs["href"] = link
        if child.type == "link_close" and dropped:
            dropped -= 1
            continue
        result.append(child)
    return result


def document(source: str, reader: str) -> str:
    markdown = MarkdownIt("commonmark").enable("table")
    # Comments are for those who change the documents.
    tokens = [token for token in markdown.parse((ROOT / source).read_text("utf-8")) if token.type != "html_block"]
    title, used = None, {}
    for before, token in zip([None, *tokens], tokens):
        if token.type != "inline":
            continue
        if before.type == "heading_open":
            title = title or spoken(token)
            name = anchor(spoken(token))
            count = used[name] = used.get(name, -1) + 1
            before.attrs["id"] = f"{name}-{count}" if count else name
        token.children = relinked(token.children, source, reader)
    language = "en" if source.endswith(".en.md") else "zh-CN"
    return page(title, markdown.renderer.render(tokens, markdown.options, {}), reader, language)


def listing(source: str, reader: str) -> str:
    text = html.escape((ROOT / source).read_text("utf-8"))
    return page(source, f"<h1>{source}</h1>\n<pre>{text}</pre>", reader)


def page(title: str, body: str, reader: str, language: str = "zh-CN") -> str:
    start = posixpath.relpath("README.html", posixpath.dirname(reader))
    home = "" if reader == "README.html" else f'<nav><a href="{start}">yjt {version()}</a></nav>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{html.escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{home}{body}\n</body>\n</html>\n"
    )


def links(source: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse((ROOT / source).read_text("utf-8"))
    children = [child for token in tokens for child in token.children or []]
    found = [linked(source, str(child.attrs["href"])) for child in children if child.type == "link_open"]
    return [target for target in found if target]


def reachable() -> list[str]:
    """Everything that the README leads to and an archive can hold."""
    sources, waiting = [], [START]
    while waiting:
        source = waiting.pop()
        if source in sources or not place(source):
            continue
        sources.append(source)
        if source.endswith(".md"):
            waiting += links(source)
    return sorted(sources)


def write(folder: Path) -> None:
    for source in reachable():
        reader = place(source)
        out = folder / reader
        out.parent.mkdir(parents=True, exist_ok=True)
        if source.endswith(".md"):
            out.write_text(document(source, reader), "utf-8")
        elif reader.endswith(".html"):
            out.write_text(listing(source, reader), "utf-8")
        else:
            shutil.copyfile(ROOT / source, out)


def markdown(source: str, reader: str) -> str:
    """A document that stays Markdown, with links that lead to an archive's pages."""

    def link(found: re.Match) -> str:
        target = moved(source, found[2], reader)
        return f"[{found[1]}]({target})" if target else found[1]

    text = re.sub(r"<!-- .* -->\n", "", (ROOT / source).read_text("utf-8"))
    return re.sub(r"\[([^\[\]]*)\]\(([^()]+)\)", link, text)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    for shown in sys.argv[2:]:
        (Path(sys.argv[1]) / "README.md").write_text(markdown(shown, "README.md"), "utf-8")
