"""A merchant's server beside the real window: its order appears, is paid by a button, its callback taken."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", reason="Qt's system libraries are missing", exc_type=ImportError)

from PySide6.QtWidgets import QPushButton, QTreeWidget

from linktester.gui.pages.payments import REQUESTS, PaymentsPage
from linktester.gui.widgets.prose import plain
from linktester.send import Ready
from tests.fakes.desk import Desk
from tests.fakes.shopkeepers import NATIVE, shopkeeper

pytestmark = [pytest.mark.journey]


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """Open the window; it is closed at the end, and what is left of it is freed on this thread."""
    gc.disable()
    made = Desk(tmp_path / "kept")
    yield made
    made.close()
    gc.collect()
    gc.enable()


def payments(desk: Desk) -> tuple[PaymentsPage, Ready]:
    page = desk.go("payments")
    assert isinstance(page, PaymentsPage)
    return page, desk.until(lambda: page.payments.sight and page.payments.ready, "a look at the emulator")


def results(page: PaymentsPage) -> list[str]:
    """Return how the tries of callbacks ended."""
    tree = page.findChild(QTreeWidget, "payment-callbacks-list")
    tops = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [top.child(row).text(2) for top in tops for row in range(top.childCount())]


def test_from_an_order_of_my_server_to_its_callback(desk: Desk) -> None:
    page, ready = payments(desk)
    with shopkeeper(ready) as shop:
        code = shop.order("T20260301_1").json()["code_url"]
        order = desk.until(lambda: page.order.order, "the order")
        assert (order.number, order.code, order.total) == ("T20260301_1", code, 1234)
        desk.until(lambda: page.order.can("pay"), "the button")
        page.order.findChild(QPushButton, "primary").click()
        desk.until(lambda: results(page) == ["Taken by your server (HTTP 200)"], "the callback")
        assert len(shop.callbacks) == 1
        page.order.callbacks.damaged.menu().actions()[0].trigger()
        desk.until(lambda: "does not verify" in plain(page.order.callbacks.sheet.lines), "the finding")
        assert page.order.order.state == "SUCCESS"
        assert [(each.before, each.after) for each in page.order.states.arrows if each.is_taken] == [
            ("NOTPAY", "SUCCESS")
        ]


def test_why_a_signature_was_refused(desk: Desk) -> None:
    page, ready = payments(desk)
    with shopkeeper(ready) as shop:
        assert shop.order("T20260301_2", key_of="alipay").status_code == 401
    page.tabs.setCurrentIndex(REQUESTS)
    desk.until(page.requests.model.rowCount, "the request")
    page.requests.table.selectRow(0)
    assert "The signature does not match." in plain(page.requests.head.lines)
    built = page.requests.built.toPlainText()
    assert built.startswith(f"POST⏎\n{NATIVE}⏎\n")
    assert "T20260301_2" in built
    assert built.endswith("⏎\n")


def test_both_platforms_orders_and_their_codes(desk: Desk) -> None:
    page, ready = payments(desk)
    with shopkeeper(ready) as shop:
        assert "qr_code" in shop.precreate("A20260301").text
        desk.until(lambda: page.order.order, "the order")
        assert page.order.order.code.startswith("https://qr.alipay.com/")
        desk.until(lambda: page.order.can("pay"), "the button")
        desk.act("pay-order")
        desk.until(lambda: results(page) == ["Taken by your server (HTTP 200)"], "the callback")
        assert page.order.order.state == "TRADE_SUCCESS"
