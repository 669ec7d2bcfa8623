"""Running counts of rows by verdict, expectation, status and reach; rows may be taken out again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from linktester.listing.row import Row
from linktester.model.annotation import Status
from linktester.model.run import Match, Reach
from linktester.model.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of some rows; what did not occur is 0."""

    outcomes: Mapping[Outcome, int]
    matches: Mapping[Match, int]
    statuses: Mapping[Status | None, int]
    """None: nobody gave a status."""
    reaches: Mapping[Reach, int]


class Counts:
    """Counts rows as they come and go."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        every = list(rows)
        self._outcomes = Counter(map(attrgetter("outcome"), every))
        self._matches = Counter(map(attrgetter("match"), every))
        self._statuses = Counter(map(attrgetter("status"), every))
        self._reaches = Counter(map(attrgetter("reach"), every))

    def add(self, row: Row, times: int = 1) -> None:
        """Count one row; with -1 it is taken out."""
        self._outcomes[row.outcome] += times
        self._matches[row.match] += times
        self._statuses[row.status] += times
        self._reaches[row.reach] += times

    def counted(self) -> Counted:
        """Return the counts so far."""
        return Counted(
            {each: self._outcomes[each] for each in Outcome},
            {each: self._matches[each] for each in Match},
            {each: self._statuses[each] for each in (*Status, None)},
            {each: self._reaches[each] for each in Reach},
        )
