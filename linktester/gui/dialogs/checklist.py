"""What to try on real phones: the cells nobody knows, as a printed sheet and as a workbook to fill in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.models.checks import ChecksModel
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.cells import Cells
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import sentences
from linktester.gui.widgets.desktop import open_path
from linktester.gui.widgets.filedialogs import ask_where
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.checklist import OLDER_THAN_DAYS, Checklist
from linktester.model.errors import LinktesterError
from linktester.model.zone import day_of
from linktester.report.checkbook import write_checkbook
from linktester.report.sheet import write_sheet
from linktester.run import checklist
from linktester.wording import Words
from linktester.workspace import Workspace

AGES = (30, 90, OLDER_THAN_DAYS, 365, 730, 1_825)
"""Days to choose from."""
Writer = Callable[[Path, Checklist, Words], None]


class ChecklistDialog(QDialog):
    """The checks of the open run, and where they were written."""

    def __init__(self, tools: Tools, run: OpenRun, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("checklist-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tools = tools
        self._run = "" if run.head is None else run.head.id
        self._day = day_of(datetime.now(UTC))
        self._checks: Checklist | None = None
        self._written: Path | None = None
        self._reading, self._writing = Latest(tools.tasks), Latest(tools.tasks)
        self._model = ChecksModel(tools.speech, self)
        self._counts = PlainLabel("", "heading")
        self._past = PlainLabel("", "muted")
        self._older = QComboBox()
        self._table = QTableView()
        self._state = PlainLabel()
        self._buttons = {name: QPushButton() for name in ("save-sheet", "save-book", "open", "close")}
        self._lay_out()
        tools.speech.put(self, "setWindowTitle", "sheet.title")
        tools.speech.changed.connect(self._say)
        self.finished.connect(self._on_finished)
        self._say()
        self._read()

    def _lay_out(self) -> None:
        about = PlainLabel("", "muted")
        self._tools.speech.text(about, "checks.about")
        column = QVBoxLayout(self)
        for widget in (self._counts, self._past, about):
            column.addWidget(widget)
        column.addLayout(self._older_line())
        column.addWidget(self._made_table(), 1)
        column.addWidget(self._state)
        column.addLayout(self._button_line())
        self.resize(860, 560)

    def _older_line(self) -> QHBoxLayout:
        speech = self._tools.speech
        label = PlainLabel("", wrap=False)
        label.setBuddy(self._older)
        speech.text(label, "checks.older")
        speech.name(self._older, "checks.older")
        self._older.setObjectName("checklist-older")
        for days in AGES:
            self._older.addItem("", days)
        self._older.setCurrentIndex(AGES.index(OLDER_THAN_DAYS))
        self._older.currentIndexChanged.connect(self._read)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self._older)
        line.addStretch(1)
        return line

    def _made_table(self) -> QTableView:
        self._table.setObjectName("checklist-table")
        self._tools.speech.name(self._table, "sheet.title")
        self._table.setModel(self._model)
        self._table.verticalHeader().hide()
        self._table.setItemDelegate(Cells(self._table))
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.setAlternatingRowColors(True)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        header = self._table.horizontalHeader()
        for number, width in enumerate((44, 140, 84, 84, 180)):
            header.resizeSection(number, width)
        header.setSectionResizeMode(header.count() - 1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._table

    def _button_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, button in self._buttons.items():
            button.setObjectName(f"checklist-{name}")
            button.setAutoDefault(False)
            self._tools.speech.text(button, f"checks.{name}")
            line.addWidget(button)
        line.insertStretch(3, 1)
        for name in ("save-sheet", "save-book", "open"):
            self._buttons[name].setEnabled(False)
        self._buttons["save-sheet"].clicked.connect(partial(self._ask_where, write_sheet, "html"))
        self._buttons["save-book"].clicked.connect(partial(self._ask_where, write_checkbook, "xlsx"))
        self._buttons["open"].clicked.connect(self._on_open)
        self._buttons["close"].clicked.connect(self.reject)
        return line

    def _read(self) -> None:
        self._tools.speech.text(self._state, "checks.reading")
        self._reading.run(
            checks_of,
            self._tools.workspace,
            self._run,
            self._day,
            self._older.currentData(),
            done=self._on_read,
            failed=self._on_failed,
        )

    def _on_read(self, found: Checklist) -> None:
        self._checks = found
        self._model.show_checklist(found)
        self._quiet("")
        for name in ("save-sheet", "save-book"):
            self._buttons[name].setEnabled(bool(found.checks))
        self._say()

    def _say(self) -> None:
        for number, days in enumerate(AGES):
            self._older.setItemText(number, self._tools.speech.t("checks.days", count=days))
        found, t = self._checks, self._tools.speech.t
        if found is None:
            return
        day = found.day.isoformat()
        said = t("sheet.counts", count=len(found.checks), day=day, answers=found.answers)
        self._counts.setText(said if found.checks else t("sheet.nothing"))
        self._past.setText(t("sheet.past", count=found.past) if found.past else "")
        self._past.setVisible(found.past > 0)

    def _ask_where(self, write: Writer, ending: str) -> None:
        title, proposed = self._tools.speech.t("sheet.title"), f"checklist-{self._day.isoformat()}.{ending}"
        ask_where(self, title, proposed, partial(self.save, write), suffix=ending)

    def save(self, write: Writer, path: Path) -> None:
        """Write the checks into a file with one of the two writers."""
        if self._checks is None:
            return
        self._tools.speech.text(self._state, "checks.writing")
        words = self._tools.speech.phrases.words
        self._writing.run(
            write, path, self._checks, words, done=partial(self._on_written, path), failed=self._on_failed
        )

    def _on_written(self, path: Path, _nothing: None) -> None:
        self._written = path
        self._buttons["open"].setEnabled(True)
        self._tools.speech.text(self._state, "checks.written", path=str(path))

    def _on_failed(self, error: LinktesterError) -> None:
        self._quiet("\n".join(sentences(error, self._tools.speech)))

    def _quiet(self, text: str) -> None:
        self._tools.speech.silence(self._state)
        self._state.setText(text)

    def _on_open(self) -> None:
        if self._written is not None:
            open_path(self._written)

    def _on_finished(self) -> None:
        self._reading.drop()
        # A file that is being written is finished; only nobody is told any more.
        self._writing.drop()


def checks_of(workspace: Workspace, run: str, day: date, older_than_days: int) -> Checklist:
    """Return what phones have to be asked to learn what a run leaves open. Blocks."""
    return checklist(workspace.archive.results(run), day, older_than_days=older_than_days)
