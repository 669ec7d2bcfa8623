from dataclasses import replace

import pytest

from linktester.model.case import Selector
from linktester.model.errors import InputErrors, Place
from linktester.model.phone import OS, Entry
from linktester.model.verdict import Outcome
from linktester.suite.expectations import expected_of, matches, specificity
from tests.fakes.probes import WHEN, a_probe, an_expectation

PROBE = a_probe(client="8.0.13")


@pytest.mark.parametrize(
    ("selector", "about"),
    [
        (Selector(), True),
        (Selector(host="wechat", surface="chat", entry=Entry.TAP, os=OS.ANDROID, client="8.0.13"), True),
        (Selector(host="qq"), False),
        (Selector(surface="group"), False),
        (Selector(entry=Entry.PASTE), False),
        (Selector(os=OS.IOS), False),
        (Selector(client="8.0.12"), False),
        (Selector(from_=WHEN), True),
        (Selector(until=WHEN), False),
        (Selector(from_=WHEN.replace(hour=13)), False),
        (Selector(until=WHEN.replace(hour=13)), True),
    ],
)
def test_a_selector_is_about_the_probes_it_names(selector, about):
    assert matches(selector, PROBE) is about


def test_each_axis_counts_once():
    assert specificity(Selector()) == 0
    assert specificity(Selector(from_=WHEN, until=WHEN)) == 1
    assert specificity(Selector(host="wechat", surface="chat", os=OS.IOS, from_=WHEN)) == 4


def test_a_tie_names_both_places():
    first = replace(an_expectation(Outcome.HONORED, Selector(host="wechat")), place=Place("s.toml", 4))
    second = replace(an_expectation(Outcome.BLOCKED, Selector(surface="chat")), place=Place("s.toml", 9))
    with pytest.raises(InputErrors) as caught:
        expected_of((first, second), PROBE)
    (problem,) = caught.value.problems
    assert problem.place == Place("s.toml", 9)
    assert (problem.message.args["first"], problem.message.args["case"]) == ("s.toml:4", PROBE.case_id)


def test_a_tie_below_the_winner_does_not_matter():
    winner = an_expectation(Outcome.BLOCKED, Selector(host="wechat", surface="chat"))
    others = (an_expectation(where=Selector(host="wechat")), an_expectation(where=Selector(surface="chat")))
    assert expected_of((*others, winner), PROBE) is winner
