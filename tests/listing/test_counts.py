from hypothesis import given, settings

from linktester.listing.counts import Counts
from linktester.model.annotation import Status
from linktester.model.run import Match
from linktester.model.verdict import Outcome
from tests.fakes.rows import ROWS, row


def test_what_did_not_occur_is_nought():
    found = Counts([row(), row(status=Status.PASSED)]).counted()
    assert found.outcomes == {
        Outcome.HONORED: 0,
        Outcome.REWRITTEN: 0,
        Outcome.BLOCKED: 2,
        Outcome.INCONCLUSIVE: 0,
    }
    assert (found.statuses[Status.PASSED], found.statuses[None], found.matches[Match.NONE]) == (1, 1, 2)


@settings(deadline=None, max_examples=50)
@given(ROWS)
def test_counting_one_by_one_is_counting_at_once_and_can_be_undone(rows):
    counts = Counts()
    for each in rows:
        counts.add(each)
    assert counts.counted() == Counts(rows).counted()
    for each in rows:
        counts.add(each, -1)
    assert counts.counted() == Counts().counted()
