"""Shows in the open window what the desktop asked for: looks, selects, fills in; it starts nothing."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from linktester.gui.opening import Kind, Opening, checked, read
from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import OpenSuite
from linktester.gui.tools import Tools
from linktester.model.errors import NOWHERE, InputErrors, LinktesterError, Problem
from linktester.model.message import message

CASES, LINKS = "cases", "start"


class Opener(QObject):
    """Takes links and file names, from whomever.

    Signals: `page_requested(str)`; `case_requested(int)` for a place in the current suite;
    `link_requested(str)` for the box of links; `told(Message)`; `failed(LinktesterError)`.
    """

    page_requested = Signal(str)
    case_requested = Signal(int)
    link_requested = Signal(str)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._project = project
        self._waiting: list[Callable[[], None]] = []
        self._awaited: Opening | None = None
        """A suite whose folder is being opened."""
        # Behind the project's own ear: everything that follows from another folder has followed by then.
        project.disk.opened.connect(self._on_project_opened)
        project.disk.failed.connect(self._on_project_failed)

    def open(self, things: Iterable[str]) -> None:
        """Show them in turn; what is no link of ours and no suite is told, all mistakes together."""
        problems: list[Problem] = []
        for thing in things:
            try:
                self._show(read(thing))
            except InputErrors as errors:
                problems += errors.problems
        if problems:
            self.failed.emit(InputErrors(problems))

    def _show(self, opening: Opening) -> None:
        if opening.kind is Kind.ORDER:
            self.link_requested.emit(opening.link)
        elif opening.path is not None:
            done = partial(self._on_checked, opening)
            self._tools.tasks.run(checked, opening.path, done=done, failed=self.failed.emit)
        else:
            self._when_open(partial(self._show_case, opening))

    def _when_open(self, act: Callable[[], None]) -> None:
        """Act once a project lies open; at a start the last one is still being read."""
        if self._project.folder is None:
            self._waiting.append(act)
        else:
            act()

    def _on_checked(self, opening: Opening, path: Path) -> None:
        self._when_open(partial(self._show_suite, opening, path))

    def _show_suite(self, opening: Opening, path: Path) -> None:
        if self._project.suite(path) is not None:
            self._project.select(path)
            self._shown(opening)
            return
        self._awaited = opening
        # Whichever suite is named here is in front when the folder lies open.
        self._tools.settings.put("suite", str(path))
        self._project.disk.open(path.parent)

    def _on_project_opened(self, _project: object) -> None:
        self._act_on_waiting()
        awaited, self._awaited = self._awaited, None
        if awaited is None or awaited.path is None:
            return
        if self._project.folder == awaited.path.parent:
            self._settle(awaited, awaited.path)
        else:
            # Another folder was quicker.
            self._awaited = awaited

    def _on_project_failed(self, _error: LinktesterError) -> None:
        """The last project cannot be opened: what waited for it need wait no more."""
        self._act_on_waiting()

    def _act_on_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _settle(self, opening: Opening, path: Path) -> None:
        if self._project.suite(path) is None:
            self._fail("opening.not-a-suite", name=path.name)
            return
        self._project.select(path)
        self._shown(opening)

    def _shown(self, opening: Opening) -> None:
        if opening.kind is Kind.CASE:
            self._show_case(opening)
            return
        self.page_requested.emit(CASES)
        current = self._project.current
        if current is not None:
            self.told.emit(message("opening.suite-shown", suite=current.name))

    def _show_case(self, opening: Opening) -> None:
        current = self._project.current
        others = [each for each in self._project.suites if each is not current]
        looked = [current] if opening.path is not None else [current, *others]
        for suite in looked:
            place = _place(suite, opening.case)
            if suite is not None and place is not None:
                self._project.select(suite.path)
                self.page_requested.emit(CASES)
                self.case_requested.emit(place)
                self.told.emit(message("opening.case-shown", case=opening.case, suite=suite.name))
                return
        self._fail("opening.no-case", case=opening.case)

    def _fail(self, code: str, **args: str) -> None:
        self.failed.emit(InputErrors([Problem(NOWHERE, message(code, **args))]))


def _place(suite: OpenSuite | None, case: str) -> int | None:
    """Return where a case stands in what a suite says now; None when it has none of this id."""
    if suite is None or suite.suite is None:
        return None
    ids = [each.id for each in suite.suite.cases]
    return ids.index(case) if case in ids else None
