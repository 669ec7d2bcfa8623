from dataclasses import replace

import pytest

from linktester.model.run import Match
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.run import match
from tests.fakes.probes import a_verdict, an_expectation

VERDICT = replace(a_verdict(Outcome.HONORED, By.HOST), modifiers=(Modifier.CARRIED, Modifier.WRAP))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, Match.MET),
        ({"verdict": Outcome.BLOCKED}, Match.DIFFERS),
        ({"by": By.HOST}, Match.MET),
        ({"by": By.TARGET}, Match.DIFFERS),
        ({"modifiers": (Modifier.WRAP, Modifier.CARRIED)}, Match.MET),
        ({"modifiers": (Modifier.WRAP,)}, Match.DIFFERS),
        ({"modifiers": ()}, Match.DIFFERS),
        ({"cause": Cause.FAULT}, Match.DIFFERS),
    ],
)
def test_only_what_the_author_wrote_is_compared(wanted, found):
    assert match(replace(an_expectation(Outcome.HONORED), **wanted), VERDICT) is found


def test_nothing_expected_is_neither():
    assert match(None, VERDICT) is Match.NONE
