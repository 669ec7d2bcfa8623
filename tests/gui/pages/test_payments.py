from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.payments import DOWN, ORDERS, REQUESTS, RUNNING, SDKS, SPLIT, STARTING, PaymentsPage
from linktester.gui.widgets.empty import ActionButton
from tests.fakes import payerport
from tests.fakes.paydesks import PayDesk


@pytest.fixture
def page(qtbot: Any, paydesk: PayDesk) -> Iterator[PaymentsPage]:
    made = PaymentsPage(paydesk.tools, OpenRun(paydesk.tools), OpenProject(paydesk.tools))
    qtbot.addWidget(made)
    made.resize(800, 500)
    yield made
    made.leave()


def standing(page: PaymentsPage) -> int:
    return int(page._state.currentIndex())


def opened(qtbot: Any, page: PaymentsPage) -> None:
    page.show()
    qtbot.waitUntil(lambda: standing(page) == RUNNING)


def doors(page: PaymentsPage) -> dict[str, ActionButton]:
    return {each.text(): each for each in page.findChildren(ActionButton) if each.isVisible()}


def test_while_the_emulator_starts_or_is_down(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    assert standing(page) == STARTING
    assert page.commands() == {}
    paydesk.workspace.ready = None
    page.show()
    qtbot.waitUntil(lambda: standing(page) == DOWN)
    paydesk.workspace.ready = paydesk.port.ready
    doors(page)["Start the emulator"].click()
    qtbot.waitUntil(lambda: standing(page) == RUNNING)
    assert paydesk.workspace.restarted == 1


def test_without_orders_it_leads_to_the_settings(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    opened(qtbot, page)
    assert list(doors(page)) == ["Settings for my SDK", "Make a test order"]
    doors(page)["Settings for my SDK"].click()
    assert page.tabs.currentIndex() == SDKS
    with qtbot.waitSignal(page.failed):
        page.commands()["test-order"]()
    assert page.tabs.currentIndex() == ORDERS


def test_an_order_appears_by_itself_and_is_paid(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    opened(qtbot, page)
    assert "pay-order" not in page.commands()
    paydesk.port.orders = [payerport.order()]
    qtbot.waitUntil(lambda: "pay-order" in page.commands(), timeout=5_000)
    assert {"copy-link", "enlarge-code", "clock-minute"} <= page.commands().keys()
    assert "fail-order" not in page.commands()
    paydesk.port.orders = [payerport.order(state="SUCCESS")]
    with qtbot.waitSignal(page.commands_changed):
        page.commands()["pay-order"]()
    qtbot.waitUntil(lambda: "pay-order" not in page.commands())
    assert paydesk.called("/payer/pay")[0]["out_trade_no"] == "T-1"


def test_the_code_is_shown_as_large_as_the_window(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    paydesk.port.orders = [payerport.order()]
    opened(qtbot, page)
    qtbot.waitUntil(lambda: "enlarge-code" in page.commands())
    page.commands()["enlarge-code"]()
    qtbot.waitUntil(lambda: page.findChild(QDialog, "large-code") is not None)
    page.findChild(QDialog, "large-code").close()


def test_forgetting_asks_first(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    opened(qtbot, page)
    page.commands()["forget-payments"]()
    assert page.notice.isVisible()
    page.findChild(QPushButton, "payments-ask-keep").click()
    assert not page.notice.isVisible()
    page.commands()["forget-payments"]()
    with qtbot.waitSignal(page.told):
        page.findChild(QPushButton, "payments-ask-forget-clock").click()
    assert paydesk.called("/reset") == [{"clock": True}]


def test_copying_the_settings_and_finding_a_request(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    opened(qtbot, page)
    with qtbot.waitSignal(page.told):
        page.commands()["copy-settings"]()
    page.commands()["find"]()
    assert page.tabs.currentIndex() == REQUESTS


def test_nothing_is_looked_at_while_it_is_hidden(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    opened(qtbot, page)
    page.hide()
    paydesk.tools.tasks.close()
    before = page.payments.sight
    page.payments.look()
    assert page.payments.sight is before


def test_it_speaks_the_language_and_keeps_widths(qtbot: Any, page: PaymentsPage, paydesk: PayDesk) -> None:
    opened(qtbot, page)
    paydesk.tools.speech.switch("zh_CN")
    assert [page.tabs.tabText(index) for index in range(4)] == ["订单", "接口请求", "付款码", "SDK 配置"]
    page.leave()
    assert not paydesk.tools.settings.octets(SPLIT).isEmpty()
