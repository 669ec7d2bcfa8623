"""Links inside parameters that no family knows: percent or base64, one layer off."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from linktester.links.escape import decoded, from_base64, still_escaped
from linktester.links.match import known_schemes
from linktester.links.pieces import WEB, Pieces

MAX_LOOSE = 16
"""Parameters of one layer that may hold a layer of their own."""
_BASE64_START = re.compile(r"[A-Za-z0-9+/_\-]{12}")
_LINK = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{1,40})://[^\s/?#]")


@dataclass(frozen=True, slots=True)
class Inner:
    """One link found in a parameter."""

    text: str
    where: str


def loose(pieces: Pieces, named: Set[str]) -> Iterator[Inner]:
    """Yield the links in parameters that are not `named`, in order."""
    found = 0
    for param in pieces.params:
        if param.name in named or found >= MAX_LOOSE:
            continue
        inner = _inner(param.name, param.value)
        if inner is not None:
            found += 1
            yield inner


def _inner(name: str, value: str) -> Inner | None:
    if _is_link(value):
        return Inner(value, f"query {name} (percent)")
    if still_escaped(value) and _is_link(decoded(value)):
        return Inner(decoded(value), f"query {name} (percent) twice")
    if _BASE64_START.match(value):
        text = from_base64(value)
        if text is not None and _is_link(text):
            return Inner(text, f"query {name} (base64)")
    return None


def _is_link(text: str) -> bool:
    found = _LINK.match(text)
    return found is not None and (found[1].lower() in WEB or found[1].lower() in known_schemes())
