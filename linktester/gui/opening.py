"""What the desktop asks linktester to open: one of its links, or a file; understood, and done by nobody here.

A link may have been made by anybody, and a click on it is no consent to anything but looking. So a link can
name a case, a suite on this machine or an order, and nothing that runs, sends or imports; what it names is
looked at before it is opened.

    linktester://case/ID                  a case of the project that lies open
    linktester://case/ID?suite=PATH       … of the suite in that file
    linktester://suite?path=PATH          a suite
    linktester://order/…                  a link of its own, for the box of links
    PATH or file:///PATH                  a suite
"""

import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from linktester.gui.handover import MOST_THING
from linktester.model.errors import NOWHERE, InputErrors, Problem
from linktester.model.message import Arg, message

SCHEME = "linktester:"
FILE_SCHEME = "file:"
SUITE_SUFFIX, RUN_SUFFIX = ".toml", ".ltrun"
MOST_ID = 200
"""Characters of a case's id, as suites have it."""
MOST_TOLD = 120
"""Characters of what is told back."""
_LINK = re.compile(
    r"linktester://(?P<what>[a-z]+)(?P<rest>(?:/[^?#]*)?)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.I
)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_STEPS = re.compile(r"[\\/]" if os.name == "nt" else "/")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Kinds of characters that nobody types into a name, and that can make one look like another."""


class Kind(StrEnum):
    """What is to be shown."""

    CASE = "case"
    SUITE = "suite"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One thing to show."""

    kind: Kind
    case: str = ""
    """The id of a case."""
    path: Path | None = None
    """A suite's file, absolute; not looked at yet. None: whatever lies open."""
    link: str = ""
    """An order's link, as it came."""


def is_for_window(words: Sequence[str]) -> bool:
    """Tell whether a command line names things to show rather than a verb of the terminal."""
    return bool(words) and all(_is_thing(word) for word in words)


def absolute(word: str, folder: Path) -> str:
    """Return a word of a command line as it means the same everywhere: file names become absolute."""
    if word.lower().startswith((SCHEME, FILE_SCHEME)) or "\0" in word:
        return word
    return os.path.normpath(folder / word)


def read(text: str) -> Opening:
    """Return what a link or an absolute file name asks for. Raises InputErrors; touches no disk."""
    if len(text) > MOST_THING:
        raise _wrong("opening.too-long", limit=MOST_THING)
    lowered = text.lower()
    if lowered.startswith(SCHEME):
        return _linked(text)
    if lowered.startswith(FILE_SCHEME):
        return Opening(kind=Kind.SUITE, path=_suite(_from_address(text)))
    return Opening(kind=Kind.SUITE, path=_suite(text))


def checked(path: Path) -> Path:
    """Return `path` when a plain file stands there. Asks the disk, which may be slow. Raises InputErrors."""
    try:
        found = path.stat()
    except OSError as error:
        raise _wrong("opening.no-file", path=_told(str(path)), reason=error.strerror or str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise _wrong("opening.not-plain", path=_told(str(path)))
    return path


def _is_thing(word: str) -> bool:
    if word.lower().startswith((SCHEME, FILE_SCHEME)):
        return True
    named = any(sign in word for sign in ("/", "\\", "."))
    return named and "://" not in word and not word.startswith("-")


def _linked(text: str) -> Opening:
    _visible(text)
    found = _LINK.fullmatch(text)
    what = found["what"].lower() if found else ""
    if found is None or what not in {*Kind}:
        raise _wrong("opening.unknown-link", link=_told(text))
    if what == Kind.ORDER:
        return Opening(kind=Kind.ORDER, link=text)
    rest, query = found["rest"].strip("/"), _query(found["query"] or "", text)
    if what == Kind.CASE:
        suite = query.get("suite")
        path = None if suite is None else _suite(suite)
        return Opening(kind=Kind.CASE, case=_case(_plain(rest, text), text), path=path)
    if rest or "path" not in query:
        raise _wrong("opening.unknown-link", link=_told(text))
    return Opening(kind=Kind.SUITE, path=_suite(query["path"]))


def _query(query: str, text: str) -> dict[str, str]:
    """Return the named values; of two of one name the link is not understood."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=8)
    except ValueError as error:
        raise _wrong("opening.unknown-link", link=_told(text)) from error
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _wrong("opening.unknown-link", link=_told(text))
    return values


def _plain(text: str, link: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError as error:
        raise _wrong("opening.unknown-link", link=_told(link)) from error


def _case(name: str, link: str) -> str:
    _visible(name)
    if not name.strip() or len(name) > MOST_ID:
        raise _wrong("opening.unknown-link", link=_told(link))
    return name


def _from_address(text: str) -> str:
    """Return the file name in `file:///…`; one of another machine is none."""
    rest = text[len(FILE_SCHEME) :]
    if rest.lower().startswith("//localhost/"):
        rest = rest[len("//localhost") :]
    elif rest.startswith("///"):
        rest = rest[2:]
    elif rest.startswith("//") or not rest.startswith("/"):
        raise _wrong("opening.elsewhere", path=_told(text))
    path = _plain(rest.partition("?")[0].partition("#")[0], text)
    return path[1:] if _DRIVE.match(path[1:]) else path


def _suite(text: str) -> Path:
    """Return the path of what may be a suite on this machine, by its name alone."""
    _visible(text)
    if text.startswith(("\\\\", "//", "\\/", "/\\")):
        raise _wrong("opening.elsewhere", path=_told(text))
    is_absolute = _DRIVE.match(text) is not None if os.name == "nt" else text.startswith("/")
    if not is_absolute:
        raise _wrong("opening.not-absolute", path=_told(text))
    # On Windows a second colon would name a stream behind a file.
    if ".." in _STEPS.split(text) or (os.name == "nt" and ":" in text[2:]):
        raise _wrong("opening.not-straight", path=_told(text))
    return _with_suffix(Path(text))


def _with_suffix(path: Path) -> Path:
    suffix = path.suffix.lower()
    if suffix == RUN_SUFFIX:
        raise _wrong("opening.run-file", name=_told(path.name))
    if suffix != SUITE_SUFFIX:
        raise _wrong("opening.no-suite", name=_told(path.name))
    return path


def _visible(text: str) -> None:
    hidden = next((sign for sign in text if _is_hidden(sign)), None)
    if hidden is not None:
        raise _wrong("opening.hidden", sign=f"U+{ord(hidden):04X}", text=_told(text))


def _is_hidden(sign: str) -> bool:
    # Octets that are no text in this system's coding come as halves of surrogate pairs, and name real files.
    return unicodedata.category(sign) in _HIDDEN and not "\udc80" <= sign <= "\udcff"


def _told(text: str) -> str:
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]}…"


def _wrong(code: str, **args: Arg) -> InputErrors:
    return InputErrors([Problem(NOWHERE, message(code, **args))])
