"""The raw exchanges of one piece of evidence as rows of a table."""

import html
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from linktester.model.evidence import Exchange
from linktester.report.escape import one_line

COLUMNS = ("number", "method", "host", "status", "ms", "bytes")
MOST = 200
"""Exchanges listed."""
NAME = 200
Index = QModelIndex | QPersistentModelIndex
_RIGHT = frozenset({"number", "status", "ms", "bytes"})
_ALIGNED_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ExchangesModel(QAbstractTableModel):
    """Number, method, host, status, time and size. Words come from outside, ready for the language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exchanges: tuple[Exchange, ...] = ()
        self._headers: tuple[str, ...] = COLUMNS

    def show_exchanges(self, exchanges: Sequence[Exchange], headers: Sequence[str]) -> None:
        """Show these under `headers`, one word for each of `COLUMNS`."""
        self.beginResetModel()
        self._exchanges, self._headers = tuple(exchanges[:MOST]), tuple(headers)
        self.endResetModel()

    def exchange(self, row: int) -> Exchange | None:
        """Return the exchange of a row, 0-based."""
        return self._exchanges[row] if 0 <= row < len(self._exchanges) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._exchanges)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return text, tool tip and alignment of a cell."""
        if not index.isValid():
            return None
        name = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED_RIGHT if name in _RIGHT else None
        if role == Qt.ItemDataRole.ToolTipRole and name == "host":
            # Qt takes what looks like HTML in a tool tip for it.
            return f"<p>{html.escape(host(self._exchanges[index.row()].url))}</p>"
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(self._exchanges[index.row()], name, index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the word above a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] in _RIGHT:
            return _ALIGNED_RIGHT
        return self._headers[section] if role == Qt.ItemDataRole.DisplayRole else None


def cell(exchange: Exchange, column: str, row: int) -> str:
    """Return the text of one cell; `–` where no answer came."""
    match column:
        case "number":
            return str(row + 1)
        case "method":
            return one_line(exchange.method, 20)
        case "host":
            return host(exchange.url)
        case "status":
            return "–" if exchange.status is None else str(exchange.status)
        case "ms":
            return f"{exchange.elapsed_ms:,.0f}"
        case _:
            return f"{exchange.body_length:,}"


def host(url: str) -> str:
    """Return the host of an address, as far as there is one; else its beginning."""
    try:
        found = urlsplit(url).netloc
    except ValueError:
        found = ""
    return one_line(found or url, NAME)
