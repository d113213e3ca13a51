"""What a Maven repository holds of others, and under which licence: third_party.py REPOSITORY FOLDER

Writes FOLDER/THIRD-PARTY.txt: each artifact with its licence, by the POMs, and where the licence's text is. A licence that
LICENCES does not know stops it: it is to be read first.
"""

import html
import re
import sys
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

OURS = "cn.yjt"
TEXTS = Path(__file__).parent / "licenses"
TEXT = re.compile(r"(?i)(^|/)(licen[cs]e[^/]*|about\.html)$")

# By the SPDX name, how POMs write it.
LICENCES = {
    "Apache-2.0": (
        "Apache-2.0", "Apache 2.0", "Apache License 2.0", "Apache License v2.0", "Apache License, Version 2.0",
        "Apache Public License 2.0", "The Apache License, Version 2.0", "The Apache Software License, Version 2.0",
    ),
    "BSD-2-Clause": ("BSD 2-Clause License",),
    "BSD-3-Clause": ("BSD", "BSD-3-Clause", "New BSD License", "The BSD License"),
    "CDDL-1.0": ("COMMON DEVELOPMENT AND DISTRIBUTION LICENSE (CDDL) Version 1.0",),
    "CDDL-1.0 OR GPL-2.0-only WITH Classpath-exception-2.0": ("CDDL + GPLv2 with classpath exception",),
    "EPL-1.0": ("Eclipse Public License - v 1.0", "Eclipse Public License 1.0", "Eclipse Public License, Version 1.0"),
    "EPL-2.0": ("EPL 2.0",),
    "GPL-2.0-only WITH Classpath-exception-2.0": (
        "GNU General Public License, version 2 (GPL2), with the classpath exception", "GPL2 w/ CPE",
    ),
    "LGPL-2.1-or-later": ("LGPL-2.1-or-later", "GNU Lesser General Public License"),
    "LGPL-2.1-only": ("LGPL, version 2.1",),
    "MIT": ("MIT License", "The MIT License"),
    "Plexus": ("Similar to Apache License but with the acknowledgment clause removed",),
    "Public-Domain": ("Public Domain",),
}  # fmt: skip
NAMED = {written: licence for licence, names in LICENCES.items() for written in names}
# Their POMs say nothing: read from the jar or from the source.
UNSAID = {
    "classworlds:classworlds": "Plexus",
    "javax.servlet:jstl": "CDDL-1.0",
    "org.codehaus.plexus:plexus-container-default": "MIT",
    "org.slf4j:jcl-over-slf4j": "MIT",
    "org.slf4j:slf4j-api": "MIT",
    "org.slf4j:slf4j-jdk14": "MIT",
}
HEAD = """The Maven repository of this bundle holds what others made, unchanged, as Maven Central has it. For each: the licence, by its
POM, and the licence's text: a file in the jar itself, or one of this folder. POMs without a jar are of the same projects.
The source of each is on Maven Central under the same name with the classifier `sources`, or at its project.
Apache Maven is in maven/, with the texts for what it holds: maven/LICENSE, maven/NOTICE, maven/lib/*.license. Its
conf/settings.xml is ours, all else as Apache released it.

Maven 仓库里是别人的作品,与 Maven Central 上的一字不差。每一个:许可(取自它的 POM)和许可的原文在哪里。

"""


class Pom:
    def __init__(self, file: Path) -> None:
        # Some old ones use HTML's entities, which Maven takes.
        text = re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;)\w+;", lambda name: html.unescape(name[0]), file.read_text("utf-8", "replace"))
        self.root = xml.fromstring(text.encode())
        for element in self.root.iter():
            element.tag = element.tag.rpartition("}")[2]

    def said(self, path: str) -> list[str]:
        return [" ".join((element.text or "").split()) for element in self.root.findall(path)]

    def parent(self, repository: Path) -> "Pom | None":
        if self.root.find("parent") is None:
            return None
        group, name, version = (self.said(f"parent/{part}")[0] for part in ("groupId", "artifactId", "version"))
        return Pom(repository / group.replace(".", "/") / name / version / f"{name}-{version}.pom")

    def licences(self, repository: Path) -> list[str]:
        """Its own, or those of the nearest of its parents that says any."""
        parent = self.parent(repository)
        return self.said("licenses/license/name") or (parent.licences(repository) if parent else [])


def licence(repository: Path, folder: Path, artifact: str) -> str:
    said = Pom(next(folder.glob("*.pom"))).licences(repository)
    if not said and artifact in UNSAID:
        return UNSAID[artifact]
    if not said or not all(name in NAMED for name in said):
        sys.exit(f"{folder}: the licence is not known: {said}; read it, then add it to packaging/third_party.py")
    return " OR ".join(NAMED[name] for name in said)


def text(jar: Path, licence: str) -> str:
    names = [name for name in zipfile.ZipFile(jar).namelist() if TEXT.search(name)]
    if names:
        return f"{min(names)} in the jar"
    if "Apache-2.0" in licence.split(" OR "):
        return "LICENSE-APACHE"
    if licence == "Public-Domain":
        return "-"
    chosen = next((choice for choice in licence.split(" OR ") if (TEXTS / f"{choice}.txt").exists()), None)
    return f"licenses/{chosen}.txt" if chosen else sys.exit(f"{jar}: there is no text of {licence}")


def rows(repository: Path) -> list[tuple[str, str, str]]:
    found = []
    for jar in sorted(repository.rglob("*.jar")):
        folder = jar.parent
        group = ".".join(folder.parent.parent.relative_to(repository).parts)
        if group != OURS:
            artifact = f"{group}:{folder.parent.name}"
            named = licence(repository, folder, artifact)
            classifier = jar.stem.removeprefix(f"{folder.parent.name}-{folder.name}")
            found.append((f"{artifact}:{folder.name}{classifier.replace('-', ':', 1)}", named, text(jar, named)))
    return found


def main() -> None:
    repository, folder = Path(sys.argv[1]), Path(sys.argv[2])
    lines = [f"{artifact:<80} {licence:<54} {text}\n" for artifact, licence, text in rows(repository)]
    (folder / "THIRD-PARTY.txt").write_text(HEAD + "".join(lines), "utf-8")
    (folder / "licenses").mkdir()
    for file in TEXTS.iterdir():
        (folder / "licenses" / file.name).write_bytes(file.read_bytes())


if __name__ == "__main__":
    main()
