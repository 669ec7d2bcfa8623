import pytest

from linktester.model.run import Match
from linktester.model.verdict import Outcome
from linktester.run.tally import exit_code
from tests.fakes.probes import a_verdict
from tests.fakes.tallies import FAULT, counted, result


@pytest.mark.parametrize(
    ("results", "ended", "code"),
    [
        ((), {}, 0),
        ((result(), result(match=Match.MET)), {}, 0),
        ((result(a_verdict(Outcome.BLOCKED)),), {}, 0),
        ((result(match=Match.DIFFERS),), {}, 1),
        ((result(FAULT),), {}, 3),
        ((result(FAULT, Match.DIFFERS),), {}, 3),
        ((), {"broken": True}, 3),
        ((result(FAULT), result(match=Match.DIFFERS)), {"cancelled": True}, 130),
        ((), {"cancelled": True, "broken": True}, 130),
    ],
)
def test_exit_codes_follow_their_precedence(results, ended, code):
    assert exit_code(counted(*results).tally(), **ended) == code
