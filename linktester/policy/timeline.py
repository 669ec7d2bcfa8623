"""Everything that happened or was seen, on a line: what stands beside the date picker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from linktester import links
from linktester.model.citation import Source
from linktester.model.link import WEB, PlatformId
from linktester.model.pack import Rule
from linktester.model.zone import day_of
from linktester.policy.dates import NOON, span_days
from linktester.policy.packs import Packs
from linktester.policy.sources import Found


class Kind(StrEnum):
    """What a moment of the line is."""

    EVENT = "event"
    """Somebody changed something, or said so."""
    OBSERVATION = "observation"
    """Somebody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event or observation."""

    id: str
    kind: Kind
    source: Source
    """With titles in both languages, the date as the source gives it, and where it was read."""
    first: date
    """First day of what the source gives: a month counts from its first day."""
    last: date
    """Last day; equal to `first` for a single day."""
    at: datetime
    """When to look: all that rests on it has begun by then. Noon of the first day when nothing does."""
    confidence: str
    """Letters, strongest first (`D/P`); empty where none is given."""
    conflict: bool
    """The sources contradict each other."""
    who: str
    """Who acted or was looked at, English, as the source puts it; not always a platform."""
    platforms: tuple[PlatformId, ...]
    """Platforms it is about, sorted: those whose rules rest on it, and those that `who` names."""
    rules: tuple[str, ...]
    """Ids of the rules that rest on it, in time order; none for what changed no answer (a law, a lawsuit)."""


def events(packs: Packs) -> tuple[Moment, ...]:
    """Return all dated events and observations, the team's own included, oldest first.

    What a source does not date has no place on a line; see `undated`.
    """
    resting = _resting(packs)
    names = _names()
    moments = []
    for found in packs.found.values():
        days = span_days(found.source.date)
        if days is not None:
            moments.append(_moment(found, days, resting.get(found.source.id, ()), names))
    return tuple(sorted(moments, key=_order))


def undated(packs: Packs) -> tuple[Source, ...]:
    """Return what is known without a day, by id."""
    found = (one.source for one in packs.found.values() if span_days(one.source.date) is None)
    return tuple(sorted(found, key=_id))


def between(moments: Iterable[Moment], first: datetime, second: datetime) -> tuple[Moment, ...]:
    """Return those that fall after the earlier of two instants, up to the later, in the order given."""
    since, until = min(first, second), max(first, second)
    return tuple(moment for moment in moments if since < moment.at <= until)


def ticks(first: date, last: date, most: int = 12) -> tuple[date, ...]:
    """Return first days of years, half-years, quarters or months from `first` to `last`.

    The finest of these that gives at most `most` (at least one); years are thinned out where even they are
    too many.
    """
    for months in (1, 3, 6, 12):
        found = _starts(first, last, months)
        if len(found) <= most:
            return found
    years = _starts(first, last, 12)
    step = -(-len(years) // max(most, 1))
    return years[::step]


def _starts(first: date, last: date, months: int) -> tuple[date, ...]:
    found = (
        date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13, months)
    )
    return tuple(day for day in found if first <= day <= last)


def _moment(
    found: Found, days: tuple[date, date], rules: tuple[Rule, ...], names: Mapping[str, PlatformId]
) -> Moment:
    text = found.text
    return Moment(
        id=text.id,
        kind=Kind.EVENT if found.event else Kind.OBSERVATION,
        source=found.source,
        first=days[0],
        last=days[1],
        at=_at(days, rules),
        confidence=text.confidence,
        conflict=text.conflict,
        who=text.who,
        platforms=tuple(sorted(_concerned(text.who, rules, names))),
        rules=tuple(rule.id for rule in rules),
    )


def _at(days: tuple[date, date], rules: tuple[Rule, ...]) -> datetime:
    begun = [rule.valid_from for rule in rules if days[0] <= day_of(rule.valid_from) <= days[1]]
    return max(begun, default=datetime.combine(days[0], NOON))


def _concerned(who: str, rules: Iterable[Rule], names: Mapping[str, PlatformId]) -> set[PlatformId]:
    named = {names[part.strip()] for part in who.split(",") if part.strip() in names}
    ruled = ({rule.platform, *rule.match.hosts, *rule.match.targets} for rule in rules)
    return named.union(*ruled) - {WEB}


def _resting(packs: Packs) -> dict[str, tuple[Rule, ...]]:
    """Return source id → the rules that rest on it, in time order."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in sorted(packs.rules.values(), key=_begins):
        for source in rule.sources:
            found[source.id] = (*found.get(source.id, ()), rule)
    return found


def _names() -> dict[str, PlatformId]:
    """Return a platform's English name, or its id, → its id."""
    platforms = links.catalogue().platforms.values()
    return {name: each.id for each in platforms for name in (each.id, each.name["en"])}


def _begins(rule: Rule) -> tuple[float, str]:
    return rule.valid_from.timestamp(), rule.id


def _order(moment: Moment) -> tuple[date, date, str]:
    return moment.first, moment.last, moment.id


def _id(source: Source) -> str:
    return source.id
