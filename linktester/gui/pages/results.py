"""The page of results: follows the open run, and does to its results what keys and buttons ask for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from linktester.gui.annotator import Annotator, picture_file
from linktester.gui.dialogs.picture import PictureDialog
from linktester.gui.models.results import ResultsModel
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.resultview import ResultView
from linktester.gui.panels.runhead import Standing, faulty
from linktester.gui.resultcommands import ResultCommands, went_wrong
from linktester.gui.tools import Tools
from linktester.gui.typedkeys import without_typed
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.pictures import pasted, pasted_file
from linktester.listing import Filter, Row
from linktester.listing.counts import Counts
from linktester.model.annotation import Status
from linktester.model.message import message

COUNT_MS = 150
"""Head and counts follow the table at most so often."""
_Found = dict[str, Callable[[], None]]


class ResultsPage(Page):
    """Shows the open run, also while its results come in."""

    ID = "results"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self._annotator = Annotator(tools, run, self)
        self._acts = ResultCommands(tools, run, self)
        self._model = ResultsModel(tools.speech, self)
        self._view = ResultView(tools, run, self._model, self._annotator)
        self._stack = QStackedLayout(self)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNT_MS)
        self._stack.addWidget(self._doors())
        self._stack.addWidget(self._view)
        self._listen()
        self._on_run_opened()

    def commands(self) -> Commands:
        """Return what can be done: nothing without a run, little without a current result."""
        if self.run.head is None:
            return {}
        found: _Found = {"find": self._view.filter.take_focus, "flip-detail": self._view.flip}
        if self.run.rows:
            found |= self._with_rows()
        if self._targets():
            found |= self._with_target()
        return without_typed(found)

    def entered(self) -> None:
        """Take the focus to the table, where work begins."""
        if self.run.current is not None:
            self._view.table.show_key(self.run.current.key)
        (self._view.table if self.run.head else self).setFocus()

    def leave(self) -> None:
        """Store what is not stored yet; remember the layout."""
        self._count.stop()
        self._view.leave()
        self._annotator.finish()

    def _with_rows(self) -> _Found:
        table = self._view.table
        found: _Found = {
            "export": self._export,
            "checklist": self._acts.open_checklist,
            "next": partial(table.step, 1),
            "previous": partial(table.step, -1),
            "next-unseen": self._go_to_open,
        }
        if not self.tools.host.is_busy:
            found["run-all"] = partial(self._acts.run_again, None)
            if any(map(went_wrong, self.run.rows)):
                found["run-failed"] = self._acts.run_wrong
        return found

    def _with_target(self) -> _Found:
        found: _Found = {
            "copy": self._copy,
            "copy-link": self._copy_link,
            "note": self._view.detail.annotate.edit_note,
            "paste-screenshot": self._paste,
            "saw-it": self._see_on_phone,
            "status-none": partial(self._on_status_requested, None),
        }
        for status in Status:
            found[f"status-{status}"] = partial(self._on_status_requested, status)
        if not self.tools.host.is_busy:
            found["run-selected"] = self._run_selected
        return found

    def _doors(self) -> EmptyState:
        doors = (
            self._door("results.run-sample", self._acts.run_sample),
            self._door("results.try-link", partial(self.page_requested.emit, "start")),
            self._door("results.open-kept", partial(self.page_requested.emit, "runs")),
        )
        return EmptyState(self.tools.speech, "results.empty", "results.empty-sentence", doors)

    def _door(self, code: str, lead: Callable[[], None]) -> QAction:
        action = QAction(self)
        action.setObjectName(code)
        action.triggered.connect(partial(_call, lead))
        self.tools.speech.text(action, code)
        return action

    def _listen(self) -> None:
        run, view = self.run, self._view
        run.opened.connect(self._on_run_opened)
        run.added.connect(self._on_run_added)
        run.changed.connect(self._model.replace)
        run.finished.connect(self._on_run_finished)
        run.current_changed.connect(self._on_current_changed)
        view.table.key_changed.connect(run.select)
        view.table.selection_changed.connect(self._show_current)
        view.filter.filter_changed.connect(self._on_filter_changed)
        view.head.reach_requested.connect(partial(view.filter.toggle, "reach"))
        view.detail.annotate.status_requested.connect(self._on_status_requested)
        view.detail.annotate.picture_requested.connect(self._on_picture_requested)
        view.detail.annotate.told.connect(self.told)
        view.detail.annotate.answered.connect(self._go_back_to_table)
        self._model.shown_changed.connect(self._count_soon)
        self._count.timeout.connect(self._count_now)
        for teller in (self._annotator, self._acts, view.detail.why):
            teller.told.connect(self.told)
            teller.failed.connect(self.failed)
        self._acts.run_requested.connect(self.run_requested)
        self.tools.host.busy_changed.connect(self._count_soon)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _targets(self) -> tuple[Row, ...]:
        """Return the results that keys and buttons speak of: the selected ones, else the current one."""
        rows = tuple(self._view.table.selected_rows())
        if rows or self.run.current is None:
            return rows
        return (self.run.current,)

    def _go_back_to_table(self) -> None:
        self._view.table.setFocus()

    def _go_to_open(self) -> None:
        if not self._view.table.step_to_open():
            self.told.emit(message("results.all-seen"))

    def _copy(self) -> None:
        self._acts.copy_rows(self._view.lines(self._targets()))

    def _copy_link(self) -> None:
        self._acts.copy_link(self._targets()[0])

    def _export(self) -> None:
        wanted = self._view.filter.filter
        keys = None if wanted.is_empty else self._model.listing.visible_keys()
        self._acts.open_export("" if wanted.is_empty else wanted.text, keys, self._model.rowCount())

    def _run_selected(self) -> None:
        self._acts.run_again(self._targets())

    def _see_on_phone(self) -> None:
        self._acts.see_on_phone(self.run.current or self._targets()[0])

    def _paste(self) -> None:
        path = pasted_file()
        picture = pasted() if path is None else picture_file(path)
        if picture is None:
            self.told.emit(message("results.no-picture"))
        else:
            self._annotator.add_picture(self._targets(), picture)

    def _count_soon(self) -> None:
        if not self._count.isActive():
            self._count.start()

    def _count_now(self) -> None:
        rows = self.run.rows
        counted = Counts(rows).counted()
        faults, disagreements = sum(map(faulty, rows)), sum(row.disagreement for row in rows)
        self._view.head.show_standing(Standing(counted, faults, disagreements))
        self._view.filter.show_counts(self._model.rowCount(), self._model.total, counted)
        self.commands_changed.emit()

    def _on_run_opened(self) -> None:
        self._model.refill(self.run.rows)
        was_empty = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(0 if self.run.head is None else 1)
        if was_empty and self.run.head is not None and self.isVisible():
            self._view.table.setFocus()
        self._view.detail.show_row(self.run.current, 0)
        self._count_now()

    def _on_run_added(self, rows: tuple[Row, ...]) -> None:
        self._model.extend(rows)
        if not self.run.is_running:
            self._choose_first()

    def _on_run_finished(self) -> None:
        self._choose_first()
        self._count_soon()

    def _choose_first(self) -> None:
        if self.run.current is None:
            self._model.catch_up()
            self._view.table.step(1)

    def _on_current_changed(self, row: Row | None) -> None:
        if row is not None:
            self._view.table.show_key(row.key)
        self._show_current()

    def _show_current(self) -> None:
        self._view.detail.show_row(self.run.current, len(self._targets()))
        self.commands_changed.emit()

    def _on_filter_changed(self, wanted: Filter) -> None:
        self._model.set_filter(wanted)
        self._count_now()

    def _on_status_requested(self, status: Status | None) -> None:
        rows = self._targets()
        if status is None:
            self._annotator.take_back(rows)
        else:
            self._annotator.set_status(status, rows)

    def _on_picture_requested(self, sha: str) -> None:
        PictureDialog(self.tools, sha, self.window()).open()

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self.isVisible():
            self.commands_changed.emit()


def _call(lead: Callable[[], None], _checked: bool = False) -> None:
    lead()
