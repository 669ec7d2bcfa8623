"""The matrix picture as Qt sees it: a board, its words, and how each slot is drawn."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from linktester.gui.models.boards import NOTHING, Board, Head, Part, Piece, Slot, Spot
from linktester.gui.models.faces import Face, patch, words
from linktester.gui.plaintext import shown, tip
from linktester.gui.speech import Speech
from linktester.gui.widgets.patches import CHANGED_ROLE, FOUND_ROLE, PATCHES_ROLE, Badge, Change, Patch

MOST = 60
"""Characters of a head."""
MOST_TIPPED = 12
"""Parts of a part that a tool tip names."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_DOWN = Qt.Orientation.Vertical
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """One board. Slots keep their places while only the answers change, so views keep theirs."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self.board: Board = NOTHING
        self._changed: frozenset[Spot] = frozenset()
        self._turned: frozenset[Spot] = frozenset()
        self._wanted = ""
        self._patches: dict[tuple[Face, tuple[Badge, ...]], Patch] = {}
        speech.changed.connect(self._on_speech_changed)

    def show_board(
        self, board: Board, changed: frozenset[Spot] = frozenset(), turned: frozenset[Spot] = frozenset()
    ) -> None:
        """Show a board; the slots in `changed` are outlined, more so those in `turned`."""
        alike = (board.rows, board.columns) == (self.board.rows, self.board.columns)
        if not alike:
            self.beginResetModel()
        self.board, self._changed, self._turned = board, changed, turned
        if not alike:
            self.endResetModel()
        else:
            self._tell()

    def slot(self, index: Index) -> Slot | None:
        """Return what stands at an index; None where there is no question."""
        return self.board.slots.get((index.row(), index.column())) if index.isValid() else None

    def search(self, text: str) -> list[Spot]:
        """Mark the heads that hold `text`, whatever its case; return one slot under each, in order."""
        self._wanted = text.strip().casefold()
        for orientation, count in ((_DOWN, self.rowCount()), (Qt.Orientation.Horizontal, self.columnCount())):
            if count:
                self.headerDataChanged.emit(orientation, 0, count - 1)
        rows = [(number, 0) for number, head in enumerate(self.board.rows) if self._is_found(head)]
        columns = [(0, number) for number, head in enumerate(self.board.columns) if self._is_found(head)]
        return rows + columns

    def heading(self, index: Index) -> str:
        """Return what the slot is about: `WeChat · group chat: Taobao, Tmall`."""
        row, column = self.board.rows[index.row()], self.board.columns[index.column()]
        phrases = self._speech.phrases
        return self._speech.t("matrix.heading", row=row.words(phrases), column=column.words(phrases))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.board.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.board.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the words of a head."""
        heads = self.board.rows if orientation is _DOWN else self.board.columns
        if section >= len(heads):
            return None
        head, phrases = heads[section], self._speech.phrases
        if role == _DISPLAY:
            return shown(head.words(phrases), MOST)
        if role == _TIP:
            return tip(head.title(phrases))
        return self._is_found(head) if role == FOUND_ROLE else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return words or looks of a slot."""
        slot = self.slot(index)
        if role == CHANGED_ROLE:
            return self._change((index.row(), index.column()))
        if slot is None:
            return () if role == PATCHES_ROLE else self._nothing(index, role)
        if role == PATCHES_ROLE:
            return tuple(self._patch(part) for part in slot.parts)
        if role == _DISPLAY:
            return self.text(slot)
        if role == _TIP:
            return tip(self._spoken(index, slot))
        return self._spoken(index, slot) if role == _SPOKEN else None

    def text(self, slot: Slot) -> str:
        """Return a slot in one line, one word for each part."""
        return " / ".join(words(part.face, self._speech.phrases) for part in slot.parts)

    def told(self, slot: Slot) -> str:
        """Return a slot in lines, each part with what is behind it."""
        phrases, several = self._speech.phrases, len(slot.parts) > 1
        return "\n".join(
            f"{words(part.face, phrases)}: {behind(part, self._speech)}"
            if several
            else words(part.face, phrases)
            for part in slot.parts
        )

    def _spoken(self, index: Index, slot: Slot) -> str:
        said = [self.heading(index), self.told(slot)]
        if any(part.differs for part in slot.parts):
            said.append(self._speech.t("matrix.differs"))
        return "\n".join(said)

    def _nothing(self, index: Index, role: int) -> str | None:
        if role not in {_TIP, _SPOKEN}:
            return None
        said = f"{self.heading(index)}\n{self._speech.t('matrix.no-question')}"
        return tip(said) if role == _TIP else said

    def _change(self, spot: Spot) -> Change:
        if spot in self._turned:
            return Change.TURNED
        return Change.LOOKS if spot in self._changed else Change.NONE

    def _patch(self, part: Part) -> Patch:
        key = part.face, _badges(part)
        known = self._patches.get(key)
        if known is None:
            known = self._patches[key] = patch(part.face, self._speech.phrases, key[1])
        return known

    def _is_found(self, head: Head) -> bool:
        return bool(self._wanted) and self._wanted in head.words(self._speech.phrases).casefold()

    def _tell(self) -> None:
        if self.board.rows and self.board.columns:
            last = self.index(len(self.board.rows) - 1, len(self.board.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _on_speech_changed(self) -> None:
        self._patches.clear()
        self.beginResetModel()
        self.endResetModel()


def behind(part: Part, speech: Speech) -> str:
    """Return which surfaces and systems a part stands for, bounded."""
    named = list(dict.fromkeys(place_of(piece, speech) for piece in part.pieces))
    if len(named) > MOST_TIPPED:
        more = speech.t("matrix.more", count=len(named) - MOST_TIPPED)
        named = [*named[:MOST_TIPPED], more]
    return speech.t("matrix.comma").join(named)


def place_of(piece: Piece, speech: Speech) -> str:
    """Return surface, and for results system and case, of an answer."""
    phrases = speech.phrases
    surface = phrases.of("surface", piece.stand.surface)
    if piece.forecast is not None or piece.row is None:
        return surface
    return " · ".join(
        (surface, phrases.of("os", piece.os), *filter(None, (piece.row.client, piece.row.case)))
    )


def _badges(part: Part) -> tuple[Badge, ...]:
    if part.differs:
        return (Badge.DIFFERS,)
    return (Badge.SENT,) if any(p.forecast is not None and p.row is not None for p in part.pieces) else ()
