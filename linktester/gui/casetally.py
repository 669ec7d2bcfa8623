"""How the cases of suites came out in the run that lies open, counted as results come in."""

from collections import Counter
from collections.abc import Iterable, Mapping

from linktester.listing.row import LINK, Row
from linktester.model.annotation import Status
from linktester.model.case import Case, Suite
from linktester.model.run import Match
from linktester.model.verdict import Outcome

Key = tuple[str, str]
"""Id and link: two suites of one run may use an id twice."""


class CaseTally:
    """Counts by case. A result names its case, not its suite; the run's head names the suites."""

    def __init__(self, suites: Iterable[str] = ()) -> None:
        self._suites = frozenset(suites)
        self._counts: dict[Key, Counter[Outcome]] = {}
        self._differs: set[Key] = set()

    @property
    def has_differing(self) -> bool:
        """True when some case came out otherwise than expected, or was marked as failed."""
        return bool(self._differs)

    def add(self, rows: Iterable[Row]) -> None:
        """Count results."""
        for row in rows:
            key = (row.case, row.link)
            counter = self._counts.get(key)
            if counter is None:
                counter = self._counts[key] = Counter()
            counter[row.outcome] += 1
            if row.match is Match.DIFFERS or row.status is Status.FAILED:
                self._differs.add(key)

    def of_cases(self, suite: Suite) -> Mapping[str, Mapping[Outcome, int]]:
        """Return id → counts for the cases of `suite` that have results."""
        if suite.name not in self._suites:
            return {}
        return {case.id: self._counts[key] for case in suite.cases if (key := _key(case)) in self._counts}

    def of_suite(self, suite: Suite) -> Mapping[Outcome, int]:
        """Return the counts of a whole suite."""
        total: Counter[Outcome] = Counter()
        for counts in self.of_cases(suite).values():
            total.update(counts)
        return total

    def differing(self, suite: Suite) -> tuple[int, ...]:
        """Return the places of the cases that came out otherwise than expected, or were marked as failed."""
        if suite.name not in self._suites:
            return ()
        return tuple(place for place, case in enumerate(suite.cases) if _key(case) in self._differs)


def _key(case: Case) -> Key:
    return case.id, case.link.text[:LINK]
