from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from linktester.gui.panels.payorder import PayOrderPanel
from tests.fakes import payerport
from tests.fakes.paydesks import PayDesk


def shown(qtbot: Any, desk: PayDesk, **order: Any) -> PayOrderPanel:
    desk.port.orders = [payerport.order(**order)]
    made = PayOrderPanel(desk.tools, desk.payments)
    qtbot.addWidget(made)
    made.resize(520, 600)
    made.show()
    desk.seen(qtbot).select((desk.port.orders[0]["platform"], "T-1"))
    qtbot.waitUntil(lambda: made.order is not None)
    return made


def button(made: PayOrderPanel, name: str) -> QPushButton:
    found = made.findChild(QPushButton, name)
    assert found is not None
    return found


def test_an_open_order_can_be_paid_and_what_would_do_nothing_is_greyed(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    assert [made.can(name) for name in ("pay", "fail", "cancel")] == [True, False, False]
    assert "changes nothing here" in button(made, "payment-fail").toolTip()
    assert [each.words for each in made.states.boxes if each.is_here] == ["To be paid"]
    with qtbot.waitSignal(paydesk.payments.told):
        button(made, "primary").click()
    assert paydesk.called("/payer/pay")[0]["outcome"] == "success"


def test_after_paying_the_way_taken_is_drawn_and_nothing_can_be_paid(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, state="SUCCESS", moments={"paid_at": payerport.MADE})
    assert not any(made.can(name) for name in ("pay", "fail", "cancel"))
    assert not button(made, "primary").isEnabled()
    taken = [(each.before, each.after) for each in made.states.arrows if each.is_taken]
    assert taken == [("NOTPAY", "SUCCESS")]
    made.pay("pay")
    assert paydesk.called("/payer/pay") == []


def test_its_code_is_copied_and_shown(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    with qtbot.waitSignal(made.told):
        button(made, "payment-copy").click()
    assert QGuiApplication.clipboard().text() == payerport.CODE
    with qtbot.waitSignal(made.code_wished) as wished:
        button(made, "payment-show").click()
    assert wished.args == [payerport.CODE]


def test_without_a_code_there_is_nothing_to_copy(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, code="")
    assert not button(made, "payment-copy").isEnabled()
    with qtbot.assertNotEmitted(made.code_wished):
        made.show_code()


def test_the_request_stands_as_it_came(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, request={"description": "<b>茶</b>"})
    assert (
        made.findChild(QPlainTextEdit, "payment-request").toPlainText()
        == '{\n  "description": "<b>茶</b>"\n}'
    )


def test_a_platform_without_drawn_states_is_shown_without_them(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, platform="unionpay")
    assert made.states.isHidden()
    assert made.order is not None


def test_it_speaks_the_language(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    paydesk.tools.speech.switch("zh_CN")
    assert made.states.boxes[0].words == "待支付"
