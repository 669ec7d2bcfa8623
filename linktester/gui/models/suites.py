"""The suites of a project as Qt sees them: name, cases, how they stand and how they last came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from linktester.gui.models.cases import counted
from linktester.gui.opensuite import OpenSuite, Trouble
from linktester.gui.plaintext import shown, tip
from linktester.gui.speech import Speech
from linktester.model.verdict import Outcome

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the `SuiteLine`."""
MOST = 120
_ROOT = QModelIndex()
Marks = tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True, slots=True)
class SuiteLine:
    """What is shown of one suite."""

    path: Path
    name: str
    edited: bool
    count: str
    """Number of cases, empty when nobody knows."""
    below: str
    """The second line: what is wrong, else how it last came out."""
    role: str
    """Colour role of the second line."""
    outcomes: Marks = ()
    """What the second line says when it says how the suite came out, to be drawn as marks."""


class SuitesModel(QAbstractListModel):
    """Suites by path."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._suites: tuple[OpenSuite, ...] = ()
        self._outcomes: Mapping[Path, Mapping[Outcome, int]] = {}
        self._lines: list[SuiteLine] = []
        speech.changed.connect(self._remake)

    def show_suites(self, suites: tuple[OpenSuite, ...]) -> None:
        """Show these; rows stay where the same suites stand in the same order."""
        same = [suite.path for suite in suites] == [line.path for line in self._lines]
        self._suites = suites
        if same:
            self._remake()
            return
        self.beginResetModel()
        self._lines = [self._line(suite) for suite in suites]
        self.endResetModel()

    def show_outcomes(self, outcomes: Mapping[Path, Mapping[Outcome, int]]) -> None:
        """Show how suites came out."""
        self._outcomes = outcomes
        self._remake()

    def row_of(self, path: Path | None) -> int:
        """Return the row of a suite, -1 when it is not there."""
        return next((row for row, line in enumerate(self._lines) if line.path == path), -1)

    def path_at(self, row: int) -> Path | None:
        """Return the suite in a row."""
        return self._lines[row].path if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many suites there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the line of a suite, or all of it as one text for those who hear it."""
        if not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == int(Qt.ItemDataRole.DisplayRole):
            return line.name
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (line.name, line.count, line.below) if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return tip(f"{line.path}\n{line.below}".rstrip())
        return None

    def _remake(self) -> None:
        self._lines = [self._line(suite) for suite in self._suites]
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def _line(self, suite: OpenSuite) -> SuiteLine:
        below, role, outcomes = self._below(suite)
        count = "" if suite.suite is None else str(len(suite.suite.cases))
        name = shown(suite.name, MOST).replace("\n", " ")
        return SuiteLine(suite.path, name, suite.is_edited, count, below, role, outcomes)

    def _below(self, suite: OpenSuite) -> tuple[str, str, Marks]:
        trouble = self._trouble(suite)
        if trouble is not None:
            return *trouble, ()
        counts = self._outcomes.get(suite.path, {})
        marks = tuple((outcome, counts[outcome]) for outcome in Outcome if counts.get(outcome))
        words = counted(counts, self._speech.phrases)
        return words or self._speech.t("cases.never-run"), "muted", marks

    def _trouble(self, suite: OpenSuite) -> tuple[str, str] | None:
        t = self._speech.t
        match suite.trouble:
            case Trouble.CHANGED:
                return t("cases.trouble-changed"), "warning"
            case Trouble.DELETED:
                return t("cases.trouble-deleted"), "warning"
            case Trouble.BROKEN:
                return t("cases.trouble-broken", count=len(suite.problems)), "blocked"
            case Trouble.NONE:
                pass
        wrong = 0 if suite.state is None else suite.state.mistakes
        return (t("cases.trouble-unfinished", count=wrong), "blocked") if wrong else None
