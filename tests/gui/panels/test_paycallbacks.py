from typing import Any

from PySide6.QtGui import QGuiApplication

from linktester.gui.panels.paycallbacks import PayCallbacks
from linktester.gui.widgets.prose import plain
from tests.fakes import payerport
from tests.fakes.paydesks import PayDesk


def shown(qtbot: Any, desk: PayDesk, *notices: Any) -> PayCallbacks:
    desk.port.orders = [payerport.order(state="SUCCESS")]
    desk.port.notices = list(notices)
    made = PayCallbacks(desk.tools, desk.payments)
    desk.payments.changed.connect(made.show_notices)
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    desk.seen(qtbot).select(("wechatpay", "T-1"))
    qtbot.waitUntil(lambda: desk.payments.notices != () or not notices)
    return made


def told(made: PayCallbacks) -> list[list[str]]:
    tops = [made.tree.topLevelItem(row) for row in range(made.tree.topLevelItemCount())]
    items = [item for top in tops for item in (top, *(top.child(row) for row in range(top.childCount())))]
    return [[item.text(column) for column in range(3)] for item in items]


def test_without_callbacks_it_says_when_one_is_sent(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    qtbot.waitUntil(made.none.isVisible)
    assert not made.again.isVisible()
    assert made.chosen is None
    made.send_again(None)
    assert paydesk.port.asked == []


def test_every_try_is_listed_and_the_newest_is_told(qtbot: Any, paydesk: PayDesk) -> None:
    tries = [payerport.attempt("refused", status=500), payerport.attempt()]
    made = shown(qtbot, paydesk, payerport.notice(attempts=tries))
    lines = told(made)
    assert lines[0] == ["TRANSACTION.SUCCESS", "", "Delivered"]
    assert lines[1][:2] == ["Try 1", "2026-03-01 12:00:00"]
    assert lines[2][2] == "Taken by your server (HTTP 200)"
    assert "Taken by your server" in plain(made.sheet.lines)
    made.tree.setCurrentItem(made.tree.topLevelItem(0).child(0))
    assert "Not taken: your server answered HTTP 500" in plain(made.sheet.lines)


def test_sending_it_damaged_goes_to_the_new_try(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.notice())
    names = [action.objectName() for action in made.damaged.menu().actions()]
    assert names == [f"payment-damage-{name}" for name in ("signature", "body", "timestamp", "probe")]
    damaged = payerport.attempt("not-verified", tamper="signature")
    paydesk.port.notices = [payerport.notice(attempts=[payerport.attempt(), damaged])]
    made.damaged.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: "it does not verify callbacks" in plain(made.sheet.lines))
    assert paydesk.called("/notifications/N-1/redeliver") == [{"tamper": "signature"}]


def test_the_signed_text_is_copied_as_it_is(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.notice())
    made.copy.click()
    assert QGuiApplication.clipboard().text() == f'1772337600\n{"n" * 32}\n{{"id":"N-1"}}\n'


def test_what_is_looked_at_stays_while_tries_are_added(qtbot: Any, paydesk: PayDesk) -> None:
    tries = [payerport.attempt("refused", status=500), payerport.attempt()]
    made = shown(qtbot, paydesk, payerport.notice(attempts=tries))
    made.tree.setCurrentItem(made.tree.topLevelItem(0).child(0))
    paydesk.port.notices = [payerport.notice(attempts=[*tries, payerport.attempt()])]
    paydesk.payments.look()
    qtbot.waitUntil(lambda: len(told(made)) == 4)
    assert made.tree.currentItem().text(0) == "Try 1"
    paydesk.tools.speech.switch("zh_CN")
    assert made.tree.currentItem().text(0) == "第 1 次"


def test_a_callback_that_was_never_tried(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, payerport.notice(attempts=[], state="pending"))
    assert made.chosen is not None
    assert made.chosen[1] is None
    assert made.sheet.lines == ()
    assert not made.copy.isEnabled()
