"""The page `runs`: what was kept, to be opened again, renamed and deleted."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from linktester.gui import kept as history
from linktester.gui.kept import Held
from linktester.gui.models.runs import RunsModel
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.deleting import Deleting
from linktester.gui.panels.runstable import RunsTable
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.empty import ActionButton, EmptyState
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.message import message
from linktester.model.run import RunHead

PART = 40
"""Runs of which what is held is read at once."""


class RunsPage(Page):
    """A filter, the table, and what one does with runs."""

    ID = "runs"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self._reading = Latest(tools.tasks)
        self._model = RunsModel(tools.speech, self)
        self._table = RunsTable(tools, self._model)
        self._filter = QLineEdit()
        self._filter.setObjectName("runs-filter")
        self._filter.setClearButtonEnabled(True)
        self._filter.setMaxLength(500)
        self._count = PlainLabel("", "muted", wrap=False)
        self._deleting = Deleting(tools)
        self._open = QPushButton()
        self._open.setObjectName("runs-open")
        self._stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self._on_filter_changed()

    def commands(self) -> Commands:
        """Offer what fits the selection."""
        chosen = self._table.selected()
        found = {"find": self._find}
        if chosen:
            found |= {"delete": self._ask, "copy": self._copy}
        if len(chosen) == 1:
            found["rename"] = self._table.edit_name
        return found

    def entered(self) -> None:
        """Read the history anew."""
        self.reload()
        self._table.setFocus()

    def leave(self) -> None:
        """Remember the columns."""
        self._table.keep_layout()

    def reload(self) -> None:
        """Read the history, away from this thread; the open run may have grown."""
        if self.run.head is not None:
            self._model.forget(self.run.head.id)
        self._reading.run(
            history.heads, self.tools.workspace, done=self._on_heads_read, failed=self.failed.emit
        )

    def _lay_out(self) -> None:
        speech, actions = self.tools.speech, self.tools.actions
        speech.placeholder(self._filter, "runs.filter-hint")
        speech.name(self._filter, "runs.filter")
        speech.text(self._open, "runs.open")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._filter, 1)
        line.addWidget(self._count)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._open)
        for name in ("rename", "delete"):
            buttons.addWidget(ActionButton(actions[name]))
        buttons.addStretch(1)
        buttons.addWidget(ActionButton(actions["open-folder"]))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self._deleting)
        column.addWidget(self._table, 1)
        column.addLayout(buttons)
        empty = EmptyState(speech, "runs.empty", "runs.empty-about", (actions["new-link"], actions["sample"]))
        self._stack.addWidget(empty)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _listen(self) -> None:
        self._filter.textChanged.connect(self._on_filter_changed)
        self._open.clicked.connect(self._on_open_requested)
        self._table.open_requested.connect(self._on_open_requested)
        self._table.selection_changed.connect(self._on_selection_changed)
        self._deleting.confirmed.connect(self._on_deletion_confirmed)
        self._deleting.closed.connect(self._table.setFocus)
        self._model.rename_wished.connect(self._on_rename_wished)
        self.run.opened.connect(self._on_run_changed)
        self.run.finished.connect(self._on_run_changed)
        self.tools.speech.changed.connect(self._tell)

    def _find(self) -> None:
        self._filter.setFocus()
        self._filter.selectAll()

    def _copy(self) -> None:
        put_text("\n".join(kept.head.id for kept in self._table.selected()))
        self.told.emit(message("runs.copied"))

    def _ask(self) -> None:
        going = self._going()
        chosen = tuple(kept for kept in self._table.selected() if kept.head.id != going)
        if not chosen:
            self.told.emit(message("runs.is-going"))
            return
        self._deleting.ask(chosen)

    def _going(self) -> str:
        """Return the id of the run that is going on in this window, empty without one."""
        return self.run.head.id if self.run.head is not None and self.run.is_running else ""

    def _on_open_requested(self) -> None:
        chosen = self._table.selected()
        if len(chosen) != 1:
            return
        head = chosen[0].head
        if self.run.head is None or self.run.head.id != head.id:
            if self.tools.host.is_busy:
                self.told.emit(message("openrun.busy"))
                return
            self.run.open(head.id)
        self.page_requested.emit("results")

    def _on_rename_wished(self, run: str, name: str) -> None:
        self.tools.tasks.run(
            history.rename,
            self.tools.workspace,
            run,
            name,
            done=partial(self._on_renamed, name),
            failed=self.failed.emit,
        )

    def _on_renamed(self, name: str, run: str) -> None:
        if self.run.head is not None and self.run.head.id == run:
            self.run.head = replace(self.run.head, name=name)
        self.reload()

    def _on_deletion_confirmed(self, runs: tuple[str, ...]) -> None:
        if self.run.head is not None and self.run.head.id in runs:
            self.run.clear()
        self.tools.tasks.run(
            history.delete, self.tools.workspace, runs, done=self._on_deleted, failed=self.failed.emit
        )

    def _on_deleted(self, count: int) -> None:
        self.told.emit(message("runs.deleted", count=count))
        self.reload()

    def _on_heads_read(self, heads: tuple[RunHead, ...]) -> None:
        self._model.set_going(self._going())
        self._model.show_heads(heads)
        if heads and not self._table.selected():
            self._table.select_run(None)
        self._tell()
        self._read_on()

    def _read_on(self) -> None:
        waiting = self._model.waiting()[:PART]
        if waiting:
            self._reading.run(
                history.held, self.tools.workspace, waiting, done=self._on_held_read, failed=self.failed.emit
            )

    def _on_held_read(self, found: Mapping[str, Held]) -> None:
        self._model.show_held(found)
        if found:
            self._read_on()

    def _on_filter_changed(self, text: str = "") -> None:
        self._model.set_filter(text)
        self._tell()

    def _on_selection_changed(self) -> None:
        self._open.setEnabled(len(self._table.selected()) == 1)
        self.commands_changed.emit()

    def _on_run_changed(self, _event: object = None) -> None:
        if self.isVisible():
            self.reload()

    def _tell(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        self._stack.setCurrentIndex(1 if total else 0)
        code = "runs.count" if shown == total else "runs.count-shown"
        self._count.setText(self.tools.speech.t(code, shown=shown, total=total))
