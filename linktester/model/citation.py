"""Citations: the rule a result rests on, as it travels from the emulator's journal to a report."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a rule is. Order of strength: D, T, R, P, A, I."""

    DOCUMENTED = "D"
    PRESS = "P"
    REPEATED = "R"
    ANECDOTAL = "A"
    INFERRED = "I"
    TEAM = "T"


DEFAULT_ACCEPTED = frozenset(Confidence) - {Confidence.INFERRED}
"""What answers unless the user switches otherwise; inferred rules need "assume the rule holds"."""


class RuleKind(StrEnum):
    """A change holds from its event on; an observation holds on its day and is carried forwards."""

    CHANGE = "change"
    OBSERVATION = "observation"


class Gate(StrEnum):
    """Which side decided: the app that shows the link, or the site or app that receives it."""

    HOST = "host"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was read."""

    id: str
    """Event id `EV-2021-09-17-WX` or observation id `OB-…`."""
    date: str
    """As the source gives it: a day, an interval `2018-04`, `2021-09-17/2021-09-18`."""
    title: str
    """One line, English."""
    references: tuple[str, ...] = ()
    """Addresses or bibliographic keys, for a reader; never opened by the product."""
    title_zh: str = ""
    """The same line in Simplified Chinese; empty where a team gave none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One applied rule. Dates are ISO days."""

    rule: str
    """Rule id, unique over all packs: `wechat.group.e-commerce.2021-11-29`."""
    pack: str
    pack_version: str
    pack_hash: str
    """First 16 hex digits of the SHA-256 of the pack's files."""
    effect: str
    """Name of what the rule does (`block-page`, `open`, …): a key of `data/mapping.toml`."""
    gate: Gate
    kind: RuleKind
    confidence: Confidence
    valid_from: str
    last_confirmed: str
    until: str | None = None
    carried: bool = False
    """The asked date lies after `last_confirmed`."""
    inferred: bool = False
    """Answered only because the user assumes the rule holds (confidence I, or an observation used
    backwards)."""
    partial: bool = False
    """Holds for some users, merchants or regions only."""
    otherwise: str | None = None
    """Effect for the others when `partial`."""
    overlay: bool = False
    """A short dated exception that beat the standing rule."""
    stale: bool = False
    """A team's own observation past its time; it answers only because no shipped rule does."""
    sources: tuple[Source, ...] = ()
    note: str = ""
    """One line, English."""
    note_zh: str = ""
    """The same line in Simplified Chinese; empty where a team gave none."""


class GapKind(StrEnum):
    """Why the emulator may not say."""

    NO_POLICY = "no-policy"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """What the emulator kept about one of its answers; fetched only after judging."""

    request_id: str
    world: str
    role: str
    """`client`, `host` or `door`."""
    citations: tuple[Citation, ...] = ()
    effects: tuple[str, ...] = ()
    """What the answer was meant to do, by name, in order; empty when plain content was served."""
    gap: GapKind | None = None
    gap_sources: tuple[Source, ...] = ()
