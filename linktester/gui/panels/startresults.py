"""The results of the link in the box, place by place, as they come."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from linktester.gui.openrun import OpenRun
from linktester.gui.panels.resultline import ResultLine
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing.row import Row
from linktester.listing.words import RowWords
from linktester.model.case import Stand
from linktester.model.events import RunFinished
from linktester.model.phone import OS

MOST = 80
"""Lines; places beyond are found on the results page."""


class Staleness(StrEnum):
    """Why shown results are not those of what is chosen now."""

    NOT = ""
    LINK = "link"
    CIRCUMSTANCES = "circumstances"


class StartResults(QWidget):
    """A line for each place; hidden before the first run.

    Signals: `why_requested(str)` with the key of the result to be explained.
    """

    why_requested = Signal(str)

    def __init__(self, tools: Tools, run: OpenRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start-results")
        self._tools = tools
        self._run = run
        self._ours = ""
        self._expecting = False
        self._date, self._system = "", OS.ANDROID
        self.lines: list[ResultLine] = []
        self.title = PlainLabel("", "heading")
        self.notice = QFrame()
        self._stale = PlainLabel()
        self._staleness = Staleness.NOT
        self._lay_out()
        run.opened.connect(self._on_run_opened)
        run.added.connect(self._on_rows_added)
        run.finished.connect(self._on_run_finished)
        tools.host.busy_changed.connect(self._on_busy_changed)
        tools.speech.changed.connect(self._say)
        self.hide()

    @property
    def is_shown(self) -> bool:
        """True once something was run here."""
        return bool(self.lines)

    def begin(self, stands: Sequence[Stand], date: str, system: OS) -> None:
        """Show that these places are being tried; the next run that opens is theirs."""
        self._ours, self._expecting = "", True
        self._date, self._system = date, system
        self._clear()
        for stand in stands[:MOST]:
            self._add(stand)
        self.mark(Staleness.NOT)
        self._say()
        self.show()

    def forget(self) -> None:
        """Show nothing: there is another link, or none."""
        self._ours, self._expecting = "", False
        self._clear()
        self.hide()

    def mark(self, staleness: Staleness, date: str = "", system: OS = OS.ANDROID) -> None:
        """Say that the shown results are of another link or other circumstances than `date` and `system`."""
        self._staleness = staleness if self.lines else Staleness.NOT
        self.notice.setVisible(bool(self._staleness))
        name = self._tools.speech.phrases.of("os", system)
        if self._staleness is Staleness.LINK:
            self._tools.speech.text(self._stale, "start.stale-link")
        elif self._staleness is Staleness.CIRCUMSTANCES:
            self._tools.speech.text(self._stale, "start.stale-date", date=date, system=name)
        for line in self.lines:
            line.set_faint(bool(self._staleness))

    def _lay_out(self) -> None:
        self.notice.setObjectName("notice")
        inside = QVBoxLayout(self.notice)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(self._stale)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addLayout(self._column)
        self.notice.hide()

    def _add(self, stand: Stand) -> None:
        line = ResultLine(self._tools, stand)
        line.clicked.connect(partial(self._on_line_clicked, line))
        self.lines.append(line)
        self._column.addWidget(line)

    def _clear(self) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []

    def _say(self) -> None:
        speech = self._tools.speech
        done = sum(line.row is not None for line in self.lines)
        system = speech.phrases.of("os", self._system)
        date = self._date or speech.t("start.now")
        code = "start.trying" if done < len(self.lines) and self._is_going_on else "start.results"
        total = len(self.lines)
        self.title.setText(speech.t(code, date=date, system=system, done=done, total=total))
        words = RowWords(speech.phrases)
        for line in self.lines:
            line.say(words, waiting=self._is_going_on)

    @property
    def _is_going_on(self) -> bool:
        if self._expecting:
            return True
        head = self._run.head
        return head is not None and head.id == self._ours and self._run.finish is None

    def _on_run_opened(self) -> None:
        head = self._run.head
        if head is not None and self._expecting:
            self._ours, self._expecting = head.id, False
        elif head is None or head.id != self._ours:
            self.forget()

    def _on_rows_added(self, rows: tuple[Row, ...]) -> None:
        head = self._run.head
        if head is None or head.id != self._ours:
            return
        for row in rows:
            self._put(row)
        self._say()

    def _put(self, row: Row) -> None:
        place = (row.host, row.surface, row.entry)
        for line in self.lines:
            if line.place == place:
                line.row = row

    def _on_run_finished(self, _finish: RunFinished) -> None:
        self._say()

    def _on_busy_changed(self, busy: bool) -> None:
        if not busy and self.lines:
            self._expecting = False
            self._say()

    def _on_line_clicked(self, line: ResultLine, _checked: bool = False) -> None:
        if line.row is not None:
            self.why_requested.emit(line.row.key)
