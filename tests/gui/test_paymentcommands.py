from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from linktester.gui.paymentcommands import PaymentCommands
from linktester.gui.tools import Tools


def test_a_code_is_drawn_and_shown(qtbot: Any, tools: Tools) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = PaymentCommands(tools, window)
    made.show_code("weixin://wxpay/bizpayurl?pr=AbC123xyz")
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)
    window.findChild(QDialog).close()


def test_what_fits_into_no_code_is_told(qtbot: Any, tools: Tools) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = PaymentCommands(tools, window)
    with qtbot.waitSignal(made.failed):
        made.show_code("x" * 10_000)
