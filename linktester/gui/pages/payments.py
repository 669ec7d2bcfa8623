"""The page of payments: orders and what the payer does with them, requests, payers' codes, SDK settings."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from linktester.gui.openpayments import OpenPayments
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.payclock import HOUR, MINUTE, PayClock
from linktester.gui.panels.payercode import PayerCode
from linktester.gui.panels.payorder import PAYS, PayOrderPanel
from linktester.gui.panels.payorders import PayOrders
from linktester.gui.panels.payrequests import PayRequests
from linktester.gui.panels.paysdk import PaySdk
from linktester.gui.paymentcommands import PaymentCommands
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.noticebar import Answer, NoticeBar
from linktester.model.order import OrderProduct

ORDERS, REQUESTS, PAYER, SDKS = range(4)
TABS = ("payment.tab-orders", "payment.tab-requests", "payment.tab-payer", "payment.tab-sdks")
STARTING, DOWN, RUNNING = range(3)
SPLIT = "payments-split"
"""Where the widths of list and order are remembered."""


class PaymentsPage(Page):
    """Clock above, four tabs below; something helpful instead while no emulator runs."""

    ID = "payments"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self.payments = OpenPayments(tools, self)
        self.commanded = PaymentCommands(tools, self)
        self.clock = PayClock(tools, self.payments)
        self.orders = PayOrders(tools, self.payments)
        self.order = PayOrderPanel(tools, self.payments)
        self.requests = PayRequests(tools, self.payments)
        self.payer = PayerCode(tools, self.payments)
        self.sdks = PaySdk(tools, self.payments)
        self.tabs = QTabWidget()
        self.notice = NoticeBar("payments-ask")
        self._doors = {name: QAction(self) for name in ("start", "settings", "test")}
        self._state = QStackedWidget()
        self._books = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._offered: tuple[str, ...] = ()
        self._lay_out()
        self._listen()
        self._say()
        self._on_changed()

    def commands(self) -> Commands:
        """Return what can be done with the order that is shown, and with the clock."""
        if self.payments.ready is None:
            return {}
        order = self.order.order
        possible: dict[str, object] = {
            "clock-minute": partial(self.payments.advance, MINUTE),
            "clock-hour": partial(self.payments.advance, HOUR),
            "forget-payments": self.ask_forget,
            "copy-settings": self._copy_settings,
            "test-order": self._make_order,
            "find": self._find,
        }
        able = [name for name in PAYS if self.order.can(name)]
        possible |= {f"{name}-order": partial(self.order.pay, name) for name in able}
        if order is not None and order.code:
            possible |= {"copy-link": self.order.copy_code, "enlarge-code": self.order.show_code}
        return possible  # type: ignore[return-value]

    def entered(self) -> None:
        """Take the focus to the newest orders."""
        self.orders.list.setFocus()

    def leave(self) -> None:
        """Remember widths and what was chosen."""
        self.payments.watch(False)
        self.tools.settings.put(SPLIT, self._split.saveState())
        self.sdks.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Look while it is in sight."""
        super().showEvent(event)
        self.payments.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not look while nobody does."""
        super().hideEvent(event)
        self.payments.watch(False)

    def ask_forget(self) -> None:
        """Ask whether everything shall be forgotten; the safe answer has the focus."""
        t = self.tools.speech.t
        answers: list[Answer] = [
            ("keep", t("payment.keep"), self.notice.hide),
            ("forget", t("payment.forget-orders"), partial(self._forget, False)),
            ("forget-clock", t("payment.forget-clock"), partial(self._forget, True)),
        ]
        self.notice.ask(t("payment.ask-forget"), answers)
        self.notice.show()
        next(iter(self.notice.buttons.values())).setFocus()

    def _lay_out(self) -> None:
        self._split.setObjectName("payments-splitter")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.orders)
        self._split.addWidget(self.order)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([280, 520])
        state = self.tools.settings.octets(SPLIT)
        if not state.isEmpty():
            self._split.restoreState(state)
        self._books.addWidget(self._empty("none", ("settings", "test")))
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(self._split)
        self._books.addWidget(holder)
        sheets: tuple[QWidget, ...] = (self._books, self.requests, self.payer, self.sdks)
        for sheet in sheets:
            self.tabs.addTab(sheet, "")
        self.tabs.setObjectName("payments-tabs")
        self.tabs.setDocumentMode(True)
        self.tools.speech.name(self.tabs, "action.page-payments")
        running = QWidget()
        column = QVBoxLayout(running)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.notice, self.clock):
            column.addWidget(part)
        column.addWidget(self.tabs, 1)
        for state_widget in (self._empty("starting", ()), self._empty("down", ("start",)), running):
            self._state.addWidget(state_widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._state)

    def _empty(self, name: str, doors: tuple[str, ...]) -> QWidget:
        speech = self.tools.speech
        for door in doors:
            speech.text(self._doors[door], f"payment.door-{door}")
        actions = tuple(self._doors[door] for door in doors)
        return EmptyState(speech, f"payment.{name}-title", f"payment.{name}-sentence", actions)

    def _listen(self) -> None:
        self.payments.changed.connect(self._on_changed)
        self.orders.chosen.connect(self.payments.select)
        self.payments.order_made.connect(self.orders.choose)
        self.order.code_wished.connect(self.commanded.show_code)
        self.clock.forget_wished.connect(self.ask_forget)
        self._doors["start"].triggered.connect(self._start)
        self._doors["test"].triggered.connect(self._make_order)
        self._doors["settings"].triggered.connect(partial(self.tabs.setCurrentIndex, SDKS))
        for part in (self.payments, self.payer, self.commanded):
            part.told.connect(self.told)
            part.failed.connect(self.failed)
        for teller in (self.order, self.sdks):
            teller.told.connect(self.told)
        self.tools.speech.changed.connect(self._say)

    def _say(self) -> None:
        for index, code in enumerate(TABS):
            self.tabs.setTabText(index, self.tools.speech.t(code))

    def _on_changed(self) -> None:
        payments = self.payments
        if payments.ready is None:
            self._state.setCurrentIndex(DOWN if payments.is_asked else STARTING)
        elif payments.sight is None:
            self._state.setCurrentIndex(STARTING)
        else:
            self._state.setCurrentIndex(RUNNING)
        self._books.setCurrentIndex(1 if payments.orders else 0)
        offered = tuple(self.commands())
        if offered != self._offered:
            self._offered = offered
            self.commands_changed.emit()

    def _start(self) -> None:
        self._state.setCurrentIndex(STARTING)
        self.tools.host.restart_emulator()

    def _make_order(self) -> None:
        self.tabs.setCurrentIndex(ORDERS)
        self.payments.make_order(OrderProduct.WECHATPAY_NATIVE)

    def _forget(self, clock: bool) -> None:
        self.notice.hide()
        self.payments.forget(clock)

    def _copy_settings(self) -> None:
        self.tabs.setCurrentIndex(SDKS)
        self.sdks.copy_settings()

    def _find(self) -> None:
        self.tabs.setCurrentIndex(REQUESTS)
        self.requests.query.setFocus()
