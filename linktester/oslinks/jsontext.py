"""JSON from untrusted octets: a value, or the reason why there is none with line and column.

Nothing is raised. Strict like the systems' own readers: comments and trailing commas lose the file. A byte
order mark and repeated keys are told and passed over; of repeated keys the last one counts.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.oslinks.filefindings import FileFinding, child, shown

MAX_BYTES = 10 * 1024 * 1024
"""Files beyond this are not read at all."""
PLACED_CHARACTERS = 1024 * 1024
"""Texts up to this length have lines and columns in their findings; longer ones paths only."""

_BOM = "\ufeff"
_TOKEN = re.compile(
    r"""//[^\n\r]*|/\*.*?\*/"""
    r'''|"[^"\\]*(?:\\.[^"\\]*)*"'''
    r"""|'[^'\\]*(?:\\.[^'\\]*)*'"""
    r"""|[{}\[\],:]|[^\s{}\[\],:"'/]+""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class JsonRead:
    """What became of the octets."""

    value: Any
    """The document; None when it is unreadable (and when it is `null`)."""
    readable: bool
    text: str
    """The decoded text, for places; empty when the octets are no text."""
    findings: tuple[FileFinding, ...] = ()
    """About the text as JSON: unreadable, byte order mark, repeated keys."""


def read(octets: bytes) -> JsonRead:
    """Return the JSON document in `octets`. Never raises."""
    return read_with(octets, _json)


def read_with(octets: bytes, parse: Callable[[str], "Any | FileFinding"]) -> JsonRead:
    """Return the document that `parse` makes of the text in `octets`, or what it finds wrong."""
    if len(octets) > MAX_BYTES:
        said = message("jsontext.too-big", size=len(octets), limit_mib=MAX_BYTES // 1024 // 1024)
        return _unreadable("", said)
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _spot_in_octets(octets, error.start)
        return _unreadable("", message("jsontext.not-utf8", offset=error.start), line, column)
    found: list[FileFinding] = []
    if text.startswith(_BOM):
        text = text.removeprefix(_BOM)
        found.append(FileFinding(Severity.WARNING, message("jsontext.mark"), "", 1, 1))
    value = parse(text)
    if isinstance(value, FileFinding):
        return JsonRead(None, False, text, (*found, value))
    repeated = _repeated(text) if isinstance(value, _Repeating) else ()
    return JsonRead(_plain(value), True, text, (*found, *repeated))


def spot(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `offset`."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def placed(findings: Iterable[FileFinding], text: str) -> tuple[FileFinding, ...]:
    """Return `findings` with the lines and columns of their paths, in one walk over `text`."""
    kept = tuple(findings)
    wanted = {each.path for each in kept if each.line is None and each.path}
    if not wanted or not text or len(text) > PLACED_CHARACTERS:
        return kept
    offsets: dict[str, int] = {}
    for node in _nodes(text):
        if node.path in wanted:
            # Of repeated keys the last one counts.
            offsets[node.path] = node.offset
    return tuple(_with_place(each, offsets, text) for each in kept)


def _with_place(finding: FileFinding, offsets: dict[str, int], text: str) -> FileFinding:
    if finding.line is not None or finding.path not in offsets:
        return finding
    line, column = spot(text, offsets[finding.path])
    return replace(finding, line=line, column=column)


@dataclass(frozen=True, slots=True)
class _Repeating:
    """A document in which keys may be repeated, so that a walk over the text is worth its time."""

    value: Any


def may_repeat(value: Any) -> Any:
    """Return `value` marked as one whose repeated keys its reader has not looked for."""
    return _Repeating(value)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, _Repeating) else value


def _json(text: str) -> Any | FileFinding:
    repeats = False

    def joined(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        found = dict(pairs)
        repeats = repeats or len(found) < len(pairs)
        return found

    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_int=_number, object_pairs_hook=joined)
        return may_repeat(value) if repeats else value
    except json.JSONDecodeError as error:
        said = message("jsontext.syntax", reason=error.msg)
        return FileFinding(Severity.ERROR, said, "", error.lineno, error.colno)
    except RecursionError:
        return FileFinding(Severity.ERROR, message("jsontext.too-deep"))
    except _NotJsonError as error:
        return FileFinding(Severity.ERROR, message("jsontext.syntax", reason=str(error)))


class _NotJsonError(ValueError):
    """A word that Python's reader takes and JSON does not know."""


def _refuse_constant(name: str) -> Any:
    raise _NotJsonError(f"{name} is not JSON")


def _number(digits: str) -> int | float:
    # int() refuses thousands of digits; nobody needs them exactly.
    return int(digits) if len(digits) < 400 else float(digits)


def _unreadable(text: str, said: Message, line: int | None = None, column: int | None = None) -> JsonRead:
    return JsonRead(None, False, text, (FileFinding(Severity.ERROR, said, "", line, column),))


def _spot_in_octets(octets: bytes, offset: int) -> tuple[int, int]:
    before = octets[:offset]
    line_start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1


def _repeated(text: str) -> Iterator[FileFinding]:
    """Yield a finding for each key that stands twice in one object."""
    if len(text) > PLACED_CHARACTERS:
        return
    repeated = (node for node in _nodes(text) if node.is_repeated)
    for _, node in zip(range(100), repeated, strict=False):
        line, column = spot(text, node.offset)
        said = message("jsontext.repeated-key", key=shown(node.key))
        yield FileFinding(Severity.WARNING, said, node.path, line, column)


@dataclass(frozen=True, slots=True)
class _Node:
    path: str
    offset: int
    """Where its key (of a member) or its value (of an element) starts."""
    key: str
    is_repeated: bool


@dataclass(slots=True)
class _Frame:
    path: str
    is_object: bool
    index: int = 0
    expects_key: bool = True
    here: str = ""
    keys: set[str] = field(default_factory=set)


def _nodes(text: str) -> Iterator[_Node]:
    """Yield members and elements of a text that is known to be JSON (or JSON5), in order."""
    stack: list[_Frame] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token.startswith(("//", "/*")):
            continue
        top = stack[-1] if stack else None
        if token == ":":
            continue
        if token == ",":
            _next(top)
        elif token in "}]":
            del stack[-1:]
        elif top is not None and top.is_object and top.expects_key:
            yield _member(top, token, found.start())
        else:
            if top is not None and not top.is_object:
                top.here = child(top.path, top.index)
                yield _Node(top.here, found.start(), "", False)
            if token in "{[":
                stack.append(_Frame(top.here if top is not None else "", token == "{"))


def _next(top: _Frame | None) -> None:
    if top is not None:
        top.index += 1
        top.expects_key = True


def _member(top: _Frame, token: str, offset: int) -> _Node:
    key = _key(token)
    is_repeated = key in top.keys
    top.keys.add(key)
    top.expects_key = False
    top.here = child(top.path, key)
    return _Node(top.here, offset, key, is_repeated)


def _key(token: str) -> str:
    if token.startswith('"'):
        try:
            return str(json.loads(token))
        except ValueError:
            return token[1:-1]
    return token[1:-1] if token.startswith("'") else token
