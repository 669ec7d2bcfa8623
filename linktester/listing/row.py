"""One result as one flat row: what a table shows, sorts and filters by, and nothing heavier.

A row holds neither evidence nor result: a hundred thousand of them fit in memory, and whoever wants the rest
asks the archive by `run` and `key`.
"""

import sys
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from linktester.model.annotation import Annotation, Status
from linktester.model.case import Expectation
from linktester.model.link import FamilyId, PlatformId
from linktester.model.message import Message
from linktester.model.order import PaymentEnd, ReturnLeg
from linktester.model.phone import OS, Entry, Surface
from linktester.model.run import CaseResult, Match, Reach
from linktester.model.verdict import Basis, By, Cause, Modifier, Outcome
from linktester.report.orders import state_of

LINK, NAME, NOTE = 400, 200, 1_000
"""Most characters of a link, of a name somebody gave, and of a note that a row keeps. What is cut off is
neither shown nor found."""
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One result. All text is untrusted; words for it are made by `RowWords`."""

    index: int
    """0-based position in the run."""
    key: str
    """`Probe.key`; the same probe may stand in a run twice."""
    run: str
    """Id of the run, empty when the maker did not say."""
    case: str
    link: str
    family: FamilyId
    target: PlatformId
    host: PlatformId
    surface: Surface
    entry: Entry
    os: OS
    client: str
    """Version of the host app; empty = the newest of the date."""
    as_of: datetime
    outcome: Outcome
    cause: Cause | None
    modifiers: tuple[Modifier, ...]
    by: By | None
    basis: Basis
    match: Match
    expected: Expectation | None
    reach: Reach
    last_evidence: str
    """ISO day; empty without evidence."""
    anecdotal: bool
    disagreement: bool
    """The emulator meant something else than the verdict says: our bug, found."""
    answer: Message | None
    """The one sentence; None where the judge gave no reason."""
    attempt: int
    elapsed_ms: float | None
    """How long the trial took."""
    status: Status | None = None
    note: str = ""
    reason: str = ""
    """Why the status differs from what was computed."""
    tester: str = ""
    build: str = ""
    device: str = ""
    screenshot: str = ""
    """Hash of the picture; empty without one."""
    payment: PaymentEnd | None = None
    """How the order of a payment case ended, its address cut as a link is; None for anything else."""

    @property
    def has_screenshot(self) -> bool:
        """True when a picture was put beside the result."""
        return bool(self.screenshot)

    @property
    def order(self) -> str:
        """State of the order as `orders.state_of`; empty where nothing was ordered."""
        return "" if self.payment is None else state_of(self.payment, self.cause)

    @property
    def leg(self) -> ReturnLeg | None:
        """The way back from paying; None where nobody paid."""
        return None if self.payment is None else self.payment.leg


def row_of(index: int, result: CaseResult, annotation: Annotation | None = None, *, run: str = "") -> Row:
    """Return the row of the result that stands at `index` (0-based) of the run with the id `run`."""
    probe, verdict = result.probe, result.verdict
    row = Row(
        index=index,
        # Hashing the probe again would cost more than everything else here.
        key=result.evidence.probe_key or probe.key,
        run=sys.intern(run),
        case=_name(probe.case_id),
        link=probe.link.text[:LINK],
        family=_shared(probe.link.family),
        target=_shared(probe.link.target),
        host=_shared(probe.host),
        surface=_shared(probe.surface),
        entry=probe.entry,
        os=probe.phone.os,
        client=_name(probe.client or ""),
        as_of=_shared(probe.as_of),
        outcome=verdict.outcome,
        cause=verdict.cause,
        modifiers=_shared(verdict.modifiers),
        by=verdict.by,
        basis=verdict.basis,
        match=result.match,
        expected=None if result.expected is None else _shared(result.expected),
        reach=result.reach,
        last_evidence=_name(result.last_evidence or ""),
        anecdotal=result.anecdotal,
        disagreement=result.disagreement is not None,
        answer=verdict.reasons[0].message if verdict.reasons else None,
        attempt=result.attempt,
        elapsed_ms=result.evidence.elapsed_ms,
        payment=None if result.payment is None else _bounded(result.payment),
    )
    return row if annotation is None else annotated(row, annotation)


def annotated(row: Row, annotation: Annotation | None) -> Row:
    """Return `row` with a person's word beside it; None takes back what was said."""
    if annotation is None:
        return replace(row, status=None, note="", reason="", tester="", build="", device="", screenshot="")
    return replace(
        row,
        status=annotation.status,
        note=annotation.note[:NOTE],
        reason=annotation.reason[:NOTE],
        tester=_name(annotation.tester),
        build=_name(annotation.build),
        device=_name(annotation.device),
        screenshot=annotation.screenshot or "",
    )


def _bounded(end: PaymentEnd) -> PaymentEnd:
    return replace(end, number=end.number[:NAME], state=end.state[:NAME], landed=end.landed[:LINK])


def _name(text: str) -> str:
    shared: str = _shared(text[:NAME])
    return shared


@lru_cache(maxsize=8192)
def _shared(value: T) -> T:
    """Return one and the same object for equal values: the rows of a run share most of theirs."""
    return value
