"""Asking the packs: the host's gate and the target's, with the answers kept per world.

Nothing is decided here; a ruling is a rule's effect by name, or a gap, with the record for the journal.
"""

from dataclasses import dataclass
from functools import lru_cache

from linktester import links, policy, urls
from linktester.model.citation import GapKind, Gate
from linktester.model.link import Link, Parsed, PlatformId
from linktester.model.pack import Decision, Gap, Question
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import Site
from linktester.serve.exchange import Record
from linktester.serve.worlds import World

_MOST_REMEMBERED = 4_096
_LONGEST_REMEMBERED = 2_000
WEBVIEW = Surface("webview")


@dataclass(frozen=True, slots=True)
class Stand:
    """Who shows a link, where, and how it is set off."""

    host: PlatformId
    surface: Surface
    entry: Entry
    os: OS
    client: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a gate says."""

    effect: str | None
    """None: a gap, or (target's gate) no rule at all."""
    record: Record

    @property
    def gap(self) -> GapKind | None:
        """Why nobody may say; None when there is an effect or nothing was asked."""
        return self.record.gap


class Gates:
    """The gates of all platforms under one set of packs."""

    def __init__(self, packs: policy.Packs) -> None:
        self.packs = packs

    def host(self, world: World, link: Link, stand: Stand) -> Ruling:
        """Ask the app that shows the link."""
        return self._ruling(world, _question(world, link, stand, Gate.HOST), "client")

    def target(self, world: World, link: Link, stand: Stand) -> Ruling:
        """Ask the site or app the link belongs to, which sees in whose web view it is opened."""
        return self._ruling(world, _question(world, link, stand, Gate.TARGET), "host")

    def _ruling(self, world: World, question: Question, role: str) -> Ruling:
        known = world.memo.get(question)
        if known is None:
            known = _ruled(policy.decide(self.packs, question, world.spec), role)
            world.memo[question] = known
        return known


def read(text: str, world: World) -> Parsed:
    """Return what `text` is as a link in `world`, whose stand-in sites have owners of their own."""
    if len(text) > _LONGEST_REMEMBERED:
        return links.parse(text, sites=world.spec.sites)
    return _read(text, world.spec.sites)


@lru_cache(_MOST_REMEMBERED)
def _read(text: str, sites: tuple[Site, ...]) -> Parsed:
    return links.parse(text, sites=sites)


def _question(world: World, link: Link, stand: Stand, gate: Gate) -> Question:
    return policy.question_for(
        link,
        stand.host,
        stand.surface,
        stand.entry,
        stand.os,
        stand.client,
        gate=gate,
        filed=_is_filed(world, link),
    )


def _is_filed(world: World, link: Link) -> bool:
    """Tell whether the link's site has its filing; only stand-ins can lack it."""
    if not world.sites:
        return True
    found = urls.parse(link.text)
    site = world.sites.get(found.hostname.lower()) if found else None
    return site is None or site.icp_filed


def _ruled(found: Decision | Gap | None, role: str) -> Ruling:
    if isinstance(found, Decision):
        record = Record(role=role, citations=(found.citation,), effects=(found.effect,))
        return Ruling(found.effect, record)
    if isinstance(found, Gap):
        kind = GapKind.CONFLICT if found.conflict else GapKind.NO_POLICY
        return Ruling(None, Record(role=role, gap=kind, gap_sources=found.sources))
    return Ruling(None, Record(role=role))
