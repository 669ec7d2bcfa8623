"""Property lists from untrusted octets, XML or binary: a dictionary, and the places of its values.

Values come from the standard library, places (in XML only) from a walk over the text.
"""

import plistlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.parsers.expat import ExpatError

from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.oslinks.appfiles import xmltext
from linktester.oslinks.appfiles.xmltext import Element
from linktester.oslinks.filefindings import FileFinding, child
from linktester.oslinks.jsontext import MAX_BYTES

BINARY = b"bplist00"
_OLD = (b"{", b"(", b"// !$*UTF8*$!")
_MOST_PLACES = 20_000
_TROUBLE = (
    *(plistlib.InvalidFileException, ExpatError, ValueError, TypeError, AttributeError, OverflowError),
    *(LookupError, struct.error, RecursionError, MemoryError),
)
"""What the library raises for octets that are no property list."""


@dataclass(frozen=True, slots=True)
class PlistRead:
    """What became of the octets."""

    value: dict[str, Any] | None
    """None: unreadable, or no dictionary."""
    root: Element | None = None
    """The XML, for places; None for a binary list."""
    findings: tuple[FileFinding, ...] = ()


def read(octets: bytes) -> PlistRead:
    """Return the dictionary in `octets`. Never raises."""
    if len(octets) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        return _none(message("jsontext.too-big", size=len(octets), limit_mib=limit))
    if octets.startswith(BINARY):
        return _understood(octets, None)
    if octets.lstrip().startswith(_OLD):
        return _none(message("appfiles.plist-old"))
    document = xmltext.read(octets)
    if document.root is None:
        return PlistRead(None, None, document.findings)
    if document.root.name != "plist":
        return _none(message("appfiles.not-plist", found=document.root.name[:60]))
    return _understood(octets, document.root)


def placed(findings: Iterable[FileFinding], root: Element | None) -> tuple[FileFinding, ...]:
    """Return `findings` with line and column of their paths, as far as the text is at hand."""
    kept = tuple(findings)
    wanted = {each.path for each in kept if each.line is None and each.path}
    if root is None or not wanted:
        return kept
    spots: dict[str, Element] = {}
    for _, (path, element) in zip(range(_MOST_PLACES), _places(root), strict=False):
        if path in wanted:
            spots[path] = element
    return tuple(
        replace(each, line=spots[each.path].line, column=spots[each.path].column)
        if each.line is None and each.path in spots
        else each
        for each in kept
    )


def _understood(octets: bytes, root: Element | None) -> PlistRead:
    try:
        value = plistlib.loads(octets)
    except _TROUBLE as error:
        reason = str(error)[:100] or type(error).__name__
        return _none(message("appfiles.plist-broken", reason=reason))
    if not isinstance(value, dict):
        return _none(message("appfiles.plist-no-dictionary"))
    return PlistRead(value, root)


def _none(said: Message) -> PlistRead:
    return PlistRead(None, None, (FileFinding(Severity.ERROR, said),))


def _places(root: Element) -> Iterator[tuple[str, Element]]:
    stack = [("", top) for top in root.children[:1]]
    while stack:
        path, element = stack.pop()
        if path:
            yield path, element
        stack += [(child(path, step), value) for step, value in reversed(list(_members(element)))]


def _members(element: Element) -> Iterator[tuple[str | int, Element]]:
    if element.name == "array":
        yield from enumerate(element.children)
    elif element.name == "dict":
        keys, values = element.children[::2], element.children[1::2]
        yield from ((key.text, value) for key, value in zip(keys, values, strict=False))
