"""Runs and their results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from linktester.model.case import Expectation, Probe
from linktester.model.citation import JournalEntry
from linktester.model.evidence import Evidence
from linktester.model.message import Message
from linktester.model.order import PaymentEnd
from linktester.model.verdict import Basis, Verdict


class Match(StrEnum):
    """Expectation against verdict. Never called passed or failed: those are a human's words."""

    MET = "met"
    DIFFERS = "differs"
    NONE = "none"
    """Nothing was expected."""


class Reach(StrEnum):
    """How far the knowledge behind a result reaches; counted in every run's head."""

    EVIDENCED = "evidenced"
    CARRIED = "carried"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One probe's result with everything it rests on."""

    probe: Probe
    verdict: Verdict
    """With `partial` and `carried` added from the citations."""
    evidence: Evidence
    control: Evidence | None = None
    journal: tuple[JournalEntry, ...] = ()
    """In order of the requests; empty for live targets."""
    expected: Expectation | None = None
    match: Match = Match.NONE
    reach: Reach = Reach.UNKNOWN
    last_evidence: str | None = None
    """ISO day of the oldest `last_confirmed` among the deciding citations."""
    anecdotal: bool = False
    """Some deciding citation has confidence A."""
    disagreement: str | None = None
    """Harness disagreement: what the emulator meant, where the verdict says otherwise. Our bug, found."""
    attempt: int = 1
    finished_at: datetime | None = None
    payment: PaymentEnd | None = None
    """How the order ended; None for anything but a payment case."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Combinations removed when the matrix was expanded."""

    reason: Message
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHead:
    """What a run is, before any result."""

    id: str
    """Sortable: `20261122-104501-3f9a`."""
    started_at: datetime
    suites: tuple[str, ...]
    basis: Basis
    version: str
    """Of linktester."""
    packs: Mapping[str, str] = field(default_factory=dict)
    """Platform id → `version hash`."""
    total: int = 0
    not_applicable: tuple[NotApplicable, ...] = ()
    name: str = ""
    tester: str = ""
    """Who ran it, in their own words; untrusted like the two below."""
    build: str = ""
    """Version of what was under test."""
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of a finished run."""

    outcomes: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    matches: Mapping[str, int] = field(default_factory=dict)
    reach: Mapping[str, int] = field(default_factory=dict)
    disagreements: int = 0
    faults: int = 0
