"""The callbacks of an order: every try, what was sent and answered, and sending again, damaged if wished."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.openpayments import OpenPayments
from linktester.gui.panels.payattempts import (
    attempt_lines,
    damage_words,
    damages,
    notice_words,
    outcome_words,
    role_of,
    signed_text,
)
from linktester.gui.plaintext import tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.sheet import Sheet
from linktester.gui.widgets.textbutton import TextButton
from linktester.report.escape import one_line
from linktester.report.phrases import clock
from linktester.send.payertold import Damage, PayAttempt, PayNotice

PLACE = int(Qt.ItemDataRole.UserRole)
"""Id of the callback and number of the try."""
ROWS = 6


class PayCallbacks(QWidget):
    """Callbacks with their tries in a tree, the chosen try below."""

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._notices: tuple[PayNotice, ...] | None = None
        self._goes_to_newest = False
        self.none = PlainLabel("", "muted")
        self.tree = QTreeWidget()
        self.again = TextButton(tools.speech, tools.theme, "payment-again", "payment.again", sign="restart")
        self.damaged = QToolButton()
        self.copy = TextButton(
            tools.speech, tools.theme, "payment-copy-signed", "payment.copy-signed", sign="copy"
        )
        self.sheet = Sheet(tools.theme, "payment-attempt")
        self._lay_out()
        self.again.clicked.connect(partial(self.send_again, None))
        self.copy.clicked.connect(self.copy_signed)
        self.tree.currentItemChanged.connect(self._on_current_changed)
        tools.speech.changed.connect(self._on_speech_changed)
        tools.theme.changed.connect(self._on_speech_changed)

    @property
    def chosen(self) -> tuple[PayNotice, PayAttempt | None] | None:
        """The callback gone to, and the try; the newest one where the callback itself is."""
        item = self.tree.currentItem()
        if item is None:
            return None
        id_, number = item.data(0, PLACE)
        notice = next((each for each in self._notices or () if each.id == id_), None)
        if notice is None:
            return None
        attempts = notice.attempts
        return notice, attempts[number] if number < len(attempts) else attempts[-1] if attempts else None

    def show_notices(self) -> None:
        """Show the callbacks of the order that is looked at."""
        notices = self._payments.notices
        if notices == self._notices:
            return
        held = self._held
        self._notices = notices
        self._fill(notices, held)

    def send_again(self, damage: Damage | None, _checked: bool = False) -> None:
        """Send the chosen callback again."""
        chosen = self.chosen
        if chosen is not None:
            self._goes_to_newest = True
            self._payments.send_again(chosen[0], damage)

    def copy_signed(self) -> None:
        """Put the text that is signed in the chosen try on the clipboard, as it is."""
        chosen = self.chosen
        if chosen is not None and chosen[1] is not None:
            put_text(signed_text(chosen[0].platform, chosen[1]))

    @property
    def _held(self) -> tuple[str, int] | None:
        """Callback and try that are gone to."""
        item = self.tree.currentItem()
        return item.data(0, PLACE) if item is not None else None

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.setObjectName("payment-callbacks")
        self.tree.setObjectName("payment-callbacks-list")
        speech.name(self.tree, "payment.callbacks")
        self.tree.setProperty("look", "roomy")
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setColumnCount(3)
        self.damaged.setObjectName("payment-damaged")
        self.damaged.setProperty("look", "choice")
        self.damaged.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.damaged.setMenu(QMenu(self.damaged))
        speech.text(self.damaged, "payment.damaged")
        speech.tip(self.damaged, "payment.damaged-tip")
        speech.tip(self.again, "payment.again-tip")
        speech.name(self.sheet, "payment.attempt")
        speech.text(self.none, "payment.no-callbacks")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.again)
        row.addWidget(self.damaged)
        row.addWidget(self.copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.none)
        column.addWidget(self.tree)
        column.addLayout(row)
        column.addWidget(self.sheet)

    def _fill(self, notices: tuple[PayNotice, ...], held: tuple[str, int] | None) -> None:
        t = self._tools.speech.t
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.setHeaderLabels([t(f"payment.column-{name}") for name in ("callback", "sent", "outcome")])
        for notice in notices:
            self._add(notice)
        self.tree.expandAll()
        self._resize()
        self.tree.blockSignals(False)
        for part in (self.tree, self.again, self.damaged, self.copy):
            part.setVisible(bool(notices))
        self.none.setVisible(not notices)
        self._choose(held)
        self._show_chosen()

    def _add(self, notice: PayNotice) -> None:
        t = self._tools.speech.t
        top = QTreeWidgetItem([one_line(notice.event, 60), "", notice_words(notice, t)])
        top.setData(0, PLACE, (notice.id, len(notice.attempts)))
        top.setToolTip(0, tip(notice.url))
        self.tree.addTopLevelItem(top)
        for number, attempt in enumerate(notice.attempts):
            name = t("payment.try-number", number=number + 1)
            if attempt.tamper is not None:
                name = t("payment.try-damaged", number=number + 1, damage=damage_words(attempt.tamper, t))
            words = outcome_words(attempt, t)
            item = QTreeWidgetItem([name, clock(attempt.sent_at).partition(" +")[0], words])
            item.setData(0, PLACE, (notice.id, number))
            item.setForeground(2, QBrush(self._tools.theme.color(role_of(attempt))))
            item.setToolTip(2, tip(words))
            top.addChild(item)

    def _resize(self) -> None:
        head = self.tree.header()
        head.setStretchLastSection(True)
        for section in (0, 1):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        rows = sum(1 + len(each.attempts) for each in self._notices or ())
        high = self.tree.fontMetrics().height() + 10
        self.tree.setFixedHeight(head.sizeHint().height() + high * max(2, min(ROWS, rows)) + 8)

    def _choose(self, held: tuple[str, int] | None) -> None:
        """Go back to the try that was gone to; to the newest of its callback after sending again."""
        tops = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        kept = next((each for each in tops if each and held and each.data(0, PLACE)[0] == held[0]), None)
        top = kept or (tops[0] if tops else None)
        if top is None:
            return
        newest = self._goes_to_newest or kept is None or held is None or held[1] >= top.childCount()
        self._goes_to_newest = False
        child = top.child(top.childCount() - 1 if newest or held is None else held[1])
        self.tree.setCurrentItem(child or top)

    def _show_chosen(self) -> None:
        chosen, t = self.chosen, self._tools.speech.t
        menu = self.damaged.menu()
        menu.clear()
        self.copy.setEnabled(chosen is not None and chosen[1] is not None)
        if chosen is None or chosen[1] is None:
            self.sheet.show_lines(())
        else:
            self.sheet.show_lines(attempt_lines(chosen[0], chosen[1], t))
        if chosen is not None:
            for each in damages(chosen[0].platform):
                action = menu.addAction(t(f"payment.damage-{each}"))
                action.setObjectName(f"payment-damage-{each}")
                action.triggered.connect(partial(self.send_again, each))

    def _on_current_changed(self, _item: QTreeWidgetItem, _before: QTreeWidgetItem) -> None:
        self._show_chosen()

    def _on_speech_changed(self) -> None:
        if self._notices is not None:
            self._fill(self._notices, self._held)
