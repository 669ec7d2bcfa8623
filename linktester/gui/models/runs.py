"""The history as Qt sees it: kept runs, filtered and sorted by ourselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from linktester.gui.kept import Held, Kept
from linktester.gui.speech import Speech
from linktester.model.run import RunHead
from linktester.model.verdict import Outcome
from linktester.report.escape import one_line
from linktester.report.phrases import clock

KEPT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the `Kept`."""
ABOUT_ROLE = KEPT_ROLE + 1
"""Gives what a tool tip says, as plain text; Qt's own role would take it for HTML."""
NAME = 200
"""Most characters of a name."""
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class Column(StrEnum):
    """From the left."""

    STARTED = "started"
    NAME = "name"
    RESULTS = "results"
    VERDICTS = "verdicts"
    STATE = "state"
    SUITES = "suites"
    TESTER = "tester"
    BASIS = "basis"


COLUMNS = tuple(Column)


class RunsModel(QAbstractTableModel):
    """Runs on show. Signals: `rename_wished(str, str)` with a run's id and the name that was typed."""

    rename_wished = Signal(str, str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._all: dict[str, Kept] = {}
        self._shown: list[Kept] = []
        self._words: tuple[str, ...] = ()
        self._going = ""
        self._order: tuple[Column, bool] = (Column.STARTED, True)
        speech.changed.connect(self._on_speech_changed)

    @property
    def total(self) -> int:
        """How many runs there are, shown or not."""
        return len(self._all)

    def waiting(self) -> list[str]:
        """Return the ids of the runs of which only the head is here, newest first."""
        return [name for name, kept in self._all.items() if kept.held is None]

    def show_heads(self, heads: Iterable[RunHead]) -> None:
        """Show these runs; what is known of them stays."""
        known = self._all
        self._all = {head.id: Kept(head, known[head.id].held if head.id in known else None) for head in heads}
        self._show_anew()

    def show_held(self, found: Mapping[str, Held]) -> None:
        """Fill in what is held of runs."""
        for name, held in found.items():
            if name in self._all:
                self._all[name] = replace(self._all[name], held=held)
        self._shown = [self._all[kept.head.id] for kept in self._shown if kept.head.id in self._all]
        self._tell_all()

    def forget(self, run: str) -> None:
        """Count what is held of a run as not read."""
        if run in self._all:
            self._all[run] = replace(self._all[run], held=None)

    def set_going(self, run: str) -> None:
        """Tell which run is going on in this window; empty without one."""
        if run != self._going:
            self._going = run
            self._tell_all()

    def set_filter(self, text: str) -> None:
        """Show the runs that have all these words somewhere."""
        self._words = tuple(text[:500].casefold().split())
        self._show_anew()

    def kept(self, row: int) -> Kept | None:
        """Return the run shown in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, run: str) -> int | None:
        """Return where a run is shown."""
        return next((row for row, kept in enumerate(self._shown) if kept.head.id == run), None)

    def text(self, kept: Kept, column: Column) -> str:
        """Return the words of a cell, on one line."""
        head = kept.head
        match column:
            case Column.STARTED:
                return clock(head.started_at).removesuffix(" +08:00")
            case Column.NAME:
                return one_line(head.name, NAME) or one_line(", ".join(head.suites), NAME) or head.id
            case Column.SUITES:
                return one_line(", ".join(head.suites), NAME)
            case Column.TESTER:
                return one_line(head.tester, NAME)
            case Column.BASIS:
                return self._speech.phrases.of("basis", head.basis)
            case _:
                return self._counted(kept, column)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many runs are on show."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return words, what explains them, alignment, the name to edit, or the `Kept`."""
        kept = self.kept(index.row())
        if kept is None:
            return None
        column = COLUMNS[index.column()]
        if role == _DISPLAY:
            return self.text(kept, column)
        if role == KEPT_ROLE:
            return kept
        if role == _EDIT and column is Column.NAME:
            return kept.head.name[:NAME]
        if role == ABOUT_ROLE:
            return self._about(kept, column)
        return _RIGHT if role == _ALIGNMENT and column is Column.RESULTS else None

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        """Wish for another name; it is shown when it has been stored."""
        kept = self.kept(index.row())
        if kept is None or role != _EDIT or COLUMNS[index.column()] is not Column.NAME:
            return False
        name = str(value)[:NAME].strip()
        if name != kept.head.name:
            self.rename_wished.emit(kept.head.id, name)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let names be edited."""
        flags = super().flags(index)
        editable = index.isValid() and COLUMNS[index.column()] is Column.NAME
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the words above a column."""
        if orientation != Qt.Orientation.Horizontal or role != _DISPLAY:
            return None
        return self._speech.t(f"runs.column-{COLUMNS[section]}")

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; runs that are equal there stay newest first."""
        wanted = COLUMNS[column] if 0 <= column < len(COLUMNS) else Column.STARTED
        self._order = (wanted, order == Qt.SortOrder.DescendingOrder)
        self._show_anew()

    def _counted(self, kept: Kept, column: Column) -> str:
        held = kept.held
        if held is None:
            return "…"
        if column is Column.RESULTS:
            return f"{held.results:,}"
        if column is Column.VERDICTS:
            counts = ((each, held.outcomes.get(each.value, 0)) for each in Outcome)
            return " · ".join(
                f"{count:,} {self._speech.phrases.outcome(each)}" for each, count in counts if count
            )
        return self._speech.t(
            f"runs.state-{self._state(kept, held)}", kept=held.results, total=kept.head.total
        )

    def _state(self, kept: Kept, held: Held) -> str:
        if held.finish is None:
            return "going" if kept.head.id == self._going else "broken"
        return "cancelled" if held.finish.cancelled else "finished"

    def _about(self, kept: Kept, column: Column) -> str:
        if column is Column.STARTED:
            return f"{clock(kept.head.started_at)}\n{kept.head.id}"
        if column is Column.BASIS:
            return self._speech.phrases.of("means", kept.head.basis)
        if column is Column.STATE and kept.held is not None:
            return self._speech.t(f"runs.means-{self._state(kept, kept.held)}")
        return self.text(kept, column)

    def _fits(self, kept: Kept) -> bool:
        text = "\n".join(
            [kept.head.id, kept.head.build, kept.head.device, *(self.text(kept, each) for each in COLUMNS)]
        )
        folded = text.casefold()
        return all(word in folded for word in self._words)

    def _key(self) -> Callable[[Kept], Any]:
        column, _ = self._order
        if column is Column.STARTED:
            return _started
        if column is Column.RESULTS:
            return _results
        return self._word_key

    def _word_key(self, kept: Kept) -> str:
        return self.text(kept, self._order[0]).casefold()

    def _show_anew(self) -> None:
        self.beginResetModel()
        fitting = [kept for kept in self._all.values() if not self._words or self._fits(kept)]
        self._shown = sorted(fitting, key=self._key(), reverse=self._order[1])
        self.endResetModel()

    def _tell_all(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(COLUMNS) - 1))

    def _on_speech_changed(self) -> None:
        self._show_anew()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)


def _started(kept: Kept) -> tuple[Any, str]:
    return kept.head.started_at, kept.head.id


def _results(kept: Kept) -> int:
    return kept.held.results if kept.held else -1
