"""The head of a run as lines of label, value and note, for reports that begin with a sheet of facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linktester.model.run import Match, Reach, RunHead, Tally
from linktester.model.verdict import Cause, Outcome
from linktester.report.phrases import Phrases, clock
from linktester.report.rows import Cell, safe
from linktester.report.scope import STATUSES, WHOLE, Scope, chosen


@dataclass(frozen=True, slots=True)
class Line:
    """One line; its texts are safe to show. Without anything it is a gap."""

    label: str = ""
    value: Cell = ""
    note: str = ""
    outcome: Outcome | None = None
    """Set where the line counts a verdict."""
    heading: bool = False
    """The lines below belong to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of a run."""

    total: int
    """Results."""
    missing: int = 0
    """Results that did not fit the file."""
    scope: Scope = WHOLE
    statuses: Mapping[str, int] = field(default_factory=dict)


def lines(head: RunHead, tally: Tally, read: Read, phrases: Phrases) -> Iterator[Line]:
    """Yield the summary of a run."""
    missing = read.missing
    yield Line(phrases.text("report.title"), heading=True)
    if part := chosen(read.scope, read.total, phrases):
        yield Line(part, heading=True)
    yield from _facts(head, read, phrases)
    if missing:
        yield Line(phrases.text("table.left-out"), missing, phrases.text("table.left-out-means"))
    yield Line()
    yield from _verdicts(tally, phrases)
    yield Line()
    yield from _horizon(tally, phrases)
    yield Line()
    yield from _expectations(head, tally, phrases)
    yield Line()
    yield from _statuses(read.statuses, phrases)
    if head.packs:
        yield Line()
        yield Line(phrases.text("report.packs"), heading=True)
        for platform, pack in sorted(head.packs.items()):
            yield Line(safe(platform), safe(pack))
    yield Line()
    yield Line(phrases.text("table.reading"), heading=True)
    for code in ("report.footer", "table.exactness"):
        yield Line(note=phrases.text(code))


def _facts(head: RunHead, read: Read, phrases: Phrases) -> Iterator[Line]:
    unfinished = read.scope.missing_of(head, read.total)
    planned = phrases.text("report.of-planned", planned=head.total) if unfinished else ""
    yield Line(phrases.text("report.basis"), phrases.of("basis", head.basis), phrases.of("means", head.basis))
    yield Line(phrases.text("report.run"), safe(head.id), safe(head.name))
    yield Line(phrases.text("report.suites"), safe("; ".join(head.suites)))
    yield Line(phrases.text("report.started"), clock(head.started_at))
    yield Line(phrases.text("table.time-zone"), "+08:00", phrases.text("table.time-zone-means"))
    yield Line(phrases.text("report.version"), safe(f"linktester {head.version}"))
    for name, value in (("tester", head.tester), ("build", head.build), ("device", head.device)):
        yield Line(phrases.text(f"report.{name}"), safe(value) or phrases.text("report.not-given"))
    yield Line(phrases.text("report.results"), read.total, planned)


def _verdicts(tally: Tally, phrases: Phrases) -> Iterator[Line]:
    yield Line(phrases.text("report.outcomes"), heading=True)
    for outcome in Outcome:
        count = tally.outcomes.get(outcome, 0)
        yield Line(phrases.outcome(outcome), count, phrases.of("means", outcome), outcome)
    if any(tally.causes.values()):
        yield Line(phrases.text("report.causes"), heading=True)
        for cause in Cause:
            if tally.causes.get(cause):
                yield Line(phrases.cause(cause), tally.causes[cause], phrases.of("means", cause))


def _horizon(tally: Tally, phrases: Phrases) -> Iterator[Line]:
    yield Line(phrases.text("report.horizon"), heading=True)
    for reach in Reach:
        yield _count("reach", reach, tally.reach, phrases.of("means-reach", reach), phrases)


def _expectations(head: RunHead, tally: Tally, phrases: Phrases) -> Iterator[Line]:
    yield Line(phrases.text("report.expectations"), heading=True)
    for match in Match:
        yield _count("match", match, tally.matches, "", phrases)
    if tally.faults:
        yield Line(note=phrases.text("report.faults", count=tally.faults))
    if tally.disagreements:
        yield Line(note=phrases.text("report.disagreements", count=tally.disagreements))
    for skipped in head.not_applicable:
        yield Line(phrases.text("table.not-applicable"), skipped.count, safe(phrases.say(skipped.reason)))


def _statuses(counts: Mapping[str, int], phrases: Phrases) -> Iterator[Line]:
    yield Line(phrases.text("report.statuses"), note=phrases.text("report.statuses-means"), heading=True)
    for key in STATUSES:
        yield Line(phrases.text(f"report.status-{key}"), counts.get(key, 0))


def _count(kind: str, value: Reach | Match, counts: Mapping[str, int], note: str, phrases: Phrases) -> Line:
    return Line(phrases.of(kind, value), counts.get(value, 0), note)
