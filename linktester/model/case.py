"""Cases, expectations, and the probes they expand to."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.errors import NOWHERE, Place
from linktester.model.link import Intent, Link, PlatformId
from linktester.model.order import ReturnLeg
from linktester.model.phone import OS, Entry, Phone, Surface
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which probes an expectation is about; None = any. `from_` is inclusive, `until` exclusive."""

    host: PlatformId | None = None
    surface: Surface | None = None
    entry: Entry | None = None
    os: OS | None = None
    client: str | None = None
    from_: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a case's author expects; the most specific matching selector wins, a tie is an input error."""

    where: Selector
    verdict: Outcome
    modifiers: tuple[Modifier, ...] | None = None
    """None = not compared; () = none expected."""
    by: By | None = None
    cause: Cause | None = None
    """Only for INCONCLUSIVE; None = not compared."""
    order_state: str | None = None
    """Of a payment case: the platform's own word at the end; None = not compared."""
    return_leg: ReturnLeg | None = None
    """Of a payment case; None = not compared."""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Stand:
    """A place in a host where the link is put: host × surface × entry."""

    host: PlatformId
    surface: Surface
    entry: Entry = Entry.TAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test case: a link and where it is tried. Empty tuples take the suite's matrix."""

    id: str
    link: Link
    title: str = ""
    stands: tuple[Stand, ...] = ()
    os: tuple[OS, ...] = ()
    clients: tuple[str | None, ...] = ()
    dates: tuple[datetime, ...] = ()
    referer: str | None = None
    """Page the link is set off from, where the target looks at it (WeChat H5 pay)."""
    intent: Intent | None = None
    """Override of the family's default, already applied to `link.intent`; kept for writing back."""
    expect: tuple[Expectation, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The suite's default axes."""

    stands: tuple[Stand, ...] = ()
    os: tuple[OS, ...] = (OS.ANDROID,)
    clients: tuple[str | None, ...] = (None,)
    dates: tuple[datetime, ...] = ()
    """Empty = now, or `--as-of`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """A suite file."""

    name: str
    title: str = ""
    matrix: Matrix = Matrix()
    sites: tuple[Site, ...] = ()
    cases: tuple[Case, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One concrete trial: case × host × surface × entry × OS × client × date."""

    case_id: str
    link: Link
    host: PlatformId
    surface: Surface
    entry: Entry
    phone: Phone
    client: str | None
    """Version of the host app; None = newest of the date."""
    as_of: datetime
    referer: str | None = None
    accept: frozenset[Confidence] = field(default=DEFAULT_ACCEPTED)
    rollout_seed: int | None = None
    sites: tuple[Site, ...] = ()

    @property
    def key(self) -> str:
        """Identity for compare, re-run, resume and JUnit: 32 hex digits over the canonical form.

        Two probes have the same key exactly when the same thing is tried under the same circumstances;
        the case's title, expectation and position do not enter.
        """
        canonical: list[object] = [
            self.case_id,
            self.link.text,
            self.link.intent,
            self.host,
            self.surface,
            self.entry,
            self.phone.os,
            None if self.phone.apps is None else sorted((a.platform, a.version) for a in self.phone.apps),
            [self.phone.choices.continue_past_pages, self.phone.choices.allow_prompts],
            self.client,
            self.as_of.isoformat(),
            self.referer,
            sorted(self.accept),
            self.rollout_seed,
            [
                [s.host, s.owner, s.content, s.status, s.redirect, s.canonical, s.icp_filed]
                + [[route.app, route.to] for route in s.routes]
                + list(s.association)
                for s in self.sites
            ],
        ]
        if self.phone.peculiar is not None:
            canonical.append(list(self.phone.peculiar))
        text = json.dumps(canonical, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:32]
