"""From cases to probes: case × place × system × client × date, in a stable order, lazily."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from linktester import links
from linktester.model.case import Case, Expectation, Matrix, Probe, Suite
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.errors import InputErrors, Problem
from linktester.model.message import Message, message
from linktester.model.phone import Choices, Entry, Phone, Surface
from linktester.model.run import NotApplicable
from linktester.model.world import Site
from linktester.model.zone import CHINA
from linktester.suite.applicable import why_not
from linktester.suite.axes import BROWSER
from linktester.suite.dates import NOW
from linktester.suite.expectations import expected_of
from linktester.suite.fields import MAX_PROBLEMS

MAX_PROBES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run asks for beside its suites."""

    as_of: tuple[datetime, ...] = ()
    """Replaces every date of the suite and its cases when not empty."""
    accept: frozenset[Confidence] = DEFAULT_ACCEPTED
    rollout_seed: int | None = None
    choices: Choices = field(default_factory=Choices)
    now: datetime | None = None
    """What "now" means; None = the moment of the expansion. One value per run keeps its probes comparable."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A probe and what its case's author expects of it."""

    probe: Probe
    expected: Expectation | None


class Probes:
    """The probes of a plan. Iterating expands them anew, in the same order, so that none is kept."""

    def __init__(self, expansions: tuple[Callable[[], Iterator[Planned]], ...], count: int) -> None:
        self._expansions = expansions
        self._count = count

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __iter__(self) -> Iterator[Planned]:
        """Expand from the start."""
        for expansion in self._expansions:
            yield from expansion()

    def __add__(self, other: "Probes") -> "Probes":
        """Return these probes and then the others."""
        return Probes(self._expansions + other._expansions, len(self) + len(other))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will try."""

    probes: Probes
    not_applicable: tuple[NotApplicable, ...] = ()


def expand(suite: Suite, options: Options) -> Plan:
    """Return the plan of a suite. Raises InputErrors when two expectations tie about some probe."""

    def cases() -> Iterator[Case]:
        return iter(suite.cases)

    return plan(cases, suite.matrix, suite.sites, options)


def plan(
    cases: Callable[[], Iterator[Case]], matrix: Matrix, sites: tuple[Site, ...], options: Options
) -> Plan:
    """Return the plan of anything that yields the same cases each time it is called.

    Goes through all of them once, to count and to find every tie before anything is sent.
    """
    fixed = options if options.now else replace(options, now=datetime.now(CHINA).replace(microsecond=0))
    removed: dict[str, tuple[Message, int]] = {}
    problems: list[Problem] = []
    count = 0
    for case in cases():
        for probe in _combinations(case, matrix, sites, fixed):
            reason = why_not(probe)
            if reason is not None:
                key = repr((reason.code, sorted(reason.args.items())))
                removed[key] = (reason, removed.get(key, (reason, 0))[1] + 1)
                continue
            count += 1
            _note_tie(case, probe, problems)
        if count > MAX_PROBES:
            raise InputErrors([Problem(case.place, message("suite.too-many-probes", limit=MAX_PROBES))])
    if problems:
        raise InputErrors(problems)

    def again() -> Iterator[Planned]:
        return _planned(cases(), matrix, sites, fixed)

    left_out = tuple(NotApplicable(reason, times) for reason, times in removed.values())
    return Plan(Probes((again,), count), left_out)


def join(plans: Iterable[Plan]) -> Plan:
    """Return one plan that holds the given ones, one after the other."""
    total = Plan(Probes((), 0))
    for one in plans:
        total = Plan(total.probes + one.probes, total.not_applicable + one.not_applicable)
    return total


def control_of(probe: Probe) -> Probe:
    """Return the control run of `probe`: the same link typed into the system browser.

    Of a payment case it is the same order, made anew for a payer who only looks at it.
    Probes that differ only in host, surface, entry, client or case share one, and so one key.
    """
    return replace(
        probe,
        case_id="control",
        link=links.looking(probe.link),
        host=BROWSER,
        surface=Surface("browser"),
        entry=Entry.TYPED,
        client=None,
    )


def _note_tie(case: Case, probe: Probe, problems: list[Problem]) -> None:
    try:
        expected_of(case.expect, probe)
    except InputErrors as errors:
        told = {problem.place for problem in problems}
        if len(problems) < MAX_PROBLEMS:
            problems.extend(problem for problem in errors.problems if problem.place not in told)


def _planned(
    cases: Iterator[Case], matrix: Matrix, sites: tuple[Site, ...], options: Options
) -> Iterator[Planned]:
    for case in cases:
        for probe in _combinations(case, matrix, sites, options):
            if why_not(probe) is None:
                yield Planned(probe, expected_of(case.expect, probe))


def _combinations(case: Case, matrix: Matrix, sites: tuple[Site, ...], options: Options) -> Iterator[Probe]:
    phones = [Phone(os=system, choices=options.choices) for system in case.os or matrix.os]
    dates = _dates(case, matrix, options)
    for stand in case.stands or matrix.stands:
        for phone in phones:
            for client in case.clients or matrix.clients:
                for date in dates:
                    yield Probe(
                        case_id=case.id,
                        link=case.link,
                        host=stand.host,
                        surface=stand.surface,
                        entry=stand.entry,
                        phone=phone,
                        client=client,
                        as_of=date,
                        referer=case.referer,
                        accept=options.accept,
                        rollout_seed=options.rollout_seed,
                        sites=sites,
                    )


def _dates(case: Case, matrix: Matrix, options: Options) -> tuple[datetime, ...]:
    now = options.now or NOW
    wanted = options.as_of or case.dates or matrix.dates or (NOW,)
    return tuple(dict.fromkeys(now if date == NOW else date for date in wanted))
