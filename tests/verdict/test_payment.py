"""The payment in a payment case, read from evidence typed by hand."""

from dataclasses import replace

import pytest

from linktester import links
from linktester.model.citation import GapKind
from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Exchange,
    Failed,
    HarnessGap,
    Ordered,
    Paid,
    Queried,
    Returned,
    Swallowed,
)
from linktester.model.link import Identity, PlatformId
from linktester.model.order import PaymentEnd, ReturnLeg
from linktester.model.verdict import By, Cause, Outcome
from linktester.verdict import before_paying, classify, intended_link, payment_end
from tests.fakes.seen import control, launched, page, saw

NATIVE = links.parse("linktester://order/wechatpay/native?fen=100&subject=tea").link
MANY = links.parse("linktester://order/aggregated?fen=100&subject=tea").link
WAP = links.parse("linktester://order/alipay/wap?fen=100&subject=tea").link
CODE = "weixin://wxpay/bizpayurl?pr=AbC123xyz"
Q = "https://pay.acquirer.example/q/T1"
GATEWAY = "https://openapi.alipay.com/gateway.do?biz_content=%7B%22out_trade_no%22%3A%22T1%22%7D"
CASHIER = "https://openapi.alipay.com/alipay/cashier/ab?out_trade_no=T1"
ORDER = Ordered(exchange=0, product="wechatpay/native", number="T1", fen=100, state="NOTPAY", code=CODE)
FOR_MANY = replace(ORDER, product="aggregated", code=Q)
BY_WAP = replace(ORDER, product="alipay/wap", state="", code=GATEWAY)
PAID = Paid(exchange=1, platform="wechatpay", does="pay", state="SUCCESS")
ASKED = Queried(exchange=2, platform="wechatpay", state="SUCCESS")
GAP = HarnessGap(kind=GapKind.NO_POLICY)
OURS = Failed(kind="timeout")


def order_of(pr: str = "AbC123xyz") -> Identity:
    return Identity(PlatformId("wechat"), "order", {"pr": pr})


def numbered(number: str = "T1", platform: str = "wechat") -> Identity:
    return Identity(PlatformId(platform), "order", {"out_trade_no": number})


def case(*observations: AnyObservation, order: Ordered = ORDER) -> Evidence:
    evidence = saw(order, *observations, picture=True)
    made = tuple(
        Exchange(method="GET", url=f"https://a.example/{number}", target=b"/", status=200)
        for number in range(4)
    )
    return replace(evidence, exchanges=made)


def test_the_link_on_trial_is_the_orders_code() -> None:
    found = intended_link(NATIVE, case())
    assert (found.text, found.family, found.identity) == (CODE, "wechatpay-native", order_of())
    assert intended_link(WAP, case(order=BY_WAP)).identity == numbered(platform="alipay")


def test_a_link_that_orders_nothing_is_on_trial_itself() -> None:
    item = links.parse("https://item.taobao.com/item.htm?id=1").link
    assert intended_link(item, saw()) is item
    assert intended_link(NATIVE, None) is NATIVE


@pytest.mark.parametrize(
    ("shown", "whose"),
    [
        (launched("{}", "wechat", numbered()), "wechat"),
        (page(CASHIER, CASHIER), "alipay"),
        (launched("{}", "wechat", numbered("T2")), "web"),
        (page(Q, Q), "web"),
    ],
)
def test_whatever_wallet_shows_the_order_of_a_code_for_many_is_meant(
    shown: AnyObservation, whose: str
) -> None:
    assert intended_link(MANY, case(shown, order=FOR_MANY)).identity == numbered(platform=whose)


def test_paying_and_what_follows_decides_nothing() -> None:
    seen = launched(CODE, "wechat", order_of())
    verdict = classify(NATIVE, case(seen, PAID, GAP, Returned(leg="lost"), ASKED), None)
    assert verdict.outcome is Outcome.HONORED
    assert verdict.reached == order_of()


