"""The instants at which an answer of the packs may change; between two of them nothing does."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from linktester.model.case import Stand
from linktester.model.link import Link
from linktester.model.phone import OS
from linktester.model.world import WorldSpec
from linktester.model.zone import CHINA
from linktester.policy.asking import Asked, asked
from linktester.policy.packs import Packs
from linktester.policy.select import Ranked

DAWN = datetime.min.replace(tzinfo=CHINA)
"""Before everything; a moment to ask about when no rule holds yet."""


def breakpoints(
    packs: Packs, links: Iterable[Link], stands: Iterable[Stand], os: OS, client: str | None = None
) -> tuple[datetime, ...]:
    """Return every instant at which a forecast of `links` at `stands` may change, in order.

    An answer given at one of them holds until the next.
    """
    places, world = tuple(stands), WorldSpec(as_of=DAWN)
    found = {asked(packs, link, stand, os, client, world) for link in links for stand in places}
    return tuple(sorted({moment for about in found for moment in breaks(packs, rules(packs, about))}))


def rules(packs: Packs, about: Asked) -> tuple[Ranked, ...]:
    """Return all rules that a forecast may rest on, whatever the date: the host's, then the target's."""
    questions = (about.host, about.target)
    return tuple(one for question in questions if question for one in packs.index.about(question))


def breaks(packs: Packs, ranked: Iterable[Ranked]) -> list[datetime]:
    """Return the instants at which some of `ranked` begin, end, age or grow stale, in order, each once."""
    return sorted({moment for one in ranked for moment in _of_rule(one, packs.stale_after_days)})


def _of_rule(one: Ranked, stale_after_days: int) -> Iterator[datetime]:
    rule = one.rule
    yield rule.valid_from
    if rule.until is not None:
        yield rule.until
    if rule.era_start is not None:
        yield _midnight(rule.era_start)
    yield from _day_after(rule.last_confirmed)
    if one.team:
        yield from _day_after(rule.last_confirmed, stale_after_days)


def _day_after(day: date, more: int = 0) -> Iterator[datetime]:
    """Yield the end of the day that comes `more` days after `day`, unless that is beyond the calendar."""
    try:
        yield _midnight(day + timedelta(days=more + 1))
    except OverflowError:
        return


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
