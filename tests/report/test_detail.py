from dataclasses import replace

from linktester.report.detail import MOST_EXCHANGES, MOST_OBSERVATIONS, detail
from linktester.report.phrases import Phrases
from linktester.wording import Words
from tests.fakes import orders
from tests.fakes import results as fakes

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")
PHRASES = Phrases(Words("en"), {"wechat": "WeChat"})
PLENTY = 10**9


def test_reasons_point_at_steps_by_the_numbers_shown():
    made = detail(1, fakes.rewritten(GIVEN, fakes.BEFORE), PHRASES, PLENTY)
    assert made.arguments[0].steps == (3,)
    assert [step.number for step in made.steps] == [1, 2, 3]
    assert made.steps[1].words.startswith("Redirected (302)")


def test_what_limits_a_result_is_noticed_worst_first():
    made = detail(1, replace(fakes.launched(GIVEN), disagreement="x", attempt=3), PHRASES, PLENTY)
    notices = [notice.split()[0] for notice in made.notices]
    assert notices == ["Emulator", "Rests", "Rests", "system", "Tried"]


def test_rules_carry_their_flags():
    (rule,) = detail(1, fakes.offered(GIVEN), PHRASES, PLENTY).rules
    assert rule.flags == ("for some users or merchants only", "for the others: not offered")


def test_raw_exchanges_stop_at_the_budget_and_say_so():
    exchanges = (fakes.exchange("https://h.example/", 200, b"x" * 1_000),) * 3
    result = replace(fakes.blocked(GIVEN, fakes.BEFORE), evidence=fakes.evidence(GIVEN, exchanges=exchanges))
    made = detail(1, result, PHRASES, 2_500)
    assert (len(made.exchanges), made.exchanges_left_out) == (2, 1)
    assert 2_000 < made.raw_size <= 2_500


def test_endless_evidence_is_bounded_and_told():
    seen = fakes.evidence(
        GIVEN,
        *[fakes.Requested(url="https://h.example/")] * 500,
        exchanges=(fakes.exchange("https://h.example/"),) * 100,
    )
    made = detail(1, replace(fakes.blocked(GIVEN, fakes.BEFORE), evidence=seen), PHRASES, PLENTY)
    assert (len(made.steps), made.steps_left_out) == (MOST_OBSERVATIONS, 501 - MOST_OBSERVATIONS)
    assert (len(made.exchanges), made.exchanges_left_out) == (MOST_EXCHANGES, 100 - MOST_EXCHANGES)


def test_no_control_run_leaves_no_steps():
    assert (
        detail(1, replace(fakes.blocked(GIVEN, fakes.BEFORE), control=None), PHRASES, PLENTY).control_steps
        == ()
    )


def test_a_payment_case_has_its_order_laid_out():
    made = detail(1, orders.paid(), Phrases(Words("en")), PLENTY)
    assert made.order is not None
    assert made.order.line == "paid (SUCCESS) · ¥12.34 · back in the same tab"
    assert made.intended == "WeChat Pay, mobile browser (H5) · ¥12.34 · tea"
    assert detail(1, fakes.blocked(GIVEN, fakes.BEFORE), PHRASES, PLENTY).order is None
