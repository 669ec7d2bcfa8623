from dataclasses import replace

import pytest

from linktester.serve.payapis.alipay import states
from linktester.serve.payapis.alipay.name import Event, Product, Trade
from linktester.serve.payapis.alipay.problem import Problem
from linktester.serve.state import Order
from tests.fakes.payers import NOON

ORDER = Order(
    platform="alipay", merchant="1", number="T", product="page", state=Trade.WAITING, total=1, made_at=NOON
)


@pytest.mark.parametrize(
    ("before", "event", "after"),
    [
        ("NO_TRADE", "open", "WAIT_BUYER_PAY"),
        ("WAIT_BUYER_PAY", "pay", "TRADE_SUCCESS"),
        ("WAIT_BUYER_PAY", "close", "TRADE_CLOSED"),
        ("WAIT_BUYER_PAY", "cancel", "TRADE_CLOSED"),
        ("WAIT_BUYER_PAY", "timeout", "TRADE_CLOSED"),
        ("TRADE_SUCCESS", "refund-part", "TRADE_SUCCESS"),
        ("TRADE_SUCCESS", "refund-all", "TRADE_CLOSED"),
        ("TRADE_SUCCESS", "cancel", "TRADE_CLOSED"),
        ("TRADE_SUCCESS", "finish", "TRADE_FINISHED"),
    ],
)
def test_moves(before: str, event: str, after: str) -> None:
    assert states.after(replace(ORDER, state=before), Event(event)) == after


@pytest.mark.parametrize(
    ("before", "event", "error"),
    [
        ("TRADE_SUCCESS", "close", "ACQ.TRADE_STATUS_ERROR"),
        ("TRADE_FINISHED", "refund-all", "ACQ.TRADE_HAS_FINISHED"),
        ("TRADE_CLOSED", "pay", "ACQ.TRADE_STATUS_ERROR"),
        ("NO_TRADE", "close", "ACQ.TRADE_NOT_EXIST"),
    ],
)
def test_where_nothing_leads(before: str, event: str, error: str) -> None:
    order = replace(ORDER, state=before)
    assert not states.can(order, Event(event))
    with pytest.raises(Problem, match=error):
        states.after(order, Event(event))


@pytest.mark.parametrize(
    ("state", "error"), [(Trade.PAID, "ACQ.TRADE_HAS_SUCCESS"), (Trade.CLOSED, "ACQ.TRADE_HAS_CLOSE")]
)
def test_a_number_whose_trade_is_over(state: Trade, error: str) -> None:
    states.refuse_again(ORDER)
    with pytest.raises(Problem, match=error):
        states.refuse_again(replace(ORDER, state=state))


def test_closing_is_told_in_browsers_and_apps_but_not_face_to_face() -> None:
    closed = replace(ORDER, state=Trade.CLOSED)
    told = {each for each in Product if states.is_told(replace(closed, product=each))}
    assert told == {Product.PAGE, Product.WAP, Product.APP}
    assert states.is_told(replace(ORDER, state=Trade.PAID, product=Product.PRECREATE))
    assert not states.is_told(ORDER)
