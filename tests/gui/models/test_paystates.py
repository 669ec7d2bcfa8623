from datetime import UTC, datetime

import pytest

from linktester.gui.models.paystates import LOOKS, begins, does, is_open, machine, way, words_of
from linktester.send.payertold import PayOrder, PayOutcome
from linktester.serve.payapis.alipay.name import Trade as AlipayTrade
from linktester.serve.payapis.wechatpay.name import Trade as WechatPayTrade
from linktester.wording import LANGUAGES, table

PAID = datetime(2026, 3, 1, tzinfo=UTC)


def order(
    state: str, product: str = "native", *, platform: str = "wechatpay", paid: bool = False
) -> PayOrder:
    paid_at = PAID if paid else None
    return PayOrder(platform=platform, number="T", product=product, state=state, paid_at=paid_at)


@pytest.mark.parametrize(("platform", "trade"), [("wechatpay", WechatPayTrade), ("alipay", AlipayTrade)])
def test_every_state_of_the_platform_is_drawn_and_has_words(platform: str, trade: type) -> None:
    found = machine(platform)
    assert found is not None
    assert {each.state for each in found.nodes} == set(trade)
    assert {state for step in found.steps() for state in step} == set(trade)
    assert len({(each.column, each.row) for each in found.nodes}) == len(found.nodes)
    for each in found.nodes:
        assert each.words in LOOKS
        assert all(f"payment.state-{each.words}" in table(language) for language in LANGUAGES)
    assert all(each.sure and each.source for each in found.moves)


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        (order("NOTPAY"), ()),
        (order("SUCCESS", paid=True), (("NOTPAY", "SUCCESS"),)),
        (order("REFUND", paid=True), (("NOTPAY", "SUCCESS"), ("SUCCESS", "REFUND"))),
        (order("CLOSED"), (("NOTPAY", "CLOSED"),)),
        (order("PAYERROR", "codepay"), (("USERPAYING", "PAYERROR"),)),
        # Reversed before or after the payment failed: nobody knows.
        (order("REVOKED", "codepay"), ()),
        # Paid at once or with the password: nobody knows.
        (order("SUCCESS", "codepay", paid=True), ()),
        (order("REVOKED", "codepay", paid=True), (("SUCCESS", "REVOKED"),)),
        (order("NO_TRADE", "precreate", platform="alipay"), ()),
        (
            order("TRADE_CLOSED", "precreate", platform="alipay"),
            (("NO_TRADE", "WAIT_BUYER_PAY"), ("WAIT_BUYER_PAY", "TRADE_CLOSED")),
        ),
        (
            order("TRADE_CLOSED", "page", platform="alipay", paid=True),
            (("WAIT_BUYER_PAY", "TRADE_SUCCESS"), ("TRADE_SUCCESS", "TRADE_CLOSED")),
        ),
        (order("NEW_WORD"), ()),
        (order("NOTPAY", platform="unionpay"), ()),
    ],
)
def test_only_the_way_that_was_surely_taken(asked: PayOrder, taken: tuple[tuple[str, str], ...]) -> None:
    assert way(asked) == taken


def test_what_can_come_next_depends_on_the_product() -> None:
    found = machine("wechatpay")
    assert found is not None
    assert [each.after for each in found.next_moves(order("SUCCESS", paid=True))] == ["REFUND"]
    assert {each.after for each in found.next_moves(order("SUCCESS", "codepay"))} == {"REFUND", "REVOKED"}
    assert found.next_moves(order("CLOSED")) == ()
    assert found.node("X") is None


def test_where_orders_begin() -> None:
    assert begins(order("SUCCESS")) == "NOTPAY"
    assert begins(order("SUCCESS", "codepay")) == ""
    assert begins(order("SUCCESS", platform="unionpay")) == ""


def test_what_the_payer_can_do() -> None:
    asked = order("NOTPAY")
    assert is_open(asked)
    assert [does(asked, each) for each in PayOutcome] == [True, False, False]
    assert all(does(order("USERPAYING", "codepay"), each) for each in PayOutcome)
    assert does(order("WAIT_BUYER_PAY", "wap", platform="alipay"), PayOutcome.CANCEL)
    assert not any(does(order("SUCCESS"), each) for each in PayOutcome)
    assert words_of("unionpay", "X") == ""
