"""Whose work linktester stands on: every installed library it needs, its version, licence and licence text.

Read from what the installers left on this machine; nothing is asked of a network.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from linktester import __version__, resources

OURS, OUR_LICENCE = "linktester", "Apache-2.0"
NEEDS = "window/libraries.toml"
FONT, FONT_LICENCE = "LinktesterSansSC", "fonts/OFL.txt"
MOST_TEXT = 200_000
MOST_NAME = 80
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True, order=True)
class Library:
    """One library."""

    key: str
    """Name in small letters, to sort by."""
    name: str
    version: str
    licence: str
    """Short name such as `MIT`; empty when its makers did not say."""


def libraries() -> tuple[Library, ...]:
    """Return all that linktester needs and that is installed, linktester first, then by name. Blocks."""
    ours = Library(OURS, OURS, __version__, OUR_LICENCE)
    found: dict[str, Library] = {OURS: ours}
    waiting = list(needs())
    while waiting:
        name = waiting.pop()
        if _key(name) in found:
            continue
        try:
            made = distribution(name)
        except PackageNotFoundError:
            continue
        found[_key(name)] = _library(made)
        waiting += _needed(made)
    del found[OURS]
    font = Library(_key(FONT), FONT, "", "OFL-1.1")
    return (ours, *sorted([*found.values(), font]))


def needs() -> tuple[str, ...]:
    """Return the names of what linktester needs directly."""
    return tuple(tomllib.loads(resources.read_text(NEEDS))["needs"])


def text_of(name: str) -> str:
    """Return the texts of a library's licence as it came with it, empty when none came. Blocks."""
    if name == FONT:
        return resources.read_text(FONT_LICENCE)
    if name == OURS:
        return _ours()
    try:
        made = distribution(name)
    except PackageNotFoundError:
        return ""
    texts = []
    for file in made.files or ():
        if _LICENCE_FILE.search(file.name) and ".dist-info" in str(file):
            try:
                texts.append(file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
    return "\n\n".join(texts)[:MOST_TEXT]


def _ours() -> str:
    """Return our own licence: beside the package where it runs from its folder, else as it was installed."""
    file = resources.root().parents[1] / "LICENSE"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    try:
        texts = [each for each in distribution(OURS).files or () if each.name == "LICENSE"]
    except PackageNotFoundError:
        return ""
    return "".join(each.read_text(encoding="utf-8") for each in texts)


def _library(made: Distribution) -> Library:
    name = made.metadata["Name"] or ""
    return Library(_key(name), name[:MOST_NAME], made.version[:MOST_NAME], _licence(made)[:MOST_NAME])


def _licence(made: Distribution) -> str:
    told = made.metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    # A whole licence text stands here at times; a name is one short line.
    plain = (str(told["License"]) if "License" in told else "").strip()
    if plain and "\n" not in plain and len(plain) <= MOST_NAME:
        return plain
    classifiers = told.get_all("Classifier") or []
    named = [each.rsplit("::", 1)[-1].strip() for each in classifiers if each.startswith(_CLASSIFIER)]
    return ", ".join(each for each in named if each != "OSI Approved")


def _needed(made: Distribution) -> Iterator[str]:
    """Yield the names of what it needs; what an extra needs does not count."""
    for line in made.requires or ():
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
