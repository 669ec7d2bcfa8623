"""The business clock of the emulator's payments, and what moves it on."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from linktester.gui.models.payorders import span_words
from linktester.gui.openpayments import OpenPayments
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice
from linktester.gui.widgets.oneline import OneLine
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.order import OrderProduct
from linktester.report.phrases import clock

MINUTE, HOUR, DAY = 60, 3_600, 86_400
UNITS = {"seconds": 1, "minutes": MINUTE, "hours": HOUR, "days": DAY}
ORDERS = {"wechatpay": OrderProduct.WECHATPAY_NATIVE, "alipay": OrderProduct.ALIPAY_PRECREATE}
MOST = 3_650
"""The most that is moved at once, in whatever unit; the emulator takes ten years altogether."""


class PayClock(QWidget):
    """One line: the time, two steps, and a menu; a second line for any other step.

    Signals: `forget_wished()`.
    """

    forget_wished = Signal()

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._time = OneLine()
        self._steps = [self._step("minute", MINUTE), self._step("hour", HOUR)]
        self.more = QToolButton()
        self._actions = {
            name: QAction(self) for name in ("day", "other", "wechatpay", "alipay", "rotate", "forget")
        }
        self.other = QWidget()
        self._count = QSpinBox()
        self._unit = Choice()
        self._go: QPushButton = TextButton(tools.speech, tools.theme, "payments-clock-go", "payment.move")
        self._lay_out()
        self._listen()
        self._say()

    def advance(self, seconds: float, _checked: bool = False) -> None:
        """Move business time on."""
        self._payments.advance(seconds)

    def order(self, product: OrderProduct, _checked: bool = False) -> None:
        """Make an order by hand."""
        self._payments.make_order(product)

    def ask_other(self) -> None:
        """Show the line for any other step."""
        self.other.show()
        self._count.setFocus()
        self._count.selectAll()

    def _step(self, name: str, seconds: int) -> QPushButton:
        speech, code = self._tools.speech, f"payment.step-{name}"
        button = TextButton(speech, self._tools.theme, f"payments-clock-{name}", code)
        speech.tip(button, "payment.step-tip")
        button.clicked.connect(partial(self.advance, seconds))
        return button

    def _lay_out(self) -> None:
        self.setObjectName("payments-clock")
        self._lay_out_menu()
        self._lay_out_other()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._time, 1)
        for part in (*self._steps, self.more):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.other)

    def _lay_out_menu(self) -> None:
        speech = self._tools.speech
        self.more.setObjectName("payments-more")
        self.more.setProperty("look", "choice")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        for name, action in self._actions.items():
            action.setObjectName(f"payments-do-{name}")
            speech.text(action, f"payment.do-{name}")
            menu.addAction(action)
            if name in {"other", "alipay"}:
                menu.addSeparator()
        self.more.setMenu(menu)
        speech.text(self.more, "payment.more")

    def _lay_out_other(self) -> None:
        speech = self._tools.speech
        self._count.setObjectName("payments-clock-count")
        self._count.setRange(1, MOST)
        self._count.setValue(30)
        speech.name(self._count, "payment.move-by")
        self._unit.setObjectName("payments-clock-unit")
        speech.name(self._unit, "payment.unit")
        self._unit.setFixedWidth(130)
        self.other.hide()
        second = QHBoxLayout(self.other)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addStretch(1)
        fields: tuple[QWidget, ...] = (self._count, self._unit, self._go)
        for field in fields:
            second.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)

    def _listen(self) -> None:
        self._actions["day"].triggered.connect(partial(self.advance, DAY))
        self._actions["other"].triggered.connect(self.ask_other)
        for name, product in ORDERS.items():
            self._actions[name].triggered.connect(partial(self.order, product))
        self._actions["rotate"].triggered.connect(self._payments.rotate)
        self._actions["forget"].triggered.connect(self.forget_wished)
        self._go.clicked.connect(self._on_go_clicked)
        self._payments.changed.connect(self._tell)
        self._tools.speech.changed.connect(self._say)

    def _say(self) -> None:
        t = self._tools.speech.t
        self._unit.show_choices(tuple((name, t(f"payment.unit-{name}")) for name in UNITS))
        if not self._unit.value:
            self._unit.show_value("minutes")
        self._tell()

    def _tell(self) -> None:
        t, sight = self._tools.speech.t, self._payments.sight
        if sight is None:
            self._time.setText("")
        elif sight.ahead < timedelta(seconds=2):
            self._time.setText(t("payment.clock-real", now=clock(sight.now)))
        else:
            ahead = span_words(sight.ahead, t)
            self._time.setText(t("payment.clock-ahead", now=clock(sight.now), ahead=ahead))

    def _on_go_clicked(self) -> None:
        self.advance(self._count.value() * UNITS[self._unit.value])
