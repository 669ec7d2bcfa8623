from dataclasses import replace

import pytest

from linktester.model.order import PaymentEnd, ReturnLeg
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


END = PaymentEnd(platform="wechatpay", number="T1", fen=1, state="SUCCESS", paid=True, leg=ReturnLeg.SAME_TAB)


@pytest.mark.parametrize(
    ("wanted", "payment", "found"),
    [
        ({"order_state": "SUCCESS"}, END, Match.MET),
        ({"order_state": "NOTPAY"}, END, Match.DIFFERS),
        ({"order_state": ""}, replace(END, state=""), Match.MET),
        ({"order_state": "SUCCESS"}, None, Match.DIFFERS),
        ({"return_leg": ReturnLeg.SAME_TAB}, END, Match.MET),
        ({"return_leg": ReturnLeg.APP}, END, Match.DIFFERS),
        ({"return_leg": ReturnLeg.APP}, replace(END, leg=None), Match.DIFFERS),
        ({"return_leg": ReturnLeg.APP}, None, Match.DIFFERS),
        ({}, END, Match.MET),
        ({}, None, Match.MET),
    ],
)
def test_how_the_order_ended_is_compared_where_it_is_expected(wanted, payment, found):
    assert match(replace(an_expectation(Outcome.HONORED), **wanted), VERDICT, payment) is found
