"""Broken forms of a code to tick: what was done to each, and what a reader has to say to it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from linktester.gui.models.brokencodes import BrokenCode, broken_codes
from linktester.gui.models.codereading import CodeReading
from linktester.gui.panels.changewords import change_words
from linktester.gui.plaintext import shown, tip
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.link import Severity
from linktester.payments.mutate import Mutation

KEY = Qt.ItemDataRole.UserRole
COLUMNS = ("codes.column-broken", "codes.column-where", "codes.column-refusal")
LEAST = 120
"""Pixels of the list; it takes all the room there is."""


class BrokenList(Scrolled):
    """Ticks, a preview of the current one, and what can be done with those that are ticked.

    They are made when the list is first seen. Signals: `opened(bytes)` for one to be read in the box;
    `add_requested()`, `save_requested()` for those that are ticked; `counted(int)` with how many there are.
    """

    opened = Signal(object)
    add_requested = Signal()
    save_requested = Signal()
    counted = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__("broken-codes", parent)
        self._tools = tools
        self._making = Latest(tools.tasks)
        self._found: CodeReading | None = None
        self._is_due = False
        self.codes: tuple[BrokenCode, ...] = ()
        """All there are of the code."""
        self.list = QTreeWidget()
        self.note = PlainLabel("", "muted")
        self.preview = BreakingLabel("", "")
        self.buttons = {
            name: self._button(name, code, sign, command)
            for name, code, sign, command in (
                ("all", "codes.tick-all", "", self._tick_all),
                ("open", "codes.open-broken", "search", self._open),
                ("add", "codes.add-broken", "add", self.add_requested.emit),
                ("save", "codes.save-broken", "save", self.save_requested.emit),
            )
        }
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.itemChanged.connect(self._on_ticked)
        tools.speech.changed.connect(self._show)
        self._show()

    @property
    def ticked(self) -> tuple[Mutation, ...]:
        """Those that are ticked, in order."""
        items = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        checked = [item is not None and item.checkState(0) is Qt.CheckState.Checked for item in items]
        return tuple(code.mutation for code, is_on in zip(self.codes, checked, strict=True) if is_on)

    def show_reading(self, found: CodeReading | None) -> None:
        """Offer the broken forms of a code."""
        self._found, self._is_due = found, True
        self._making.drop()
        self.codes = ()
        if self.isVisible():
            self._make()
        self._show()

    def leave(self) -> None:
        """Make nothing more: the window closes."""
        self._making.drop()

    def showEvent(self, event: QShowEvent) -> None:
        """Make them now."""
        super().showEvent(event)
        self._make()

    def _make(self) -> None:
        if self._found is None or not self._is_due:
            return
        self._is_due = False
        if self._found.reading.valid:
            at: datetime | None = self._tools.circumstances.as_of
            self._making.run(broken_codes, self._found.payload, self._found.chosen, at, done=self._on_made)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.list.setObjectName("broken-list")
        self.list.setProperty("look", "roomy")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setColumnCount(len(COLUMNS))
        self.list.setMinimumHeight(LEAST)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        head = self.list.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        speech.name(self.list, "codes.broken")
        self.preview.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, button in self.buttons.items():
            row.addWidget(button)
            if name == "all":
                row.addStretch(1)
        column = self.column
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        column.addWidget(self.preview)
        column.addLayout(row)

    def _button(self, name: str, code: str, sign: str, command: Callable[[], None]) -> TextButton:
        button = TextButton(self._tools.speech, self._tools.theme, f"broken-{name}", code, sign=sign)
        button.clicked.connect(partial(self._on_clicked, command))
        return button

    def _show(self) -> None:
        speech = self._tools.speech
        local = speech.phrases.words.local
        same = self.list.topLevelItemCount() == len(self.codes)
        kept = {each.name for each in self.ticked} if same else set()
        self.list.setHeaderLabels([speech.t(code) for code in COLUMNS])
        self.list.blockSignals(True)
        self.list.clear()
        for code in self.codes:
            each = code.mutation
            refusal = speech.t(f"codes.refusal-{'must' if each.severity is Severity.ERROR else 'may'}")
            item = QTreeWidgetItem([local(each.title), each.where, refusal])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if each.name in kept else Qt.CheckState.Unchecked)
            item.setData(0, KEY, each.name)
            item.setToolTip(0, tip(local(each.note)))
            self.list.addTopLevelItem(item)
        self.list.blockSignals(False)
        for column in range(2):
            self.list.resizeColumnToContents(column)
        # A tick box takes room that the list does not count.
        self.list.setColumnWidth(0, self.list.columnWidth(0) + 24)
        self.note.setText(speech.t(self._state(), count=len(self.codes)))
        self.list.setVisible(bool(self.codes))
        self._preview(None)
        self._allow()

    def _state(self) -> str:
        if self.codes:
            return "codes.broken-means"
        if self._found is None:
            return "codes.broken-no-code"
        if not self._found.is_known:
            return "codes.broken-unknown"
        return "codes.broken-none" if self._found.reading.valid else "codes.broken-of-broken"

    def _preview(self, code: BrokenCode | None) -> None:
        speech = self._tools.speech
        if code is None:
            self.preview.setText("")
            return
        findings = code.findings(speech.language)
        lines = [speech.phrases.words.local(code.mutation.note)]
        if code.change is not None:
            lines.append(change_words(speech, code.change))
        lines += [speech.t("codes.expected", said=speech.say(each.message)) for each in findings[:2]]
        self.preview.setText(shown("\n".join(line for line in lines if line), 1200))

    def _allow(self) -> None:
        has_ticks = bool(self.ticked)
        self.buttons["all"].setEnabled(bool(self.codes))
        self.buttons["open"].setEnabled(self._current is not None)
        self.buttons["add"].setEnabled(has_ticks)
        self.buttons["save"].setEnabled(has_ticks)

    @property
    def _current(self) -> BrokenCode | None:
        item = self.list.currentItem()
        place = self.list.indexOfTopLevelItem(item) if item is not None else -1
        return self.codes[place] if 0 <= place < len(self.codes) else None

    def _tick_all(self) -> None:
        state = Qt.CheckState.Unchecked if len(self.ticked) == len(self.codes) else Qt.CheckState.Checked
        for number in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(number)
            if item is not None:
                item.setCheckState(0, state)

    def _open(self) -> None:
        current = self._current
        if current is not None:
            self.opened.emit(current.mutation.payload)

    def _on_clicked(self, command: Callable[[], None], _checked: bool = False) -> None:
        command()

    def _on_made(self, codes: tuple[BrokenCode, ...]) -> None:
        self.codes = codes
        self._show()
        self.counted.emit(len(codes))

    def _on_current_changed(self, _item: object = None, _before: object = None) -> None:
        self._preview(self._current)
        self._allow()

    def _on_ticked(self, _item: QTreeWidgetItem, _column: int) -> None:
        self._allow()
