"""One order: how it stands, what the payer can do, its states drawn, what is known of it, its callbacks."""

import json
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from linktester.gui.models.payorders import is_late, order_line, platform_word, state_words
from linktester.gui.models.paystates import LOOKS, begins, does, is_open, machine, way
from linktester.gui.openpayments import OpenPayments
from linktester.gui.panels.paycallbacks import PayCallbacks
from linktester.gui.panels.payfacts import fact_lines, standing, way_words
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.oneline import OneLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.gui.widgets.section import Section
from linktester.gui.widgets.sheet import Sheet
from linktester.gui.widgets.statemachine import Arrow, Box, StateMachine
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.message import message
from linktester.send.payertold import PayOrder, PayOutcome

MOST = 200_000
LINES = 12
PAYS = {"pay": PayOutcome.SUCCESS, "fail": PayOutcome.FAIL, "cancel": PayOutcome.CANCEL}


class PayOrderPanel(QWidget):
    """Empty until an order is shown.

    Signals: `code_wished(str)` for a code to be drawn; `told(Message)`.
    """

    code_wished = Signal(str)
    told = Signal(object)

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._order: PayOrder | None = None
        self._title = OneLine("heading")
        self._standing = PlainLabel()
        self._buttons = {name: self._button(name) for name in (*PAYS, "copy", "show")}
        self.states = StateMachine(tools.theme, "payment-states")
        self._way = PlainLabel("", "muted")
        self._facts = Sheet(tools.theme, "payment-facts")
        self._request = QPlainTextEdit()
        self.callbacks = PayCallbacks(tools, payments)
        self._sections = [
            Section(tools.speech, "payment-callbacks-part", "payment.callbacks", self.callbacks),
            Section(tools.speech, "payment-request-part", "payment.request-made", self._request),
        ]
        self._lay_out()
        self._listen()

    @property
    def order(self) -> PayOrder | None:
        """The order shown."""
        return self._order

    @property
    def can_pay(self) -> bool:
        """Whether the payer can do anything with it."""
        now = self._payments.now
        return (
            self._order is not None
            and now is not None
            and is_open(self._order)
            and not is_late(self._order, now)
        )

    def show_order(self) -> None:
        """Show the order that is looked at."""
        order = self._payments.order
        if order is None or self._payments.now is None:
            self._order = None
            return
        is_new, is_other = order != self._order, self._order is None or order.key != self._order.key
        self._order = order
        self._tell_standing()
        if is_new:
            self._tell(order)
        if is_other:
            self.scrolled.to_top()
        self.callbacks.show_notices()

    def can(self, name: str) -> bool:
        """Tell whether letting the payer `pay`, `fail` or `cancel` would do anything."""
        return self.can_pay and self._order is not None and does(self._order, PAYS[name])

    def pay(self, name: str, _checked: bool = False) -> None:
        """Let the payer `pay`, `fail` or `cancel`."""
        if self.can(name):
            self._payments.pay(PAYS[name])

    def copy_code(self) -> None:
        """Put its code on the clipboard."""
        if self._order is not None and self._order.code:
            put_text(self._order.code)
            self.told.emit(message("payment.code-copied"))

    def show_code(self) -> None:
        """Wish for its code as a picture."""
        if self._order is not None and self._order.code:
            self.code_wished.emit(self._order.code)

    def _button(self, name: str) -> TextButton:
        speech, theme = self._tools.speech, self._tools.theme
        signs = {"pay": "valid", "fail": "error", "cancel": "close", "copy": "copy", "show": "payment"}
        object_name = "primary" if name == "pay" else f"payment-{name}"
        sign = "" if name == "pay" else signs[name]
        button = TextButton(speech, theme, object_name, f"payment.{name}", sign=sign)
        speech.tip(button, f"payment.{name}-tip")
        return button

    def _lay_out(self) -> None:
        self.setObjectName("payment-order")
        self._request.setObjectName("payment-request")
        self._request.setReadOnly(True)
        self._request.setTabChangesFocus(True)
        self._request.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._request.setFixedHeight(self._request.fontMetrics().lineSpacing() * LINES)
        self._tools.speech.name(self._request, "payment.request-made")
        self._tools.speech.name(self.states, "payment.states")
        self._tools.speech.name(self._facts, "payment.facts")
        self._sections[1].open(False)
        holder = QWidget()
        flow = Flow(holder, 8)
        for button in self._buttons.values():
            flow.addWidget(button)
        scrolled = Scrolled("payment-scroll")
        scrolled.column.setContentsMargins(4, 0, 8, 0)
        scrolled.column.setSpacing(10)
        for part in (
            self._title,
            self._standing,
            holder,
            self.states,
            self._way,
            self._facts,
            *self._sections,
        ):
            scrolled.column.addWidget(part)
        scrolled.column.addStretch(1)
        self.scrolled = scrolled
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled)

    def _listen(self) -> None:
        for name in PAYS:
            self._buttons[name].clicked.connect(partial(self.pay, name))
        self._buttons["copy"].clicked.connect(self.copy_code)
        self._buttons["show"].clicked.connect(self.show_code)
        self._payments.changed.connect(self.show_order)
        self._tools.speech.changed.connect(self._on_speech_changed)

    def _tell_standing(self) -> None:
        order, now, t = self._order, self._payments.now, self._tools.speech.t
        if order is None or now is None:
            return
        self._standing.setText(standing(order, now, t))
        for name in PAYS:
            able = self.can(name)
            self._buttons[name].setEnabled(able)
            idle = self.can_pay and not able
            self._tools.speech.tip(
                self._buttons[name], f"payment.{name}-idle" if idle else f"payment.{name}-tip"
            )
        for name in ("copy", "show"):
            self._buttons[name].setEnabled(bool(order.code))

    def _tell(self, order: PayOrder) -> None:
        t, now = self._tools.speech.t, self._payments.now
        assert now is not None
        line = order_line(order, now, t)
        self._title.setText(f"{line.amount} · {line.number}")
        self._draw(order)
        self._way.setText(way_words(order, t))
        self._facts.show_lines(fact_lines(order, t))
        self._request.setPlainText(_pretty(order))

    def _draw(self, order: PayOrder) -> None:
        found, t = machine(order.platform), self._tools.speech.t
        if found is None:
            self.states.show_states((), (), "")
            return
        taken = way(order)
        passed = {begins(order), *(state for step in taken for state in step)}
        boxes = [
            Box(
                each.state,
                state_words(order.platform, each.state, t),
                platform_word(order.platform, each.state, t),
                each.column,
                each.row,
                LOOKS.get(each.words, "inconclusive"),
                is_here=each.state == order.state,
                is_passed=each.state in passed,
            )
            for each in found.nodes
        ]
        arrows = [Arrow(*step, is_taken=step in taken) for step in found.steps()]
        self.states.show_states(boxes, arrows, way_words(order, t))

    def _on_speech_changed(self) -> None:
        if self._order is not None:
            self._tell(self._order)
            self._tell_standing()


def _pretty(order: PayOrder) -> str:
    """Return what the merchant asked for, indented."""
    return shown(json.dumps(order.request, ensure_ascii=False, indent=2, default=str), MOST)