def test_our_own_trouble_afterwards_is_still_ours() -> None:
    seen = launched(CODE, "wechat", order_of())
    for after in ((PAID, OURS), (PAID, GAP, OURS), (ASKED, OURS)):
        verdict = classify(NATIVE, case(seen, *after), None)
        assert (verdict.outcome, verdict.cause, verdict.by) == (Outcome.INCONCLUSIVE, Cause.FAULT, By.OURS)


def test_the_code_for_many_is_honored_by_an_order_and_not_by_a_page() -> None:
    paid = case(page(Q), launched("{}", "wechat", numbered()), PAID, ASKED, order=FOR_MANY)
    assert classify(MANY, paid, None).outcome is Outcome.HONORED
    other = case(page(Q), launched("{}", "wechat", numbered("T2")), ASKED, order=FOR_MANY)
    assert classify(MANY, other, None).outcome is Outcome.REWRITTEN
    looked = case(page(Q, Q), ASKED, order=FOR_MANY)
    assert classify(MANY, looked, control(FOR_MANY, page(Q, Q), ASKED)).outcome is Outcome.REWRITTEN


def test_another_order_is_not_the_one_that_was_made() -> None:
    verdict = classify(NATIVE, case(launched(CODE, "wechat", order_of("other1234")), ASKED), None)
    assert verdict.outcome is Outcome.REWRITTEN


def test_an_ignored_code_is_blocked_by_the_host() -> None:
    verdict = classify(NATIVE, case(Swallowed(uri=CODE), ASKED), None)
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)


def test_the_evidence_of_the_link_ends_where_the_payer_acts() -> None:
    seen = launched(CODE, "wechat", order_of())
    whole = case(seen, PAID, GAP, ASKED)
    cut = before_paying(whole)
    assert cut.observations == whole.observations[:3]
    assert cut.exchanges == whole.exchanges[:2]
    asked = before_paying(case(seen, ASKED))
    assert asked.exchanges == whole.exchanges[:2]
    plain = saw(seen)
    assert before_paying(plain) is plain


def test_faults_keep_their_place() -> None:
    whole = case(launched(CODE, "wechat", order_of()), PAID, GAP, OURS)
    assert before_paying(whole).observations.index(OURS) == whole.observations.index(OURS)


def end(*observations: AnyObservation, order: Ordered = ORDER) -> PaymentEnd:
    found = payment_end(case(*observations, order=order))
    assert found is not None
    return found


def test_how_an_order_ends() -> None:
    back = Returned(leg="app", landed="eleme")
    assert end(PAID, back, ASKED) == PaymentEnd(
        platform="wechatpay",
        number="T1",
        fen=100,
        state="SUCCESS",
        paid=True,
        leg=ReturnLeg.APP,
        landed="eleme",
    )
    assert payment_end(saw()) is None


def test_the_merchants_question_decides_what_was_paid() -> None:
    assert not end(PAID, replace(ASKED, state="NOTPAY")).paid
    assert end(replace(PAID, does="fail"), replace(ASKED, state="TRADE_FINISHED")).paid
    assert end(PAID).paid
    assert not end(replace(PAID, does="cancel")).paid
    assert not end(replace(PAID, refused="closed")).paid


def test_of_a_code_for_many_the_wallet_that_was_paid_with_is_told() -> None:
    assert end(PAID, ASKED, order=FOR_MANY).platform == "wechatpay"
    alipay = replace(PAID, platform="alipay"), Queried(platform="alipay", state="TRADE_SUCCESS")
    assert end(*alipay, order=FOR_MANY).platform == "alipay"
    assert end(replace(ASKED, state="NOTPAY"), order=FOR_MANY).platform == ""


def test_why_the_app_would_not() -> None:
    late = launched(CODE, "wechat", refusal="expired")
    assert end(late, replace(ASKED, state="NOTPAY")).refused == "expired"
    assert end(replace(PAID, refused="paid"), ASKED).refused == "paid"
    assert end(PAID, late, ASKED).refused == ""
