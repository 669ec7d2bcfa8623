from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from linktester.gui.panels.payrequests import PayRequests
from linktester.gui.widgets.prose import plain
from tests.fakes import payerport
from tests.fakes.paydesks import PayDesk

WRONG = {"refused": "signature", "code": "SIGN_ERROR", "built": "POST\n/v3/a b\n"}


def shown(qtbot: Any, desk: PayDesk, *requests: Any) -> PayRequests:
    desk.port.requests = list(requests)
    made = PayRequests(desk.tools, desk.payments)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    desk.seen(qtbot)
    qtbot.waitUntil(lambda: made.model.rowCount() == len(requests))
    return made


def test_a_refused_one_tells_why_and_what_the_server_built(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.request(1), payerport.request(2, status=401, findings=WRONG))
    made.table.selectRow(0)
    assert "The signature does not match." in plain(made.head.lines)
    assert made.built.toPlainText() == "POST⏎\n/v3/a·b⏎\n"
    made.findChild(QPushButton, "payments-built-copy").click()
    assert QGuiApplication.clipboard().text() == "POST\n/v3/a b\n"
    assert "code_url" in plain(made.exchange.lines)


def test_without_a_built_text_its_place_is_gone(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.request(1, findings={"built": ""}))
    made.table.selectRow(0)
    assert not made.built.isVisible()


def test_new_ones_leave_the_chosen_one_chosen(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.request(1))
    made.table.selectRow(0)
    paydesk.port.requests.append(payerport.request(2, target="/v3/other"))
    paydesk.payments.look()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    assert made.table.currentIndex().row() == 1
    made.query.setText("native")
    assert (made.model.rowCount(), made.table.currentIndex().row()) == (1, 0)
    made.query.setText("nowhere")
    assert plain(made.head.lines) == ""


def test_only_refused(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.request(1), payerport.request(2, status=401, findings=WRONG))
    made.refused.click()
    assert made.model.rowCount() == 1


def test_it_speaks_the_language(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.request(1, status=401, findings=WRONG))
    made.table.selectRow(0)
    paydesk.tools.speech.switch("zh_CN")
    assert "签名不匹配" in plain(made.head.lines)
