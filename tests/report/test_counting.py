from linktester.model.run import Tally
from linktester.report.counting import Counting
from tests.fakes import results as fakes


def test_results_are_counted_by_everything_a_head_shows():
    counting = Counting()
    rows = [*fakes.walled_garden(), fakes.hostile(fakes.walled_garden()[0].probe)]
    for row in rows:
        counting.add(row)
    assert counting.tally() == fakes.tally(rows)
    assert counting.tally().disagreements == 1


def test_nothing_counted_is_an_empty_tally():
    assert Counting().tally() == Tally()
