"""Forecasts of many links at many places for every date at once, so that a slider can move over them.

Each cell depends on the dates of its own rules only, so its few answers are computed once and found again by
bisection; cells that ask the packs the same thing share them.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from linktester.model.case import Stand
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence, Source
from linktester.model.link import Link
from linktester.model.phone import OS
from linktester.model.world import Site, WorldSpec
from linktester.policy.asking import Asked, asked
from linktester.policy.breaks import DAWN, breaks, rules
from linktester.policy.dates import span_days
from linktester.policy.forecast import Forecast, answer
from linktester.policy.packs import Packs
from linktester.policy.select import Ranked

Cell = tuple[Stand, int]
"""A place, and the index of a link among those computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What all dates of a picture have in common."""

    os: OS
    client: str | None = None
    """Version of the host apps; None = the newest of each date."""
    accept: frozenset[Confidence] = DEFAULT_ACCEPTED
    rollout_seed: int | None = None
    sites: tuple[Site, ...] = ()

    def world(self, moment: datetime) -> WorldSpec:
        """Return the world of these terms at `moment`."""
        return WorldSpec(as_of=moment, accept=self.accept, rollout_seed=self.rollout_seed, sites=self.sites)


@dataclass(frozen=True, slots=True)
class Course:
    """The forecasts of one cell over all time."""

    moments: tuple[datetime, ...]
    """When the answer may change; in order."""
    forecasts: tuple[Forecast, ...]
    """One more than moments: the first holds before all of them."""
    rules: tuple[Ranked, ...]
    """All that it may rest on."""

    def at(self, moment: datetime) -> Forecast:
        """Return what holds at `moment` (aware)."""
        return self.forecasts[bisect_right(self.moments, moment)]


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that looks different on two dates."""

    cell: Cell
    before: Forecast
    after: Forecast
    because: tuple[Source, ...]
    """What lies between: sources of the cell's rules that began or ended, oldest first. Empty where nothing
    happened but that the last evidence grew old."""

    @property
    def turned(self) -> bool:
        """Whether the outcome itself differs, not only its modifiers or how well it is known."""
        return _outcome(self.before) != _outcome(self.after)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two dates."""

    first: datetime
    second: datetime
    changes: tuple[Change, ...]
    """In the order of the cells."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everything that stands between the dates and changed some cell, oldest first, each once."""
        return _in_time(source for change in self.changes for source in change.because)


class Worlds:
    """All forecasts of some links at some places. Immutable but for its memory; use it from one thread."""

    def __init__(self, courses: Mapping[Cell, Course]) -> None:
        self.courses = courses
        """By cell; cells that no phone can show are missing."""
        instants = {moment for course in courses.values() for moment in course.moments}
        self.breakpoints = tuple(sorted(instants))
        """Every instant at which some cell may change, in order."""
        self._seen: dict[int, Mapping[Cell, Forecast]] = {}

    @classmethod
    def compute(
        cls,
        packs: Packs,
        links: Sequence[Link],
        stands: Iterable[Stand],
        terms: Terms,
        *,
        shows: Callable[[int, Stand], bool] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> "Worlds":
        """Return the worlds of `links` at `stands` for every date.

        `shows` is asked with the index of a link and a place, and leaves out what is not to be a cell
        (`picture.fitting`, `suite.applicable`); without it every pair is one.
        `on_progress` is told cells done and all cells, now and then; what it raises ends the computing.
        """
        pairs = [
            (stand, index)
            for stand in stands
            for index in range(len(links))
            if shows is None or shows(index, stand)
        ]
        blank = terms.world(DAWN)
        known: dict[Asked, Course] = {}
        courses: dict[Cell, Course] = {}
        for done, (stand, index) in enumerate(pairs):
            if on_progress is not None and done % _TELL_EVERY == 0:
                on_progress(done, len(pairs))
            about = asked(packs, links[index], stand, terms.os, terms.client, blank)
            if about not in known:
                known[about] = _course(packs, about, terms)
            courses[stand, index] = known[about]
        if on_progress is not None:
            on_progress(len(pairs), len(pairs))
        return cls(courses)

    def at(self, moment: datetime) -> Mapping[Cell, Forecast]:
        """Return the forecast of every cell at `moment` (aware); the same mapping for the same answers."""
        index = bisect_right(self.breakpoints, moment)
        found = self._seen.get(index)
        if found is None:
            found = {cell: course.at(moment) for cell, course in self.courses.items()}
            self._seen[index] = found
        return found

    def changes(self, first: datetime, second: datetime) -> Changes:
        """Return the cells that look different on the two dates, and what stands between."""
        before, after = self.at(first), self.at(second)
        since, until = min(first, second), max(first, second)
        found = tuple(
            Change(cell, was, after[cell], _because(self.courses[cell], since, until))
            for cell, was in before.items()
            if was is not after[cell] and was.face != after[cell].face
        )
        return Changes(first, second, found)


_TELL_EVERY = 32


def _outcome(found: Forecast) -> tuple[object, ...]:
    return found.outcome, found.cause, found.doubt


def _course(packs: Packs, about: Asked, terms: Terms) -> Course:
    concerned = rules(packs, about)
    moments = breaks(packs, concerned)
    forecasts = [answer(packs, about, terms.world(moment)) for moment in (DAWN, *moments)]
    return Course(tuple(moments), tuple(forecasts), concerned)


def _because(course: Course, since: datetime, until: datetime) -> tuple[Source, ...]:
    """Return what the rules rest on that began after `since` or ended, by `until`."""
    turning = [
        one.rule
        for one in course.rules
        if since < one.rule.valid_from <= until
        or (one.rule.until is not None and since < one.rule.until <= until)
    ]
    return _in_time(source for rule in turning for source in rule.sources)


def _in_time(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted({source.id: source for source in sources}.values(), key=_when))


def _when(source: Source) -> tuple[date, str]:
    """Return the first day; what is undated comes last."""
    days = span_days(source.date)
    return days[0] if days else date.max, source.id
