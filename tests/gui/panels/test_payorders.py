from typing import Any

from PySide6.QtWidgets import QPushButton

from linktester.gui.panels.payorders import PayOrders
from tests.fakes import payerport
from tests.fakes.paydesks import PayDesk


def listed(qtbot: Any, desk: PayDesk, *numbers: str) -> PayOrders:
    desk.port.orders = [payerport.order(each, id_=len(numbers) - at) for at, each in enumerate(numbers)]
    made = PayOrders(desk.tools, desk.payments)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    desk.seen(qtbot)
    qtbot.waitUntil(lambda: made.model.rowCount() == len(numbers))
    return made


def current(made: PayOrders) -> str:
    return str(made.list.currentIndex().data())


def test_the_newest_is_chosen_at_first_and_stays_while_others_come(qtbot: Any, paydesk: PayDesk) -> None:
    made = listed(qtbot, paydesk, "T-1")
    assert current(made) == "T-1"
    paydesk.port.orders.insert(0, payerport.order("T-2", id_=2))
    paydesk.look(qtbot)
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    assert current(made) == "T-1"


def test_going_to_one_tells_its_key(qtbot: Any, paydesk: PayDesk) -> None:
    made = listed(qtbot, paydesk, "T-2", "T-1")
    with qtbot.waitSignal(made.chosen) as chosen:
        made.choose(("wechatpay", "T-1"))
    assert chosen.args == [("wechatpay", "T-1")]


def test_one_that_is_not_there_yet_is_gone_to_when_it_comes(qtbot: Any, paydesk: PayDesk) -> None:
    made = listed(qtbot, paydesk, "T-1")
    made.choose(("wechatpay", "T-2"))
    assert current(made) == "T-1"
    paydesk.port.orders.insert(0, payerport.order("T-2", id_=2))
    paydesk.look(qtbot)
    qtbot.waitUntil(lambda: current(made) == "T-2")


def test_when_all_are_forgotten_none_is_chosen(qtbot: Any, paydesk: PayDesk) -> None:
    made = listed(qtbot, paydesk, "T-1")
    paydesk.port.orders = []
    with qtbot.waitSignal(made.chosen) as chosen:
        paydesk.payments.look()
    assert chosen.args == [None]


def test_older_ones_are_offered_only_where_there_are_some(qtbot: Any, paydesk: PayDesk) -> None:
    made = listed(qtbot, paydesk, "T-1")
    assert not made.findChild(QPushButton, "payments-older").isVisible()


def test_the_list_speaks_the_language(qtbot: Any, paydesk: PayDesk) -> None:
    made = listed(qtbot, paydesk, "T-1")
    paydesk.tools.speech.switch("zh_CN")
    line = made.model.line(0)
    assert line is not None
    assert line.state == "待支付"
    assert not made.grab().isNull()
