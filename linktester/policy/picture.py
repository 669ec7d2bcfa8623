"""The axes of the matrix picture: whose links it shows, and the places in apps that the rules speak of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linktester import resources
from linktester.codec import structure
from linktester.model.case import Case, Stand
from linktester.model.citation import Gate
from linktester.model.link import Intent, Link, PlatformId
from linktester.model.message import Message, message
from linktester.model.phone import OS, Entry, Surface
from linktester.policy.asking import CHECKOUTS
from linktester.policy.packs import Packs
from linktester.tomltext import parse

FILE = "subjects.toml"
SCAN = Surface("scan")
READER = PlatformId("reader")
"""Judges each code by itself, so that no picture of rules can show it."""
_ANYWHERE = Surface("feed")
"""Where a link stands in an app whose rules name no surface: they hold wherever it is."""
_ORDER = (
    "chat",
    "group",
    "moments",
    "feed",
    "message",
    "private-message",
    "note",
    "short-video",
    "live-room",
    "article",
    "article-ad",
    "webview",
    "scan",
    "mini-programs",
    "mini-program-checkout",
    "checkout",
    "checkout-in-wechat",
)
"""Surfaces from the nearest conversation to the till; others follow by name."""


class Kind(StrEnum):
    """How a subject is set off, and so which part of the picture it stands in."""

    LINK = "link"
    """Tapped in messages and pages; also read from a picture by a scanner."""
    METHOD = "method"
    """A payment method that a checkout offers, or does not."""
    CODE = "code"
    """A payment code before a scanner."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose links one line of the picture is about, with the link that stands for them."""

    id: str
    """`TB`, `DYv` … as the link classes are called, or the name of a method or code."""
    kind: Kind
    link: Link
    os: tuple[OS, ...] = ()
    """Systems on which such links exist; empty = all."""

    @property
    def label(self) -> Message:
        """Its name, short enough for a table's head."""
        return message(f"policy.subject-{self.id}")

    @property
    def title(self) -> Message:
        """What the class holds, in one line."""
        return message(f"policy.subject-title-{self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: str
    case: str
    kind: Kind
    os: tuple[OS, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    suite: str
    subject: tuple[_Row, ...]


def suite_name() -> str:
    """Return the name of the bundled suite whose cases `subjects` wants."""
    return _table().suite


def subjects(cases: Iterable[Case]) -> tuple[Subject, ...]:
    """Return the subjects of the picture in their order, their links taken from `cases` of `suite_name()`.

    One whose case is not among them is left out.
    """
    links = {case.id: case.link for case in cases}
    return tuple(
        Subject(row.id, row.kind, links[row.case], row.os) for row in _table().subject if row.case in links
    )


def places(packs: Packs) -> tuple[Stand, ...]:
    """Return every host and surface that some rule or pack speaks of, the best-known hosts first.

    Codes are scanned live, everything else is tapped.
    """
    surfaces: dict[PlatformId, set[Surface]] = {}
    known: dict[PlatformId, int] = {}
    for pack in packs.packs.values():
        own = [rule for rule in pack.rules if rule.gate is Gate.HOST]
        if pack.platform == READER or (not own and not pack.surfaces):
            continue
        named = surfaces.setdefault(pack.platform, set())
        named.update(pack.surfaces, *(rule.match.surfaces for rule in own))
        known[pack.platform] = known.get(pack.platform, 0) + len(own)
    hosts = sorted(surfaces, key=lambda host: (-known[host], host))
    return tuple(
        stand_at(host, surface) for host in hosts for surface in _sorted(surfaces[host] or {_ANYWHERE})
    )


def stand_at(host: PlatformId, surface: Surface) -> Stand:
    """Return the place with the usual way to set a link off there."""
    return Stand(host, surface, Entry.SCAN_LIVE if surface == SCAN else Entry.TAP)


def fitting(shown: Sequence[Subject], os: OS) -> Callable[[int, Stand], bool]:
    """Return which of the subjects (by index) are a question at a place on that system.

    Methods stand at checkouts, codes before scanners, links anywhere else; a scanner reads links, too, but no
    plain text.
    """

    def fits(index: int, stand: Stand) -> bool:
        subject = shown[index]
        if subject.os and os not in subject.os:
            return False
        return _kind_fits(subject, stand.surface)

    return fits


def _kind_fits(subject: Subject, surface: Surface) -> bool:
    if subject.kind is Kind.METHOD or surface in CHECKOUTS:
        return subject.kind is Kind.METHOD and surface in CHECKOUTS
    if surface == SCAN:
        return subject.link.intent is not Intent.TEXT
    return subject.kind is Kind.LINK


def _sorted(surfaces: Iterable[Surface]) -> list[Surface]:
    return sorted(surfaces, key=_rank)


def _rank(surface: Surface) -> tuple[int, str]:
    return (_ORDER.index(surface) if surface in _ORDER else len(_ORDER)), surface


@cache
def _table() -> _Table:
    document = parse(resources.read_text(FILE), FILE)
    return structure(document.value, _Table, document)
