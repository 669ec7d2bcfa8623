"""Settings for the merchant's own program: which SDK, how it is pointed at the emulator, what to copy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from linktester.gui.openpayments import OpenPayments
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.commandrow import CommandRow
from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.textbutton import TextButton
from linktester.listing.sdks import Sdk, sdk, sdks, settings
from linktester.model.message import Message, message

CHOSEN = "payments-sdk"
"""Where the chosen SDK is remembered."""
APIS = ("wechatpay", "alipay", "wechat", "taobao", "douyin")


class PaySdk(QWidget):
    """List at the left; what it takes at the right.

    Signals: `told(Message)`.
    """

    told = Signal(object)

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._sdk: Sdk | None = None
        self.tree = GroupedTree("payments-sdk")
        self._title = PlainLabel("", "heading")
        self._how = PlainLabel("", "muted")
        self._note = PlainLabel()
        self._install = CommandRow(tools.speech, tools.theme, "payments-sdk-install", "payment.install")
        self._keys = CommandRow(tools.speech, tools.theme, "payments-sdk-keys", "payment.keys-file")
        self.program = QPlainTextEdit()
        self.copy = TextButton(tools.speech, tools.theme, "primary", "payment.copy-settings")
        self._lay_out()
        self.tree.chosen.connect(self._on_chosen)
        self.copy.clicked.connect(self.copy_settings)
        payments.changed.connect(self._on_payments_changed)
        tools.speech.changed.connect(self._say)
        self._say()
        self.tree.choose(tools.settings.text(CHOSEN, sdks()[0].id))

    def copy_settings(self) -> None:
        """Put the program on the clipboard."""
        if self._sdk is not None:
            put_text(self.program.toPlainText())
            self.told.emit(message("payment.settings-copied", sdk=self._sdk.name))

    def leave(self) -> None:
        """Remember what was chosen."""
        if self._sdk is not None:
            self._tools.settings.put(CHOSEN, self._sdk.id)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.setObjectName("payments-sdks")
        speech.placeholder(self.tree.field, "payment.find-sdk")
        speech.name(self.tree.field, "payment.find-sdk")
        speech.name(self.tree.list, "payment.sdks")
        self.program.setObjectName("payments-sdk-program")
        self.program.setReadOnly(True)
        self.program.setTabChangesFocus(True)
        self.program.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.program.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        speech.name(self.program, "payment.program")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("payments-sdk-split")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([275, 505])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(splitter)

    def _right(self) -> QWidget:
        speech = self._tools.speech
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.copy)
        column.addLayout(head)
        for part in (self._how, self._note):
            column.addWidget(part)
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(6)
        for code, row in (("install", self._install), ("keys-file", self._keys)):
            label = PlainLabel("", "muted", wrap=False)
            speech.text(label, f"payment.{code}")
            form.addWidget(label, form.rowCount(), 0)
            form.addWidget(row, form.rowCount() - 1, 1)
        column.addLayout(form)
        column.addWidget(self.program, 1)
        return right

    def _say(self) -> None:
        t = self._tools.speech.t
        groups = [
            Group(t(f"payment.api-{api}"), [_entry(each) for each in sdks() if each.platform == api])
            for api in APIS
        ]
        held = self._sdk.id if self._sdk else ""
        self.tree.show_groups([each for each in groups if each.entries])
        if held:
            self.tree.choose(held)
        self._show()

    def _show(self) -> None:
        found, t = self._sdk, self._tools.speech.t
        if found is None:
            return
        self._title.setText(f"{found.name} {found.version} · {found.language}")
        self._how.setText(t("payment.sdk-ran" if found.ran else "payment.sdk-read"))
        self._note.setText(self._tools.speech.say(Message(found.note)) if found.note else "")
        self._note.setVisible(bool(found.note))
        self._install.show_line(found.package)
        ready = self._payments.ready
        self._keys.show_line(ready.credentials_file if ready else "")
        if ready is not None:
            text = settings(found, ready.base_url, ready.tls_base_url, ready.credentials_file)
            if text != self.program.toPlainText():
                self.program.setPlainText(text)
        self.copy.setEnabled(ready is not None)

    def _on_chosen(self, key: str) -> None:
        self._sdk = sdk(key)
        self._show()

    def _on_payments_changed(self) -> None:
        ready = self._payments.ready
        if ready is not None and self._keys.line != ready.credentials_file:
            self._show()


def _entry(each: Sdk) -> Entry:
    return Entry(each.id, f"{each.name} · {each.language}", each.package)
