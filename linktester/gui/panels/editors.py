"""The forms of the current case and of its suite side by side, tied to the open project."""

from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QWidget

from linktester.gui import edits
from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import State
from linktester.gui.panels.caseform import CaseEditor, CheckedCase
from linktester.gui.panels.stands import Places
from linktester.gui.panels.suitehead import CheckedHead, HeadEditor
from linktester.gui.tools import Tools
from linktester.model.message import Message, message
from linktester.project import form_of, head_of


class Editors(QTabWidget):
    """What is typed becomes an edit of the project; what the project says stands in the forms."""

    def __init__(self, tools: Tools, project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._project = project
        self._place = -1
        self._own = False
        self.case, self.head = CaseEditor(tools), HeadEditor(tools)
        self.setObjectName("case-editors")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.addTab(self.case, "")
        self.addTab(self.head, "")
        self.case.checked.connect(self._on_case_checked)
        self.head.checked.connect(self._on_head_checked)
        project.flush_asked.connect(self.flush)
        project.suite_changed.connect(self._on_suite_changed)
        project.current_changed.connect(self._on_current_changed)
        tools.speech.changed.connect(self._say)
        self._say()
        self._on_current_changed()

    def know(self, places: Places) -> None:
        """Offer these hosts and places from now on."""
        self.case.know(places)
        self.head.know(places)

    def show_place(self, place: int) -> None:
        """Show the case at a place in the current suite; -1 for none."""
        if place != self._place:
            self.flush()
            self._project.history.settle()
            self._place = place
            self._show_case()

    def flush(self) -> None:
        """Take over now what was typed in the last moments."""
        self.case.flush()
        self.head.flush()

    def begin_rename(self, *, suite: bool) -> None:
        """Go to the id of the case, or the name of the suite."""
        editor = self.head if suite else self.case
        self.setCurrentWidget(editor)
        editor.begin_rename()

    def open_case(self) -> None:
        """Go to the first thing one would change."""
        self.setCurrentWidget(self.case)
        self.case.title.setFocus()

    def _say(self) -> None:
        self.setTabText(0, self._tools.speech.t("cases.tab-case"))
        self.setTabText(1, self._tools.speech.t("cases.tab-suite"))

    def _show_case(self) -> None:
        open_suite = self._project.current
        state = None if open_suite is None else open_suite.state
        if open_suite is None or state is None or not 0 <= self._place < len(state.suite.cases):
            self.case.clear()
            return
        case = state.suite.cases[self._place]
        form = state.unfinished.get(case.id) or form_of(case, state.suite)
        self.case.show_case(open_suite.path, self._place, state.suite, form)

    def _show_head(self) -> None:
        open_suite = self._project.current
        if open_suite is None or open_suite.state is None:
            self.head.clear()
            return
        state = open_suite.state
        self.head.show_head(open_suite.path, state.suite, state.head or head_of(state.suite))

    def _on_current_changed(self, _path: object = None) -> None:
        self.flush()
        self._place = -1
        self._show_case()
        self._show_head()

    def _on_suite_changed(self, path: Path) -> None:
        suite = self._project.suite(path)
        if suite is None or suite is not self._project.current:
            return
        if not self._own:
            self._show_head()
            self._show_case()
        elif suite.suite is not None:
            self.case.rebase(suite.suite)
            self.head.rebase(suite.suite)

    def _on_case_checked(self, answer: CheckedCase, part: str) -> None:
        suite = self._project.suite(answer.path)
        if suite is None or suite.state is None:
            return
        after = edits.put_case(suite.state, answer.index, answer.form, answer.case)
        said = message("cases.did-edit")
        self._edit(answer.path, after, said, f"case {answer.index} {part}")

    def _on_head_checked(self, answer: CheckedHead, part: str) -> None:
        suite = self._project.suite(answer.path)
        if suite is None or suite.state is None:
            return
        after = edits.put_head(suite.state, answer.form, answer.suite)
        self._edit(answer.path, after, message("cases.did-edit-suite"), f"head {part}")
        self.case.rebase(after.suite)
        if part in {"at", "os", "clients", "dates"}:
            self._show_case()

    def _edit(self, path: Path, after: State, said: Message, key: str) -> None:
        self._own = True
        try:
            self._project.edit(path, after, said, key)
        finally:
            self._own = False
