"""The suites that lie open side by side, and one history of edits for all of them."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from linktester.gui.history import History, Step
from linktester.gui.opensuite import OpenSuite, State
from linktester.model.message import Message


class SuiteDesk(QObject):
    """Suites by path, which of them is the current one, and what can be undone. Knows no disk.

    Signals: `changed()` when suites came or went or stand otherwise (edited, in trouble);
    `suite_changed(Path)` when a suite says something else; `current_changed(Path | None)`;
    `stepped(bool, Message)` after an edit was done again (True) or taken back, with what it was;
    `told(Message)`.
    """

    changed = Signal()
    suite_changed = Signal(object)
    current_changed = Signal(object)
    stepped = Signal(bool, object)
    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suites: dict[Path, OpenSuite] = {}
        self._path: Path | None = None
        self.history = History()

    @property
    def suites(self) -> tuple[OpenSuite, ...]:
        """All suites, by path."""
        return tuple(self._suites[path] for path in sorted(self._suites))

    @property
    def current(self) -> OpenSuite | None:
        """The suite that is worked on."""
        return None if self._path is None else self._suites.get(self._path)

    @property
    def is_edited(self) -> bool:
        """True when something is not saved."""
        return any(suite.is_edited for suite in self._suites.values())

    def suite(self, path: Path) -> OpenSuite | None:
        """Return the suite at `path`, None when there is none."""
        return self._suites.get(path)

    def select(self, path: Path | None) -> None:
        """Make a suite the current one."""
        if path != self._path:
            self._path = path
            self.history.settle()
            self.current_changed.emit(path)

    def edit(self, path: Path, after: State, said: Message, key: str = "") -> None:
        """Take over an edit; edits of the same `key` in a row are undone together."""
        suite = self._suites[path]
        if suite.state is not None and after != suite.state:
            self.history.push(Step(path=path, before=suite.state, after=after, said=said, key=key))
            self.put(suite.with_state(after))

    def undo(self) -> None:
        """Take the last edit back."""
        step = self.history.undo()
        if step is not None:
            self._go(step, step.before)
            self.stepped.emit(False, step.said)

    def redo(self) -> None:
        """Do again what was undone."""
        step = self.history.redo()
        if step is not None:
            self._go(step, step.after)
            self.stepped.emit(True, step.said)

    def put(self, suite: OpenSuite) -> None:
        """Put a suite in the place of the one at its path, or beside the others."""
        before = self._suites.get(suite.path)
        self._suites[suite.path] = suite
        if before is None or before.state != suite.state:
            self.suite_changed.emit(suite.path)
        self.changed.emit()

    def take_away(self, path: Path) -> None:
        """Close a suite; another one becomes the current one."""
        self._suites.pop(path, None)
        self.history.forget(path)
        if self._path == path:
            self.select(next(iter(sorted(self._suites)), None))
        self.changed.emit()

    def replace_all(self, suites: tuple[OpenSuite, ...], current: Path | None) -> None:
        """Lie other suites open; nothing of the old ones can be undone."""
        self._suites = {suite.path: suite for suite in suites}
        self.history.clear()
        self._path = current if current in self._suites else next(iter(sorted(self._suites)), None)
        self.changed.emit()
        self.current_changed.emit(self._path)

    def _go(self, step: Step, state: State) -> None:
        suite = self._suites.get(step.path)
        if suite is not None:
            self.put(suite.with_state(state))
            self.select(step.path)
