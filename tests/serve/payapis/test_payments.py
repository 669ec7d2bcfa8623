from datetime import timedelta

from linktester.serve.payapis.payments import Refusal, next_due
from tests.fakes.payers import NOON


def test_a_ladder_is_climbed_from_the_time_the_last_try_was_due() -> None:
    rungs = (15.0, 60.0)
    assert next_due(1, NOON, rungs) == NOON + timedelta(seconds=15)
    assert next_due(2, NOON, rungs) == NOON + timedelta(seconds=60)
    assert next_due(3, NOON, rungs) is None


def test_a_refusal_carries_a_word_for_programs() -> None:
    refusal = Refusal("closed", "the order is CLOSED")
    assert (refusal.reason, str(refusal)) == ("closed", "the order is CLOSED")
