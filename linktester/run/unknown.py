"""From results to what real phones have to be asked: the cells nobody knows, and those known too long ago."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from linktester.model.checklist import OLDER_THAN_DAYS, Check, Checklist, Why
from linktester.model.citation import Source
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.model.run import CaseResult, Reach
from linktester.model.verdict import Basis, Cause
from linktester.model.zone import day_of

MAX_OTHERS = 20
"""Further links named per check."""
_GAPS = {Cause.NO_POLICY: Why.NO_POLICY, Cause.CONFLICT: Why.CONFLICT}


class _Cell(NamedTuple):
    """What has to be equal for one check to answer two probes."""

    host: PlatformId
    surface: Surface
    entry: Entry
    os: OS
    client: str | None
    family: FamilyId
    target: PlatformId
    content: Content


@dataclass(slots=True)
class _Group:
    """What one check answers, as it grows. Dictionaries stand in for ordered sets."""

    links: dict[str, None] = field(default_factory=dict)
    why: dict[Why, None] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)


def checklist(
    results: Iterable[CaseResult], day: date, *, older_than_days: int = OLDER_THAN_DAYS
) -> Checklist:
    """Return what phones have to be asked on `day` to learn what `results` leave open.

    Those are simulated results that are INCONCLUSIVE because no policy is known or sources contradict each
    other, and those carried from evidence older than `older_than_days` before `day`. Probes of the same host,
    surface, entry, system, client and kind of link share one check. A probe set in a past before its own run
    is only counted: a phone shows what is, not what was. Reads the results once; holds no result.
    """
    groups: dict[_Cell, _Group] = {}
    past: set[str] = set()
    for result in results:
        why = _why(result, day, older_than_days)
        if why is None:
            continue
        if _is_past(result):
            past.add(result.probe.key)
        else:
            _add(groups.setdefault(_cell(result), _Group()), result, why)
    checks = tuple(_check(cell, group) for cell, group in groups.items())
    return Checklist(day=day, older_than_days=older_than_days, checks=checks, past=len(past))


def _why(result: CaseResult, day: date, older_than_days: int) -> Why | None:
    if result.verdict.basis is not Basis.SIMULATED:
        return None
    if result.verdict.cause is not None:
        return _GAPS.get(result.verdict.cause)
    if result.reach is not Reach.CARRIED or result.last_evidence is None:
        return None
    age = day - date.fromisoformat(result.last_evidence)
    return Why.OLD if age > timedelta(days=older_than_days) else None


def _is_past(result: CaseResult) -> bool:
    # A day's grace: a run that goes on past midnight still asks about its own "now".
    return day_of(result.probe.as_of) < day_of(result.evidence.started_at) - timedelta(days=1)


def _cell(result: CaseResult) -> _Cell:
    probe = result.probe
    link = probe.link
    return _Cell(
        probe.host,
        probe.surface,
        probe.entry,
        probe.phone.os,
        probe.client,
        link.family,
        link.target,
        link.content,
    )


def _add(group: _Group, result: CaseResult, why: Why) -> None:
    group.links[result.probe.link.text] = None
    group.why[why] = None
    group.keys[result.probe.key] = None
    for source in _sources(result):
        group.sources[source.id] = source
    if result.last_evidence is not None:
        group.evidence.add(result.last_evidence)


def _sources(result: CaseResult) -> Iterator[Source]:
    for entry in result.journal:
        if entry.gap is not None:
            yield from entry.gap_sources


def _check(cell: _Cell, group: _Group) -> Check:
    first, *others = group.links
    return Check(
        link=first,
        others=tuple(others[:MAX_OTHERS]),
        host=cell.host,
        surface=cell.surface,
        entry=cell.entry,
        os=cell.os,
        client=cell.client,
        family=cell.family,
        target=cell.target,
        content=cell.content,
        why=tuple(group.why),
        last_evidence=min(group.evidence, default=None),
        sources=tuple(group.sources.values()),
        keys=tuple(group.keys),
    )
