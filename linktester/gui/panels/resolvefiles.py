"""The files that were given: what each was taken for, how much is wrong with it, and by whom it is served."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.openresolution import OpenResolution
from linktester.gui.panels.found import SIGNS
from linktester.gui.plaintext import shown, tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Field, FormLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.link import Severity
from linktester.oslinks.answers.linkfiles import LinkFile
from linktester.oslinks.appfiles.files import OF_SITES

MOST_NAME = 80
MOST_ROWS = 4
"""Files seen without scrolling."""
KEYS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class ResolveFiles(QWidget):
    """A list; the chosen file can be taken away, and a site's file be given a host.

    Signals: `chosen(str)` with the path of the file gone to.
    """

    chosen = Signal(str)

    def __init__(self, tools: Tools, open_: OpenResolution, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._open = open_
        self.list = QListWidget()
        self.host = FormLine()
        self._field = Field(tools.speech, "resolve-host", "resolvepage.host", self.host)
        self._none = PlainLabel("", "muted")
        self.remove = TextButton(
            tools.speech, tools.theme, "resolve-remove", "resolvepage.remove", sign="delete"
        )
        self._lay_out()
        self._listen()
        self._show()

    @property
    def current(self) -> LinkFile | None:
        """The file gone to; None for none."""
        row = self.list.currentRow()
        return self._open.files[row] if 0 <= row < len(self._open.files) else None

    @property
    def lines(self) -> list[str]:
        """The files as they read."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the chosen file away by Del."""
        if watched is self.list and _is_deletion(event) and self.current is not None:
            self._on_remove_clicked()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.list.setObjectName("resolve-files")
        self.list.setIconSize(QSize(16, 16))
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        speech.name(self.list, "resolvepage.files")
        speech.text(self._none, "resolvepage.no-files")
        speech.placeholder(self.host, "resolvepage.host-any")
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._none, self.list, self._field):
            column.addWidget(part)
        column.addLayout(row)

    def _listen(self) -> None:
        self._open.files_changed.connect(self._show)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.host.editingFinished.connect(self._on_host_edited)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._tools.speech.changed.connect(self._show)
        self._tools.theme.changed.connect(self._show)

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for file in self._open.files:
            self.list.addItem(self._item(file))
        files = len(self._open.files)
        self.list.setCurrentRow(min(max(row, 0), files - 1))
        self.list.blockSignals(False)
        self.list.setVisible(files > 0)
        self.remove.setVisible(files > 0)
        self._none.setVisible(files == 0)
        line = 2 * self.fontMetrics().height() + 8
        self.list.setFixedHeight(min(files, MOST_ROWS) * line + 2 * self.list.frameWidth() + 4)
        self._show_host()

    def _item(self, file: LinkFile) -> QListWidgetItem:
        name = shown(file.name, MOST_NAME).replace("\n", " ")
        item = QListWidgetItem(f"{name}\n{self._summary(file)}")
        worst = next((grade for grade in Severity if file.count(grade)), None)
        sign, role = ("valid", "honored") if worst is None else SIGNS[worst]
        item.setIcon(icon(sign, self._tools.theme, role))
        item.setToolTip(tip(f"{file.path}\n{self._summary(file)}"))
        item.setSizeHint(QSize(0, 2 * self.fontMetrics().height() + 8))
        return item

    def _summary(self, file: LinkFile) -> str:
        t = self._tools.speech.t
        grave = {
            "resolvepage.errors": file.count(Severity.ERROR),
            "resolvepage.warnings": file.count(Severity.WARNING),
        }
        counts = grave if any(grave.values()) else {"resolvepage.hints": file.count(Severity.INFO)}
        found = [t(code, count=count) for code, count in counts.items() if count]
        kind = t(f"resolvepage.kind-{file.kind}")
        return " · ".join([kind, *(found or [t("resolvepage.clean")])])

    def _show_host(self) -> None:
        file = self.current
        self._field.setVisible(file is not None and file.kind in OF_SITES)
        self.host.show_text("" if file is None else file.host)

    def _on_row_changed(self, _row: int) -> None:
        self._show_host()
        if self.current is not None:
            self.chosen.emit(self.current.path)

    def _on_item_clicked(self, _item: QListWidgetItem) -> None:
        if self.current is not None:
            self.chosen.emit(self.current.path)

    def _on_host_edited(self) -> None:
        if self.current is not None:
            self._open.serve(self.current.path, self.host.text())

    def _on_remove_clicked(self) -> None:
        if self.current is not None:
            self._open.remove(self.current.path)


def _is_deletion(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in KEYS
