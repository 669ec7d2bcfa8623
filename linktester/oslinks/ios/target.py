"""A URL in the forms in which Apple's rules are held against it.

Paths, queries and fragments are compared as a browser writes the URL (WHATWG), existing escapes as they
stand; where a rule says `percentEncoded` false they are decoded first, and escapes that are no UTF-8 stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linktester import urls
from linktester.oslinks.ios.paths import trimmed
from linktester.oslinks.ios.pattern import folded
from linktester.oslinks.reach import Budget, Places

MOST_ITEMS = 10_000
"""Query items that rules are held against; the rest of a query has none."""
_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_SAME = "https://same.invalid"


@dataclass(frozen=True, slots=True)
class View:
    """The URL in one form."""

    path: Places
    trimmed: Places
    """The path without slashes at its end."""
    bare: Places
    """And without the one it starts with."""
    query: Places
    fragment: Places
    items: tuple[tuple[str, Places], ...]
    """(name, value) of every query item in order; a name without `=` has the empty value."""

    empty: Places
    """The value of what is not there."""

    def values(self, name: str) -> Iterator[Places]:
        """Yield the values of the items called `name`."""
        return (value for found, value in self.items if found == name)


class Target:
    """One URL to be resolved. Forms are made when first asked for."""

    __slots__ = ("_budget", "_views", "fragment", "host", "path", "query")

    def __init__(self, url: urls.Url, budget: Budget | None = None) -> None:
        """Take a parsed http(s) URL; `budget` bounds all rules that are held against it."""
        self.host = url.hostname
        self.path, self.query, self.fragment = url.pathname, url.search[1:], url.hash[1:]
        self._budget = budget or Budget()
        self._views: dict[tuple[bool, bool], View] = {}

    def view(self, *, folds: bool, decodes: bool) -> View:
        """Return the URL with its letters in one case, decoded, both or neither."""
        key = (folds, decodes)
        found = self._views.get(key)
        if found is None:
            found = self._views[key] = self._viewed(folds=folds, decodes=decodes)
        return found

    def _viewed(self, *, folds: bool, decodes: bool) -> View:
        def places(text: str) -> Places:
            plain = decoded(text) if decodes else text
            return Places(folded(plain) if folds else plain, self._budget)

        path = places(self.path)
        short = Places(trimmed(path.text), self._budget)
        bare = Places(short.text.removeprefix("/"), self._budget)
        items = tuple((places(name).text, places(value)) for name, value in _items(self.query))
        return View(path, short, bare, places(self.query), places(self.fragment), items, places(""))


def target(text: str) -> Target | None:
    """Return the URL in `text` (a path alone stands for any host), None when it is not of http or https."""
    is_path = text.startswith("/") and not text.startswith(("//", "/\\"))
    url = urls.parse(text, _SAME if is_path else None)
    return Target(url) if url is not None and url.is_web else None


def decoded(text: str) -> str:
    """Return `text` percent-decoded; escapes that are not UTF-8 stay as they are written."""
    return _ESCAPED.sub(_run, text) if "%" in text else text


def _run(found: re.Match[str]) -> str:
    written = found[0]
    text = bytes.fromhex(written.replace("%", "")).decode("utf-8", "surrogateescape")
    if not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    return "".join(_as_written(text, written))


def _as_written(text: str, written: str) -> Iterator[str]:
    at = 0
    for char in text:
        octets = 1 if "\udc80" <= char <= "\udcff" else len(char.encode())
        yield written[3 * at : 3 * (at + octets)] if "\udc80" <= char <= "\udcff" else char
        at += octets


def _items(query: str) -> Iterator[tuple[str, str]]:
    if not query:
        return
    for piece in query.split("&", MOST_ITEMS)[:MOST_ITEMS]:
        name, _, value = piece.partition("=")
        yield name, value
