"""The cases page: the project's suites, the cases of one of them, and the case or the suite as a form."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from linktester.gui import edits
from linktester.gui.casetally import CaseTally
from linktester.gui.dialogs.newsuite import NewSuite
from linktester.gui.models.cases import CasesModel
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.caseactions import CaseActions
from linktester.gui.panels.casetable import CaseTable
from linktester.gui.panels.diskbar import DiskBar, DraftBar
from linktester.gui.panels.editors import Editors
from linktester.gui.panels.newcase import NewCase
from linktester.gui.panels.suitebar import SuiteBar
from linktester.gui.panels.suites import SuitesPanel
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.filedialogs import ask_file
from linktester.listing.row import Row
from linktester.project.trial import places
from linktester.run import Job

TALLY_MS = 400
SIZES = (170, 480, 390)
LAYOUT = "cases-layout"


class CasesPage(Page):
    """Suites, cases, forms."""

    ID = "cases"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self.suites = SuitesPanel(tools)
        self.bar = SuiteBar(tools)
        self.new_case = NewCase(tools)
        self.model = CasesModel(tools.speech, tools.theme, self)
        self.table = CaseTable(tools, self.model)
        self.editors = Editors(tools, project)
        self.acts = CaseActions(tools, project, self.table.chosen, self)
        self._middle = QStackedWidget()
        self._tally_wait = QTimer(self)
        self._tally_wait.setSingleShot(True)
        self._tally_wait.setInterval(TALLY_MS)
        self._lay_out()
        self._listen()
        self._on_project_changed()
        self._on_current_changed()
        self._on_run_opened()
        tools.tasks.run(places, done=self.editors.know, failed=self.failed.emit)

    def commands(self) -> Commands:
        """Return what can be done with what is chosen now."""
        can: dict[str, Callable[[], None]] = {"find": self._begin_find}
        history, suite = self.project.history, self.project.current
        if self.project.folder is not None:
            can["new-suite"] = self._ask_new_suite
        if self.project.is_edited:
            can["save"] = partial(self._after_flush, self.project.save)
        if history.can_undo:
            can["undo"] = partial(self._after_flush, self.project.undo)
        if history.can_redo:
            can["redo"] = partial(self._after_flush, self.project.redo)
        if suite is not None and suite.state is not None:
            can |= {"new-case": self._begin_new_case, "rename": self._begin_rename}
            can["run-all"] = partial(self._after_flush, self._run_all)
        if self.acts.tally.has_differing:
            can["run-failed"] = partial(self._after_flush, self.acts.run_failed)
        return can | self._with_chosen()

    def entered(self) -> None:
        """Go to the cases."""
        self.table.setFocus()

    def show_case(self, place: int) -> None:
        """Choose the case at a place of the current suite, whatever is filtered."""
        self.bar.clear_filter()
        self.table.choose([place])
        self.table.setFocus()

    def leave(self) -> None:
        """Remember the layout; what was typed in the last moments is kept."""
        self.editors.flush()
        self.table.save_layout()
        self.tools.settings.put(LAYOUT, self._split.saveState())

    def _with_chosen(self) -> dict[str, Callable[[], None]]:
        if not self.table.chosen():
            return {}
        acts = {
            "duplicate": self.acts.duplicate,
            "delete": self.acts.delete,
            "copy-link": self.acts.copy_links,
            "run": self._run_current,
            "run-selected": self.acts.run_chosen,
        }
        if not self.model.is_filtered:
            acts |= {"move-up": self.acts.move_up, "move-down": self.acts.move_down}
        return {name: partial(self._after_flush, act) for name, act in acts.items()}

    def _lay_out(self) -> None:
        speech, actions = self.tools.speech, self.tools.actions
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        disk = DiskBar(self.tools, self.project)
        drafts = DraftBar(self.tools, self.project)
        begin = (actions["new-suite"], actions["sample"], actions["open-project"])
        self._nothing = EmptyState(speech, "cases.empty-project", "cases.empty-project-means", begin)
        self._no_case = EmptyState(
            speech, "cases.empty-suite", "cases.empty-suite-means", (actions["new-case"],)
        )
        self._unreadable = EmptyState(speech, "cases.unreadable", "cases.unreadable-means")
        for each in (self.table, self._nothing, self._no_case, self._unreadable):
            self._middle.addWidget(each)
        above: tuple[QWidget, ...] = (drafts, disk, self.bar, self.new_case)
        for part in above:
            column.addWidget(part)
        column.addWidget(self._middle, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("cases-split")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        for side in (self.suites, middle, self.editors):
            self._split.addWidget(side)
        for number in range(3):
            self._split.setStretchFactor(number, (0, 5, 2)[number])
        self.suites.setMinimumWidth(140)
        self.editors.setMinimumWidth(330)
        middle.setMinimumWidth(240)
        self._split.setSizes(list(SIZES))
        layout = self.tools.settings.octets(LAYOUT)
        if not layout.isEmpty():
            self._split.restoreState(layout)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _listen(self) -> None:
        project, run = self.project, self.run
        project.changed.connect(self._on_project_changed)
        project.suite_changed.connect(self._on_suite_changed)
        project.current_changed.connect(self._on_current_changed)
        project.added.connect(self._on_added)
        run.opened.connect(self._on_run_opened)
        run.added.connect(self._on_run_added)
        self._tally_wait.timeout.connect(self._show_tally)
        self.suites.chosen.connect(project.select)
        self.suites.import_asked.connect(self._ask_table)
        self.suites.rename_asked.connect(partial(self.editors.begin_rename, suite=True))
        self.suites.delete_asked.connect(self._on_delete_asked)
        self.bar.filter_changed.connect(self.model.set_filter)
        self.bar.filter_left.connect(self.table.setFocus)
        self.model.move_asked.connect(self.acts.move)
        self.model.shown_changed.connect(self._on_chosen)
        self.table.current_changed.connect(self.editors.show_place)
        self.table.selection_changed.connect(self._on_chosen)
        self.table.open_asked.connect(self.editors.open_case)
        self.new_case.made.connect(self.acts.add)
        self.new_case.put_away.connect(self.table.setFocus)
        self.acts.chosen_asked.connect(self.table.choose)
        self.acts.told.connect(self.told)
        self.acts.run_requested.connect(self._on_run_requested)

    def _on_project_changed(self) -> None:
        self.suites.show_folder(self.project.folder)
        self.suites.model.show_suites(self.project.suites)
        self.suites.show_current(self.project.current.path if self.project.current else None)
        self.bar.show_suite(self.project.current)
        self._show_middle()
        self.commands_changed.emit()

    def _on_current_changed(self, _path: object = None) -> None:
        self.bar.clear_filter()
        self._show_suite()
        self.suites.show_current(self.project.current.path if self.project.current else None)
        self.bar.show_suite(self.project.current)
        self._show_middle()
        self._show_tally()
        if self.model.total:
            self.table.choose([0])

    def _on_suite_changed(self, path: Path) -> None:
        current = self.project.current
        if current is None or current.path != path or current.suite is None:
            return
        before, chosen = self.model.suite, self.table.chosen()
        self._show_suite()
        after = edits.followed(chosen, before, current.suite)
        if after != self.table.chosen():
            self.table.choose(after)
        self.editors.show_place(self.table.current)

    def _show_suite(self) -> None:
        current = self.project.current
        state = None if current is None else current.state
        suite = None if state is None else state.suite
        self.model.show_suite(suite, state.unfinished if state else ())
        self.new_case.use(suite)
        if suite is None:
            self.new_case.hide()

    def _show_middle(self) -> None:
        current = self.project.current
        if current is None:
            shown: QWidget = self._nothing
        elif current.suite is None:
            shown = self._unreadable
        else:
            shown = self.table if current.suite.cases else self._no_case
        self._middle.setCurrentWidget(shown)
        self.editors.setVisible(current is not None and current.suite is not None)
        self.bar.setVisible(current is not None)

    def _on_chosen(self) -> None:
        self.bar.show_chosen(self.table.chosen())
        self.commands_changed.emit()

    def _on_added(self, _path: Path, place: int) -> None:
        self.table.choose([place])

    def _on_run_opened(self) -> None:
        head = self.run.head
        self.acts.tally = CaseTally(head.suites if head is not None else ())
        self._on_run_added(tuple(self.run.rows))

    def _on_run_added(self, rows: tuple[Row, ...]) -> None:
        self.acts.tally.add(rows)
        if not self._tally_wait.isActive():
            self._tally_wait.start()

    def _show_tally(self) -> None:
        tally, current = self.acts.tally, self.project.current
        every = {each.path: tally.of_suite(each.suite) for each in self.project.suites if each.suite}
        self.suites.model.show_outcomes(every)
        self.model.show_outcomes(tally.of_cases(current.suite) if current and current.suite else {})
        self.commands_changed.emit()

    def _after_flush(self, act: Callable[[], None]) -> None:
        """Take over what was typed in the last moments, then act."""
        self.editors.flush()
        act()

    def _run_current(self) -> None:
        current = self.project.current
        if current is not None and current.suite is not None and self.table.current >= 0:
            self.acts.run([(current.suite, [self.table.current])])

    def _run_all(self) -> None:
        chosen = [self.project.suite(path) for path in self.suites.selected()]
        found = [suite for suite in chosen if suite is not None]
        self.acts.run_all(found or [self.project.current] if self.project.current else found)

    def _on_run_requested(self, job: Job) -> None:
        busy = self.tools.host.is_busy
        self.run_requested.emit(job)
        if not busy:
            self.page_requested.emit("results")

    def _begin_find(self) -> None:
        self.bar.filter.setFocus()
        self.bar.filter.selectAll()

    def _begin_new_case(self) -> None:
        self.new_case.begin()

    def _begin_rename(self) -> None:
        self.editors.begin_rename(suite=self.suites.list.hasFocus() or not self.table.chosen())

    def _ask_new_suite(self) -> None:
        folder = self.project.folder
        if folder is None:
            return
        dialog = NewSuite(self.tools.speech, folder, self.window())
        dialog.named.connect(partial(self._on_suite_named, folder, dialog))
        self.project.disk.made.connect(dialog.accept)
        dialog.open()

    def _on_suite_named(self, folder: Path, dialog: NewSuite, name: str) -> None:
        self.project.disk.make(folder, name, dialog.show_error)

    def _ask_table(self) -> None:
        t = self.tools.speech.t
        kinds = t("cases.tables") + " (*.csv *.jsonl)"
        ask_file(self.window(), t("cases.import-title"), kinds, self._on_table_chosen)

    def _on_table_chosen(self, path: Path) -> None:
        if self.project.folder is not None:
            self.project.disk.import_table(self.project.folder, path, self.failed.emit)

    def _on_delete_asked(self, path: Path) -> None:
        suite = self.project.suite(path)
        if suite is not None:
            self.project.disk.delete(suite.file)
