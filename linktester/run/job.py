"""What a run is asked to do, and how much of it at once."""

from dataclasses import dataclass
from pathlib import Path

from linktester.model.case import Suite
from linktester.suite import Options, Planned, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One wish for a run."""

    suites: tuple[Suite | Table, ...]
    options: Options
    again: tuple[Planned, ...] = ()
    """Probes of earlier results to be sent once more just as they were, dates included."""
    again_of: tuple[str, ...] = ()
    """Names of the suites these came from."""
    emulator: Path | None = None
    """Ready file of an emulator that runs already; None = our own."""
    live: frozenset[str] = frozenset()
    """Lower-case hosts that may really be reached."""
    jobs: int | None = None
    """Probes at a time; None = as many as the limits allow."""
    packs: tuple[Path, ...] = ()
    """Folders of a team's own rules, beside those in the data directory."""
    name: str = ""
    tester: str = ""
    """Who runs it, what is under test, and on what: told in the run's head and in every report."""
    build: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one run."""

    parallel: int = 16
    """Probes under way at once; the session may allow fewer."""
    waiting: int = 256
    """Probes sent but not yet judged and stored; sending waits beyond this."""
    batch: int = 64
    """Results cited by one journal query and stored in one transaction."""
    gather: float = 0.03
    """Seconds that the first result of a batch waits for others."""
    controls: int = 64
    """Control runs kept for probes of the same link still to come."""


LIMITS = Limits()
