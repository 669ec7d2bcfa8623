"""Known interstitials: which recorded kind of page stands at an address (`data/signals/*.toml`).

A kind is known by whose host it stands on and its address there, and where two kinds share one, by the page's
structure. Wording never decides: it changes without notice, and anybody may quote it.
"""

import base64
import binascii
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from linktester import resources, urls
from linktester.model.evidence import PageFacts
from linktester.model.link import PlatformId
from linktester.urls import Url
from linktester.verdict import addresses

ANY = "*"


class PageKind(StrEnum):
    """What a known page is there for."""

    BLOCK = "block"
    CONFIRM = "confirm"
    WRAP = "wrap"
    STORE = "store"
    INSTALL = "install"
    LOGIN = "login"
    ERROR_PARAMS = "error-params"


PASSED_THROUGH = frozenset({PageKind.CONFIRM, PageKind.WRAP})
"""Kinds that lead on to their target."""


class Decides(StrEnum):
    """Whose decision it is that the page stands there."""

    HOST = "host"
    TARGET = "target"
    MOVER = "mover"
    """Whoever led to it; the page itself does not tell."""


class Encoding(StrEnum):
    """How the target's address stands in the page's own."""

    PERCENT = "percent"
    BASE64 = "base64"
    OPAQUE = "opaque"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One recorded kind of page. Empty conditions hold for every page."""

    id: str
    kind: PageKind
    decides: Decides
    platform: PlatformId | None = None
    """Whose page it is, where the catalogue knows them."""
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Exact paths, or a beginning that ends in `*`."""
    query: tuple[tuple[str, str], ...] = ()
    """Parameters that must stand there; value `*` = any."""
    classes: tuple[str, ...] = ()
    offers_target: bool = False
    """The page must hold a link to its own target."""
    link_hosts: tuple[str, ...] = ()
    link_schemes: tuple[str, ...] = ()
    link_suffixes: tuple[str, ...] = ()
    """For signals without hosts: some link of the page leads to one of these."""
    target_param: str | None = None
    target_encoding: Encoding = Encoding.OPAQUE
    sources: tuple[str, ...] = ()
    confidence: str = ""
    samples: tuple[str, ...] = ()
    unproven: bool = False
    """No sample from the real world shows this kind of page."""

    def unwrap(self, url: Url) -> str | None:
        """Return the target's address as it stands in `url`, or None when it cannot be read out."""
        if self.target_param is None or self.target_encoding is Encoding.OPAQUE:
            return None
        value = dict(reversed(urls.query(url.search))).get(self.target_param)
        if value is None or self.target_encoding is Encoding.PERCENT:
            return value
        return _from_base64(value)


@dataclass(frozen=True, slots=True)
class Signals:
    """All signals, ready to be asked."""

    by_host: dict[str, tuple[Signal, ...]]
    by_content: tuple[Signal, ...]
    """Signals without hosts, known by where their links lead."""

    def of_address(self, url: Url | None) -> Signal | None:
        """Return the first signal whose address conditions hold, structure left aside."""
        for signal in self._at(url):
            return signal
        return None

    def of_page(self, url: Url | None, page: PageFacts) -> Signal | None:
        """Return the first signal whose address and structure conditions hold for the page."""
        if url is None:
            return None
        for signal in self._at(url):
            if _structure_holds(signal, url, page):
                return signal
        return None

    def of_content(self, page: PageFacts) -> Signal | None:
        """Return the first signal that knows the page by where its links lead."""
        for signal in self.by_content:
            if any(_leads_there(signal, href) for href, _ in page.links):
                return signal
        return None

    def _at(self, url: Url | None) -> tuple[Signal, ...]:
        if url is None or not url.is_web:
            return ()
        candidates = self.by_host.get(url.hostname)
        if not candidates:
            return ()
        given = dict(reversed(urls.query(url.search)))
        return tuple(signal for signal in candidates if _address_holds(signal, url.pathname, given))


@cache
def signals() -> Signals:
    """Return the packaged signals, files in name order, entries in file order."""
    return arrange(tuple(entry for name in resources.names("signals") for entry in _read(name)))


def arrange(entries: tuple[Signal, ...]) -> Signals:
    """Return `entries` ready to be asked; the first that holds wins."""
    by_host: dict[str, list[Signal]] = {}
    for entry in entries:
        for host in entry.hosts:
            by_host.setdefault(host, []).append(entry)
    return Signals(
        {host: tuple(found) for host, found in by_host.items()},
        tuple(entry for entry in entries if not entry.hosts),
    )


def all_signals() -> tuple[Signal, ...]:
    """Return every packaged signal, files in name order."""
    return tuple(entry for name in resources.names("signals") for entry in _read(name))


def _read(name: str) -> tuple[Signal, ...]:
    return tuple(_signal(entry) for entry in tomllib.loads(resources.read_text(name))["signal"])


def _signal(entry: dict[str, Any]) -> Signal:
    target = entry.pop("target", {})
    query = tuple(entry.pop("query", {}).items())
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Signal(
        **{
            **entry,
            **lists,
            "kind": PageKind(entry["kind"]),
            "decides": Decides(entry["decides"]),
            "query": query,
            "target_param": target.get("param"),
            "target_encoding": Encoding(target.get("encoding", Encoding.OPAQUE)),
        }
    )


def _address_holds(signal: Signal, path: str, given: dict[str, str]) -> bool:
    if signal.paths and not any(_path_fits(pattern, path) for pattern in signal.paths):
        return False
    return all(name in given if value == ANY else given.get(name) == value for name, value in signal.query)


def _path_fits(pattern: str, path: str) -> bool:
    if pattern.endswith(ANY):
        return path.startswith(pattern[:-1])
    return path == pattern


def _structure_holds(signal: Signal, url: Url, page: PageFacts) -> bool:
    if any(name not in page.classes for name in signal.classes):
        return False
    return not signal.offers_target or _offers(page, signal.unwrap(url))


def _offers(page: PageFacts, target: str | None) -> bool:
    wanted = addresses.parsed(target) if target else None
    if wanted is None:
        return False
    for href, _ in page.links:
        found = addresses.parsed(href)
        if found is not None and found.href == wanted.href:
            return True
    return False


def _leads_there(signal: Signal, href: str) -> bool:
    url = addresses.parsed(href)
    if url is None:
        return False
    if url.protocol[:-1] in signal.link_schemes or url.hostname in signal.link_hosts:
        return True
    return url.pathname.lower().endswith(signal.link_suffixes) if signal.link_suffixes else False


def _from_base64(value: str) -> str | None:
    plain = value.replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        octets = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        return octets.decode("utf-8")
    except (binascii.Error, ValueError):
        return None
