"""What to try on real phones, because nobody knows: read by those who print it, filled in by testers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linktester.model.citation import Source
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.model.phone import OS, Entry, Surface

OLDER_THAN_DAYS = 180
"""Evidence older than this is asked for again by default: as long as a team's own observation stays fresh."""


class Why(StrEnum):
    """Why a phone is asked."""

    NO_POLICY = "no-policy"
    CONFLICT = "conflict"
    OLD = "old"
    """An answer is known, but last seen too long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to do on one phone. It tells no expected outcome, so that nobody sees what they expect."""

    link: str
    """What to open: the text, or the payload of a code. Untrusted."""
    others: tuple[str, ...] = ()
    """Further links that the same check answers."""
    host: PlatformId
    surface: Surface
    entry: Entry
    os: OS
    client: str | None
    """Version of the host's app; None = the newest."""
    family: FamilyId
    target: PlatformId
    content: Content
    why: tuple[Why, ...]
    """In the order met; at least one."""
    last_evidence: str | None = None
    """ISO day of the oldest evidence, where there is any."""
    sources: tuple[Source, ...] = ()
    """Those that contradict each other."""
    keys: tuple[str, ...]
    """Keys of the probes that this check answers, in order, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """All checks of some results."""

    day: date
    """The day it was made for."""
    older_than_days: int
    checks: tuple[Check, ...]
    """In the order of the results."""
    past: int = 0
    """Results as unknown as these, but about a past that no phone of today can show."""

    @property
    def answers(self) -> int:
        """How many probes all checks answer together."""
        return sum(len(check.keys) for check in self.checks)
