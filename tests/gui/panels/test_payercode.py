from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton

from linktester.gui.panels.payercode import PayerCode
from tests.fakes.paydesks import PayDesk


def shown(qtbot: Any, desk: PayDesk) -> PayerCode:
    made = PayerCode(desk.tools, desk.payments)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    desk.seen(qtbot)
    return made


def test_a_code_is_made_as_chosen_and_shown_in_three_ways(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    made.findChild(QComboBox, "payments-code-behaviour").setCurrentIndex(1)
    made.findChild(QPushButton, "primary").click()
    qtbot.waitUntil(lambda: made.strip.bars != ())
    assert paydesk.called("/payer/auth-code") == [{"platform": "wechatpay", "behaviour": "confirm"}]
    assert made.digits.text() == "130000000000000000"
    assert made.view.modules == 21
    with qtbot.waitSignal(made.told):
        made.findChild(QPushButton, "payments-code-copy").click()
    assert QGuiApplication.clipboard().text() == "130000000000000000"


def test_choices_are_there_from_the_beginning_in_both_languages(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    platform = made.findChild(QComboBox, "payments-code-platform")
    behaviour = made.findChild(QComboBox, "payments-code-behaviour")
    assert [platform.itemText(row) for row in range(platform.count())] == ["WeChat Pay", "Alipay"]
    assert (behaviour.count(), behaviour.currentText()) == (4, "it is paid at once")
    paydesk.tools.speech.switch("zh_CN")
    assert (platform.currentText(), behaviour.currentText()) == ("微信支付", "立即支付成功")
