"""The actions as a palette lists them: found by their words in either language, the last used ones first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from linktester.gui.fuzzy import find

CHOICE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the `Choice`."""
OTHER_LANGUAGE, GROUP = 4, 6
"""What a find in the other language, and in the menu's name, count less."""
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One action."""

    id: str
    words: str
    other: str
    """Its words in the other language."""
    group: str
    """Name of its menu."""
    keys: str
    """Its first shortcut as this system writes it; empty without one."""
    possible: bool
    """False: nothing here can do it now."""
    places: tuple[int, ...] = ()
    """Letters of `words` that were found."""
    other_places: tuple[int, ...] = ()
    """Letters of `other` that were found."""


class PaletteModel(QAbstractListModel):
    """What a query finds, best first; everything for an empty one."""

    def __init__(
        self, choices: Sequence[Choice], recent: Sequence[str], parent: QObject | None = None
    ) -> None:
        """`recent` holds ids, the last used first."""
        super().__init__(parent)
        order = {name: place for place, name in enumerate(recent)}
        self._all = sorted(choices, key=lambda each: order.get(each.id, len(order)))
        self._shown: list[Choice] = []
        self.seek("")

    def seek(self, query: str) -> None:
        """Show what `query` finds. What cannot be done now comes after what can."""
        self.beginResetModel()
        found = [hit for each in self._all if (hit := self._hit(query, each)) is not None]
        # Sorting keeps the order of equals: the recent ones, then the table's.
        found.sort(key=_weight)
        self._shown = [each for _, each in found]
        self.endResetModel()

    def choice(self, row: int) -> Choice | None:
        """Return what stands in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many were found."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the words, the `Choice`, or all of it for a screen reader."""
        choice = self.choice(index.row())
        if choice is None:
            return None
        if role == CHOICE_ROLE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.words, choice.group, choice.keys) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let what cannot be done now be seen, not chosen."""
        choice = self.choice(index.row())
        if choice is None or not choice.possible:
            return Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _hit(self, query: str, each: Choice) -> tuple[int, Choice] | None:
        own, other = find(query, each.words), find(query, each.other)
        group = find(query, each.group) if len(query.strip()) > 1 else None
        if own is not None and (other is None or own.score >= other.score - OTHER_LANGUAGE):
            return own.score, replace(each, places=own.places, other_places=())
        if other is not None:
            return other.score - OTHER_LANGUAGE, replace(each, places=(), other_places=other.places)
        if group is not None:
            return group.score - GROUP - 100, replace(each, places=(), other_places=())
        return None


def _weight(found: tuple[int, Choice]) -> tuple[bool, int]:
    score, choice = found
    return not choice.possible, -score
