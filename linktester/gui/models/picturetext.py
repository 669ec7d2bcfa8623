"""The picture as a table in text, to be pasted into a sheet or a message."""

from collections.abc import Iterator

from linktester.gui.models.boards import Board, Slot
from linktester.gui.models.faces import words
from linktester.gui.plaintext import shown
from linktester.report.phrases import Phrases

MOST = 200
"""Characters of a cell."""
_FORMULA = ("=", "+", "-", "@")


def as_text(board: Board, title: str, phrases: Phrases) -> str:
    """Return the title, the heads of the columns, and a line for each row, with tabs between."""
    return "\n".join([_cell(title), *("\t".join(map(_cell, line)) for line in _lines(board, phrases))])


def _lines(board: Board, phrases: Phrases) -> Iterator[list[str]]:
    yield ["", *(head.words(phrases) for head in board.columns)]
    for number, head in enumerate(board.rows):
        slots = (board.slots.get((number, column)) for column in range(len(board.columns)))
        yield [head.words(phrases), *(_said(slot, phrases) for slot in slots)]


def _said(slot: Slot | None, phrases: Phrases) -> str:
    return " / ".join(words(part.face, phrases) for part in slot.parts) if slot else ""


def _cell(text: str) -> str:
    """Return text that stays one cell, and text, where it is pasted."""
    flat = " ".join(shown(text, MOST).split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
