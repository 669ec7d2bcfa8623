from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSpinBox

from linktester.gui.panels.payclock import PayClock
from linktester.gui.widgets.oneline import OneLine
from tests.fakes.paydesks import PayDesk


def shown(qtbot: Any, desk: PayDesk, **ahead: float) -> PayClock:
    desk.port.now = (datetime.now(UTC) + timedelta(**ahead)).isoformat()
    made = PayClock(desk.tools, desk.payments)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    desk.seen(qtbot)
    return made


def told(made: PayClock) -> str:
    label = made.findChild(OneLine)
    assert label is not None
    return label.whole


def test_real_time(qtbot: Any, paydesk: PayDesk) -> None:
    assert told(shown(qtbot, paydesk)).endswith("+08:00 (real time)")


def test_ahead_of_real_time(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk, days=2, minutes=5)
    assert "2 d 0 h ahead of real time" in told(made)
    paydesk.tools.speech.switch("zh_CN")
    assert "比真实时间快 2 天 0 小时" in told(made)


def test_steps(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    for name in ("minute", "hour"):
        with qtbot.waitSignal(paydesk.payments.told):
            made.findChild(QPushButton, f"payments-clock-{name}").click()
    with qtbot.waitSignal(paydesk.payments.told):
        made.findChild(QAction, "payments-do-day").trigger()
    assert [each["advance_seconds"] for each in paydesk.called("/clock")] == [60, 3_600, 86_400]


def test_any_other_step(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    assert not made.other.isVisible()
    made.findChild(QAction, "payments-do-other").trigger()
    assert made.other.isVisible()
    made.findChild(QSpinBox).setValue(3)
    with qtbot.waitSignal(paydesk.payments.told):
        made.findChild(QPushButton, "payments-clock-go").click()
    assert paydesk.called("/clock") == [{"advance_seconds": 180}]


def test_a_new_certificate_and_forgetting(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    with qtbot.waitSignal(paydesk.payments.told):
        made.findChild(QAction, "payments-do-rotate").trigger()
    with qtbot.waitSignal(made.forget_wished):
        made.findChild(QAction, "payments-do-forget").trigger()
    assert paydesk.called("/reset") == []


def test_orders_by_hand(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    for name in ("wechatpay", "alipay"):
        with qtbot.waitSignal(paydesk.payments.failed) as failed:
            made.findChild(QAction, f"payments-do-{name}").trigger()
        assert failed.args[0].message.code == "send.no-credentials"
