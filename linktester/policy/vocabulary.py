"""The names a pack may use, and how platforms stand to each other."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from linktester import links
from linktester.model.link import FamilyId, Intent, PlatformId
from linktester.model.message import Message, message

SURFACES = frozenset(
    {
        "chat",
        "group",
        "moments",
        "article",
        "article-ad",
        "webview",
        "scan",
        "feed",
        "message",
        "live-room",
        "short-video",
        "note",
        "private-message",
        "checkout",
        "checkout-in-wechat",
        "mini-program-checkout",
        "mini-programs",
    }
)
"""Surfaces that rules may name; `browser` is the system browser's and has no rules."""


Mistake = tuple[str, Message]
"""The key where something is wrong, and what."""
WEB_SCHEMES = frozenset({"https", "http"})


class Relation(StrEnum):
    """How a link's owner stands to the host, seen from the host's group."""

    OWN = "own"
    BACKED = "backed"
    """The host's group holds a stake in the owner."""
    RIVAL = "rival"
    """Any other platform of the catalogue."""
    ANYONE = "anyone"
    """Nobody's in the catalogue: the web at large."""


class Mechanism(StrEnum):
    """How a link is written."""

    HTTPS = "https"
    SCHEME = "scheme"
    """A custom scheme or an intent."""
    TEXT = "text"
    """No link at all: a token, a pass-code, the text of a payment code."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who owns a platform and who holds stakes in it."""

    group: str
    backed_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that ids in packs are checked against."""

    platforms: Mapping[PlatformId, Standing]
    families: Mapping[FamilyId, Mechanism]
    surfaces: frozenset[str] = field(default=SURFACES)

    def relation(self, host: PlatformId, target: PlatformId) -> Relation:
        """Return how `target` stands to `host`."""
        if host == target:
            return Relation.OWN
        ours, theirs = self.platforms.get(host), self.platforms.get(target)
        if theirs is None or target == "web":
            return Relation.ANYONE
        if ours is None:
            return Relation.RIVAL
        if ours.group == theirs.group:
            return Relation.OWN
        return Relation.BACKED if ours.group in theirs.backed_by else Relation.RIVAL


def unknown(key: str, code: str, values: Iterable[str], known: Set[str]) -> Iterator[Mistake]:
    """Yield a mistake for each of `values` that is not in `known`, with the nearest known names."""
    for value in values:
        if value not in known:
            near = get_close_matches(value, sorted(known), n=3)
            yield key, message(code, id=value[:80], near=", ".join(near) or "–")


def shipped_vocabulary() -> Vocabulary:
    """Return the names of the shipped catalogue and link families."""
    platforms = {
        platform.id: Standing(platform.group, frozenset(platform.backed_by))
        for platform in links.catalogue().platforms.values()
    }
    families = {family.id: _mechanism(family) for family in links.families().values()}
    return Vocabulary(platforms, families)


def _mechanism(family: links.Family) -> Mechanism:
    schemes = family.forms[0].schemes if family.forms else ()
    if family.intent is Intent.TEXT or (family.forms and not schemes):
        return Mechanism.TEXT
    return Mechanism.HTTPS if WEB_SCHEMES & set(schemes) else Mechanism.SCHEME
