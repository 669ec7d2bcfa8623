"""The payer's own code: made by the emulator, shown as digits, strip and square for a merchant to scan."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from linktester import payments as standards
from linktester.gui.models.payorders import PLATFORMS, platform_name
from linktester.gui.openpayments import OpenPayments
from linktester.gui.panels.coding import Drawn, drawn_by
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.codeview import CodeView
from linktester.gui.widgets.field import Choice, Field
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.gui.widgets.stripview import StripView
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.message import message
from linktester.send.payertold import PayBehaviour

SIDE = 200
WIDTH = 420


class PayerCode(QWidget):
    """Platform, behaviour, a button; then the code.

    Signals: `told(Message)`; `failed(LinktesterError)`.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._drawing = Latest(tools.tasks)
        self._platform, self._behaviour = Choice(), Choice()
        self._make = TextButton(tools.speech, tools.theme, "primary", "payment.make-code")
        self.digits = QLineEdit()
        self._copy = TextButton(
            tools.speech, tools.theme, "payments-code-copy", "payment.copy-digits", sign="copy"
        )
        self.view, self.strip = CodeView(), StripView()
        self._means = PlainLabel("", "muted")
        self._shown = QWidget()
        self._lay_out()
        self._make.clicked.connect(self._on_make_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._behaviour.currentIndexChanged.connect(self._tell)
        payments.code_made.connect(self.show_code)
        tools.speech.changed.connect(self._say)
        self._say()

    def show_code(self, digits: str) -> None:
        """Show a code that was made."""
        self.digits.setText(digits[:64])
        self._shown.show()
        payload = digits.encode()
        found = standards.standard(standards.detect(payload))
        self._drawing.run(drawn_by, payload, found, None, b"", done=self._on_drawn, failed=self.failed.emit)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.setObjectName("payments-payer")
        about = PlainLabel()
        speech.text(about, "payment.payer-about")
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(Field(speech, "payments-code-platform", "payment.platform", self._platform))
        fields.addWidget(Field(speech, "payments-code-behaviour", "payment.behaviour", self._behaviour), 1)
        self._platform.setMinimumWidth(150)
        self.digits.setObjectName("payments-code-digits")
        self.digits.setReadOnly(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self.digits.setFont(font)
        speech.name(self.digits, "payment.digits")
        self.view.setObjectName("payments-code-view")
        self.view.setFixedSize(SIDE, SIDE)
        speech.name(self.view, "payment.digits")
        self.strip.setObjectName("payments-code-strip")
        speech.name(self.strip, "codes.strip")
        scrolled = Scrolled("payments-payer-scroll")
        scrolled.column.setContentsMargins(0, 12, 8, 0)
        scrolled.column.setSpacing(12)
        scrolled.column.addWidget(about)
        scrolled.column.addLayout(fields)
        scrolled.column.addWidget(self._means)
        buttons = QHBoxLayout()
        buttons.addWidget(self._make)
        buttons.addStretch(1)
        scrolled.column.addLayout(buttons)
        scrolled.column.addWidget(self._picture())
        scrolled.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scrolled)

    def _picture(self) -> QWidget:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.digits, 1)
        row.addWidget(self._copy)
        column.addLayout(row)
        pictures = QHBoxLayout()
        pictures.setSpacing(16)
        pictures.addWidget(self.view)
        pictures.addWidget(self.strip, 1)
        column.addLayout(pictures)
        self._shown.setMaximumWidth(WIDTH * 2)
        self._shown.hide()
        return self._shown

    def _say(self) -> None:
        t = self._tools.speech.t
        self._platform.show_choices(tuple((each, platform_name(each, t)) for each in PLATFORMS))
        self._behaviour.show_choices(
            tuple((each.value, t(f"payment.behaviour-{each}")) for each in PayBehaviour)
        )
        for choice in (self._platform, self._behaviour):
            if choice.findData("") >= 0:
                choice.removeItem(choice.findData(""))
                choice.setCurrentIndex(0)
        self._tell()

    def _tell(self, _index: int = 0) -> None:
        if self._behaviour.value:
            self._means.setText(self._tools.speech.t(f"payment.means-{self._behaviour.value}"))

    def _on_make_clicked(self) -> None:
        self._payments.make_code(self._platform.value, PayBehaviour(self._behaviour.value))

    def _on_drawn(self, drawn: Drawn) -> None:
        self.view.show_modules(drawn.modules)
        self.strip.show_bars(drawn.strip.bars if drawn.strip else ())

    def _on_copy_clicked(self) -> None:
        put_text(self.digits.text())
        self.told.emit(message("payment.code-copied"))
