from dataclasses import replace
from itertools import product

import pytest

from linktester.model.annotation import Annotation, Status, needs_reason
from linktester.model.run import Match
from linktester.model.verdict import Outcome
from tests.fakes.probes import REAL


@pytest.mark.parametrize("outcome", Outcome)
def test_passed_contradicts_a_difference_and_failed_what_was_met(outcome):
    asked = {
        (status, match)
        for status, match in product(Status, (Match.MET, Match.DIFFERS))
        if needs_reason(status, match, outcome)
    }
    assert asked == {(Status.PASSED, Match.DIFFERS), (Status.FAILED, Match.MET)}


def test_where_nothing_was_expected_the_intent_is_the_measure():
    asked = {
        (status, outcome)
        for status, outcome in product(Status, Outcome)
        if needs_reason(status, Match.NONE, outcome)
    }
    assert asked == {
        (Status.PASSED, Outcome.REWRITTEN),
        (Status.PASSED, Outcome.BLOCKED),
        (Status.FAILED, Outcome.HONORED),
    }


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("match", Match)
def test_a_bare_note_contradicts_nothing(match, outcome):
    assert not needs_reason(None, match, outcome)


def test_no_status_is_called_like_a_verdict():
    assert not {status.value.lower() for status in Status} & {outcome.value.lower() for outcome in Outcome}


@pytest.mark.parametrize(
    "said",
    [
        {"status": Status.SKIPPED},
        {"note": "x"},
        {"build": "1"},
        {"device": "d"},
        {"reason": "r"},
        {"screenshot": "0" * 64},
    ],
)
def test_an_annotation_is_blank_when_nothing_is_said(said):
    nothing = Annotation(run="r", key="k", tester="who took it back", at=REAL)
    assert nothing.is_blank
    assert not replace(nothing, **said).is_blank
