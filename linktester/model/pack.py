"""Policy packs: what platforms say they do. Only `policy` and `serve` may know these values."""

from dataclasses import dataclass
from datetime import date, datetime

from linktester.model.citation import Citation, Confidence, Gate, RuleKind, Source
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.model.phone import OS, Entry, Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a rule is about. An empty tuple or None means "any"."""

    hosts: tuple[PlatformId, ...] = ()
    """Apps that show the link; only of use at gate target, where the rule's platform is the receiver."""
    surfaces: tuple[Surface, ...] = ()
    entries: tuple[Entry, ...] = ()
    classes: tuple[str, ...] = ()
    """Link classes of `data/packs/classes.toml` (`TB`, `DYv`, `TX` …): families, targets, contents."""
    families: tuple[FamilyId, ...] = ()
    targets: tuple[PlatformId, ...] = ()
    contents: tuple[Content, ...] = ()
    relations: tuple[str, ...] = ()
    """`own`, `backed`, `rival`, `anyone`, seen from the host's group."""
    os: tuple[OS, ...] = ()
    client_from: str | None = None
    """Lowest client version the rule holds for, dotted numbers, inclusive."""
    client_below: str | None = None
    """Exclusive upper bound."""
    filed: bool | None = None
    """Only for sites with (True) or without (False) ICP filing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated rule of one platform."""

    id: str
    platform: PlatformId
    """Whose rule it is: the host's for gate host, the target's for gate target."""
    gate: Gate
    kind: RuleKind
    match: Match
    effect: str
    """Key of `data/mapping.toml`; `unknown` ends knowledge, `conflict` keeps it open."""
    confidence: Confidence | None
    """None only for effects `unknown` and `conflict`."""
    valid_from: datetime
    """Aware, +08:00. A date without time means 12:00."""
    last_confirmed: date
    until: datetime | None = None
    """Exclusive."""
    era_start: date | None = None
    """How far back an observation may be used, inferred; None = not backwards at all."""
    partial: bool = False
    share: float | None = None
    otherwise: str | None = None
    overlay: bool = False
    cells: tuple[str, ...] = ()
    """Matrix cells this rule transcribes, `A/wechat/chat/TB/E1`."""
    sources: tuple[Source, ...] = ()
    note: str = ""
    note_zh: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """All rules of one platform, with the identity of their text."""

    platform: PlatformId
    version: str
    """Date of the last change of its text, ISO day."""
    hash: str
    rules: tuple[Rule, ...]
    surfaces: tuple[Surface, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to a gate."""

    gate: Gate
    platform: PlatformId
    """Whose gate is asked."""
    host: PlatformId
    """The app that shows the link (equal to `platform` at gate host)."""
    surface: Surface
    entry: Entry
    family: FamilyId
    target: PlatformId
    content: Content
    os: OS
    client: str | None
    """None = the newest client of the date."""
    filed: bool = True
    """False: the link's site has no ICP filing (`Site.icp_filed`)."""
    mechanism: str = ""
    """How the link is written: `https`, `scheme` or `text`; empty = as its family usually is."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A rule applies."""

    effect: str
    citation: Citation
    superseded: tuple[str, ...] = ()
    """Ids of older or weaker rules it beat, nearest first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody may say."""

    conflict: bool
    sources: tuple[Source, ...] = ()
    nearest: tuple[str, ...] = ()
    """Ids of rules that nearly applied (inferred but not accepted, other surface …)."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What an effect amounts to, by `data/mapping.toml`; plain strings so that the emulator's side needs
    no verdict vocabulary.
    """

    outcome: str
    """`HONORED` … or `not-a-verdict`."""
    modifiers: tuple[str, ...]
    by: str | None
