from datetime import UTC, datetime

import pytest

from linktester.gui.paymentlook import PAGE, Wish, ask, look
from linktester.model.errors import EnvironmentFault
from linktester.send.payer import PayerRefusedError
from tests.fakes import payerport
from tests.fakes.payerport import payer_port


def test_a_look_sees_orders_callbacks_new_requests_and_the_clock() -> None:
    told = {"orders": [payerport.order()], "notices": [payerport.notice(), payerport.notice("N-2", "other")]}
    with payer_port(**told, requests=[payerport.request(1), payerport.request(2)]) as port:
        port.now = datetime(2999, 1, 1, tzinfo=UTC).isoformat()
        seen = look(Wish(port.ready, number="T-1", after=1))
    assert [each.number for each in seen.orders] == ["T-1"]
    assert [each.id for each in seen.notices] == ["N-1"]
    assert [each.id for each in seen.requests] == [2]
    assert seen.now.year in {2998, 2999}
    assert seen.at.tzinfo is not None
    assert not seen.is_cut


def test_a_business_clock_is_never_behind() -> None:
    with payer_port(now="2020-01-01T00:00:00+00:00") as port:
        seen = look(Wish(port.ready))
    assert seen.now == seen.at
    assert seen.notices == ()


@pytest.mark.parametrize(("pages", "count", "is_cut"), [(1, PAGE, True), (2, PAGE + 20, False)])
def test_more_pages_of_orders(pages: int, count: int, is_cut: bool) -> None:
    every = [payerport.order(f"T-{number}", id_=number) for number in range(PAGE + 20, 0, -1)]
    with payer_port(orders=every, most=PAGE) as port:
        seen = look(Wish(port.ready, pages))
    assert (len(seen.orders), seen.is_cut) == (count, is_cut)


def test_what_goes_wrong() -> None:
    answers = {"POST /payer/pay": (409, {"error": "x", "reason": "paid"})}
    with payer_port(answers=answers) as port, pytest.raises(PayerRefusedError):
        ask(port.ready, lambda payer: payer.pay("c"))
    with pytest.raises(EnvironmentFault):
        look(Wish(port.ready))
