from typing import Any

import pytest

from linktester.model.order import OrderProduct
from linktester.send.payertold import Damage, PayBehaviour, PayNotice, PayOutcome
from tests.fakes import payerport
from tests.fakes.paydesks import PayDesk


def test_nothing_is_looked_at_while_nobody_looks(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.tools.host.ask_emulator()
    qtbot.waitUntil(lambda: paydesk.payments.ready is not None)
    paydesk.payments.look()
    assert paydesk.tools.tasks.is_idle
    paydesk.seen(qtbot)
    paydesk.payments.watch(False)
    paydesk.payments.look()
    assert paydesk.payments.sight is not None


def test_an_order_with_its_callbacks_is_looked_at(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.orders = [payerport.order("T-2", id_=2), payerport.order("T-1")]
    paydesk.port.notices = [payerport.notice(), payerport.notice("N-2", platform="alipay")]
    payments = paydesk.seen(qtbot)
    assert (payments.order, payments.notices) == (None, ())
    payments.select(("wechatpay", "T-1"))
    qtbot.waitUntil(lambda: payments.notices != ())
    assert payments.order is not None
    assert payments.order.number == "T-1"
    assert [each.id for each in payments.notices] == ["N-1"]


def test_requests_add_up(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.requests = [payerport.request(1)]
    payments = paydesk.seen(qtbot)
    paydesk.port.requests.append(payerport.request(2))
    paydesk.look(qtbot)
    assert [each.id for each in payments.requests] == [1, 2]


def test_what_the_payer_does_is_asked_for_and_told(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.orders = [payerport.order()]
    payments = paydesk.seen(qtbot)
    payments.select(("wechatpay", "T-1"))
    with qtbot.waitSignal(payments.told) as told:
        payments.pay(PayOutcome.SUCCESS)
    assert told.args[0].code == "payment.done"
    with qtbot.waitSignal(payments.told):
        payments.send_again(PayNotice(id="N-1"), Damage.BODY)
    with qtbot.waitSignal(payments.told):
        payments.advance(60)
    with qtbot.waitSignal(payments.told) as told:
        payments.rotate()
    assert told.args[0].args == {"serial": "A0"}
    with qtbot.waitSignal(payments.code_made) as made:
        payments.make_code("alipay", PayBehaviour.EXPIRED)
    assert made.args == ["130000000000000000"]
    assert paydesk.called("/payer/pay") == [
        {"outcome": "success", "platform": "wechatpay", "out_trade_no": "T-1"}
    ]
    assert paydesk.called("/notifications/N-1/redeliver") == [{"tamper": "body"}]


def test_where_the_payer_goes_back_to_is_told(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.orders = [payerport.order()]
    back = payerport.order(return_url="https://shop.example/back")
    paydesk.port.answers["POST /payer/pay"] = (200, back)
    payments = paydesk.seen(qtbot)
    payments.select(("wechatpay", "T-1"))
    with qtbot.waitSignal(payments.told) as told:
        payments.pay(PayOutcome.CANCEL)
    assert told.args[0].args["url"] == "https://shop.example/back"


def test_forgetting_empties_the_journal(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.requests = [payerport.request(1)]
    payments = paydesk.seen(qtbot)
    with qtbot.waitSignal(payments.told):
        payments.forget(clock=True)
    assert payments.requests == ()
    paydesk.port.requests.append(payerport.request(2))
    paydesk.look(qtbot)
    assert [each.id for each in payments.requests] == [2]
    assert paydesk.called("/reset") == [{"clock": True}]


def test_a_refusal_is_told(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.answers["POST /clock"] = (400, {"error": "too far", "reason": "body"})
    payments = paydesk.seen(qtbot)
    with qtbot.waitSignal(payments.failed) as failed:
        payments.advance(1e12)
    assert failed.args[0].reason == "body"


def test_an_emulator_that_goes_and_another_that_comes(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.requests = [payerport.request(1)]
    payments = paydesk.seen(qtbot)
    paydesk.workspace.ready = None
    paydesk.tools.host.ask_emulator()
    qtbot.waitUntil(lambda: payments.ready is None)
    assert (payments.sight, payments.requests, payments.is_asked) == (None, (), True)
    with qtbot.waitSignal(payments.failed) as failed:
        payments.rotate()
    assert failed.args[0].message.code == "payment.no-emulator"
    paydesk.workspace.ready = paydesk.port.ready
    paydesk.seen(qtbot)


@pytest.mark.parametrize("told", [(500, b"?"), (200, {"orders": 5})])
def test_a_look_that_fails_asks_how_the_emulator_stands(qtbot: Any, paydesk: PayDesk, told: Any) -> None:
    paydesk.seen(qtbot)
    paydesk.port.answers["GET /orders"] = told
    with qtbot.waitSignal(paydesk.tools.host.emulator_changed):
        paydesk.payments.select(("wechatpay", "T-1"))


def test_an_order_by_hand_needs_credentials(qtbot: Any, paydesk: PayDesk) -> None:
    payments = paydesk.seen(qtbot)
    with qtbot.waitSignal(payments.failed) as failed:
        payments.make_order(OrderProduct.WECHATPAY_NATIVE)
    assert failed.args[0].message.code == "send.no-credentials"


def test_older_orders_are_shown_on_demand(qtbot: Any, paydesk: PayDesk) -> None:
    paydesk.port.most = 100
    paydesk.port.orders = [payerport.order(f"T-{number}", id_=number) for number in range(150, 0, -1)]
    payments = paydesk.seen(qtbot)
    assert (len(payments.orders), payments.sight.is_cut) == (100, True)
    payments.show_older()
    qtbot.waitUntil(lambda: len(payments.orders) == 150)
