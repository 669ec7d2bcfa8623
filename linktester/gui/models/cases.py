"""The cases of a suite as Qt sees them: a thin model over the suite's own tuple, filtered by itself."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from linktester import links
from linktester.gui.plaintext import tip
from linktester.gui.speech import Speech
from linktester.gui.theme import Theme
from linktester.model.case import Case, Suite
from linktester.model.phone import Entry
from linktester.model.verdict import Outcome
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases
from linktester.suite import written

Index = QModelIndex | QPersistentModelIndex
CASE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the `Case` itself."""
MIME = "application/x-linktester-cases"
MOST = 300
"""Characters of a cell."""
NAMED = 2
"""Places, dates that are named in a cell; more are counted."""
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_COLOR = int(Qt.ItemDataRole.ForegroundRole)


class Column(IntEnum):
    """Columns in their order."""

    ID = 0
    TITLE = 1
    FAMILY = 2
    PLACES = 3
    DATES = 4
    EXPECTS = 5
    LAST = 6
    LINK = 7


Outcomes = Mapping[str, Mapping[Outcome, int]]
"""Id of a case → how often it came out how in the run that lies open."""


class CasesModel(QAbstractTableModel):
    """Cases on show, in the order of the suite.

    Signals: `move_asked(list[int], int)` when cases (places in the suite) were dropped before another one;
    `shown_changed` after other cases are on show.
    """

    move_asked = Signal(object, int)
    shown_changed = Signal()

    def __init__(self, speech: Speech, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._theme = theme
        self._suite: Suite | None = None
        self._wrong: frozenset[str] = frozenset()
        self._outcomes: Outcomes = {}
        self._words = ""
        self._shown: Sequence[int] = ()
        self._cells: dict[tuple[int, int], str] = {}
        speech.changed.connect(self._on_speech_changed)
        theme.changed.connect(self._repaint)

    @property
    def suite(self) -> Suite | None:
        """The suite whose cases are shown."""
        return self._suite

    @property
    def total(self) -> int:
        """How many cases there are, shown or not."""
        return 0 if self._suite is None else len(self._suite.cases)

    @property
    def is_filtered(self) -> bool:
        """True while some words choose what is shown."""
        return bool(self._words)

    def case_at(self, row: int) -> Case | None:
        """Return the case in a row, None beyond the end."""
        if self._suite is None or not 0 <= row < len(self._shown):
            return None
        return self._suite.cases[self._shown[row]]

    def place_at(self, row: int) -> int:
        """Return the place in the suite of the case in a row."""
        return self._shown[row]

    def row_of(self, place: int) -> int | None:
        """Return the row of the case at a place in the suite; None when it is not shown."""
        if not self._words:
            return place if 0 <= place < len(self._shown) else None
        return next((row for row, shown in enumerate(self._shown) if shown == place), None)

    def show_suite(self, suite: Suite | None, wrong: Iterable[str] = ()) -> None:
        """Show the cases of a suite; `wrong` are the ids of those with a mistake in their form."""
        before, self._wrong = self._suite, frozenset(wrong)
        changed = _changed(before, suite)
        if changed is None or self._words:
            self.beginResetModel()
            self._suite = suite
            self._end_reset()
            return
        self._suite = suite
        for place in changed:
            self._forget(place)
        self._repaint()

    def show_outcomes(self, outcomes: Outcomes) -> None:
        """Show how the cases came out."""
        self._outcomes = outcomes
        for place in range(self.total):
            self._cells.pop((place, int(Column.LAST)), None)
        self._repaint()

    def set_filter(self, words: str) -> None:
        """Show only cases that hold all of these words somewhere."""
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._end_reset()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many cases are on show."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell, its tip, its ink, or the case under `CASE_ROLE`."""
        if role == _DISPLAY:
            return self._text(index.row(), index.column())
        case = self.case_at(index.row())
        if case is None:
            return None
        if role == _TIP:
            return self._tip(case, index.column())
        if role == _COLOR:
            return self._color(case, index.column())
        return case if role == CASE_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the words above a column, and the number beside a row."""
        if orientation == Qt.Orientation.Vertical:
            return str(self._shown[section] + 1) if role == _DISPLAY and section < len(self._shown) else None
        if role == _DISPLAY and 0 <= section < len(Column):
            return self._speech.t(f"cases.column-{Column(section).name.lower()}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be dragged between others while all are shown."""
        plain = super().flags(index)
        if self._words:
            return plain
        return plain | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:
        """Return moving: nothing is copied by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return our own type: rows are dragged within the table only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the places of the dragged cases."""
        data = QMimeData()
        places = sorted({self.place_at(index.row()) for index in indexes})
        data.setData(MIME, ",".join(map(str, places)).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; whoever holds the suite does it."""
        text = bytes(data.data(MIME).data()).decode()
        places = [int(part) for part in text.split(",") if part]
        target = row if row >= 0 else (parent.row() if parent.isValid() else self.total)
        self.move_asked.emit(places, target)
        # Qt would take the dragged rows away after "done"; the suite says itself what becomes of them.
        return False

    def _text(self, row: int, column: int) -> str:
        case = self.case_at(row)
        if case is None:
            return ""
        key = (self._shown[row], column)
        text = self._cells.get(key)
        if text is None:
            text = self._cells[key] = self._cell(case, Column(column))
        return text

    def _cell(self, case: Case, column: Column) -> str:
        phrases = self._speech.phrases
        match column:
            case Column.ID | Column.TITLE | Column.LINK:
                return one_line(_own(case)[column], MOST)
            case Column.FAMILY:
                return phrases.words.local(links.families()[case.link.family].name)
            case Column.PLACES:
                return places_of(case, self._suite, phrases)
            case Column.DATES:
                return self._dates(case)
            case Column.EXPECTS:
                return counted(Counter(one.verdict for one in case.expect), phrases)
        return counted(self._outcomes.get(case.id, {}), phrases)

    def _dates(self, case: Case) -> str:
        dates = case.dates or (self._suite.matrix.dates if self._suite else ())
        if not dates:
            return self._speech.t("cases.now")
        told = [self._speech.t("cases.now") if written(date) == "now" else written(date) for date in dates]
        return (
            told[0]
            if len(told) == 1
            else self._speech.t("cases.dates", first=told[0], last=told[-1], count=len(told))
        )

    def _tip(self, case: Case, column: int) -> str | None:
        if case.id in self._wrong and column == Column.ID:
            return self._speech.t("cases.wrong-tip")
        if column in {Column.TITLE, Column.LINK, Column.PLACES}:
            return tip(
                {Column.TITLE: case.title, Column.LINK: case.link.text}.get(Column(column)) or self._all(case)
            )
        return None

    def _all(self, case: Case) -> str:
        stands = case.stands or (self._suite.matrix.stands if self._suite else ())
        return "\n".join(self._speech.phrases.place(each.host, each.surface, each.entry) for each in stands)

    def _color(self, case: Case, column: int) -> QColor | None:
        if column == Column.ID and case.id in self._wrong:
            return self._theme.color("blocked")
        own = case.stands if column == Column.PLACES else case.dates
        if column in {Column.PLACES, Column.DATES} and not own:
            return self._theme.color("muted")
        return None

    def _forget(self, place: int) -> None:
        for column in Column:
            self._cells.pop((place, int(column)), None)

    def _end_reset(self) -> None:
        self._cells.clear()
        self._shown = self._chosen()
        self.endResetModel()
        self.shown_changed.emit()

    def _chosen(self) -> Sequence[int]:
        if self._suite is None:
            return ()
        if not self._words.strip():
            return range(len(self._suite.cases))
        words = self._words.casefold().split()
        names = {
            family.id: self._speech.phrases.words.local(family.name) for family in links.families().values()
        }
        holds = partial(_holds, words, names)
        return [place for place, case in enumerate(self._suite.cases) if holds(case)]

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))

    def _on_speech_changed(self) -> None:
        self._cells.clear()
        self._repaint()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)


def _own(case: Case) -> Mapping[Column, str]:
    """Return what a case says in its author's own words."""
    return {Column.ID: case.id, Column.TITLE: case.title, Column.LINK: case.link.text}


def places_of(case: Case, suite: Suite | None, phrases: Phrases) -> str:
    """Return where a case is tried, briefly; places of one app share its name."""
    stands = case.stands or (suite.matrix.stands if suite else ())
    by_host: dict[str, list[str]] = {}
    for stand in stands:
        words = "" if str(stand.surface) == stand.host else phrases.of("surface", stand.surface)
        if stand.entry not in {Entry.TAP, Entry.TYPED} and stand.surface != "scan":
            words = f"{words} ({phrases.of('entry', stand.entry)})".strip()
        by_host.setdefault(phrases.platform(stand.host), []).append(words)
    return "; ".join(
        f"{host} · {', '.join(found)}" if any(found) else host for host, found in by_host.items()
    )


def counted(counts: Mapping[Outcome, int], phrases: Phrases) -> str:
    """Return counts of verdicts in words: `2 blocked, 1 honored`."""
    return ", ".join(f"{counts[each]} {phrases.outcome(each)}" for each in Outcome if counts.get(each))


def _holds(words: Sequence[str], names: Mapping[Any, str], case: Case) -> bool:
    hosts = " ".join(f"{stand.host} {stand.surface}" for stand in case.stands)
    parts = (case.id, case.title, case.link.text, names.get(case.link.family, ""), case.link.family, hosts)
    text = "\n".join(parts).casefold()
    return all(word in text for word in words)


def _changed(before: Suite | None, after: Suite | None) -> list[int] | None:
    """Return the places whose case is another one; None when cases came, went or all may read otherwise."""
    if before is None or after is None or len(before.cases) != len(after.cases):
        return None
    if before.matrix is not after.matrix:
        return list(range(len(after.cases)))
    pairs = enumerate(zip(before.cases, after.cases, strict=True))
    return [place for place, (one, other) in pairs if one is not other]
