"""Requests to the platforms' APIs as rows of a table, the newest first."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from linktester.gui.plaintext import tip
from linktester.model.zone import CHINA
from linktester.report.escape import one_line
from linktester.send.payertold import ApiRequest

COLUMNS = ("time", "method", "path", "status", "code", "number")
PATH = 200
NAME = 80
ERROR = 400
"""Answers from this status on are errors."""
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class PayRequestsModel(QAbstractTableModel):
    """New rows come in at the top; what is shown may be narrowed down to what was refused, or to a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ApiRequest, ...] = ()
        self._rows: list[ApiRequest] = []
        self._headers: tuple[str, ...] = COLUMNS
        self._refused_only = False
        self._text = ""
        self.ink = QColor()
        """Colour of errors."""

    def show_requests(self, requests: Sequence[ApiRequest]) -> None:
        """Show the journal, given oldest first."""
        new, old = tuple(requests), self._all
        self._all = new
        last = old[-1].id if old else 0
        if old and new and new[0].id == old[0].id and new[-1].id >= last:
            self._add([each for each in new if each.id > last])
        elif new != old:
            self._anew()

    def say_headers(self, headers: Sequence[str]) -> None:
        """Put other words above the columns."""
        self._headers = tuple(headers)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def narrow(self, text: str, *, refused_only: bool) -> None:
        """Show only rows that hold `text` somewhere, and only refused ones if wished."""
        if (text, refused_only) != (self._text, self._refused_only):
            self._text, self._refused_only = text, refused_only
            self._anew()

    def request(self, row: int) -> ApiRequest | None:
        """Return the request of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, id_: int) -> int:
        """Return the row of a request, -1 when it is not shown."""
        return next((row for row, each in enumerate(self._rows) if each.id == id_), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return text, whole text and colour of a cell."""
        found = self.request(index.row())
        if found is None:
            return None
        name = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(found, name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(found.target, PATH * 4) if name == "path" else None
        return self.ink if role == Qt.ItemDataRole.ForegroundRole and is_refused(found) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the word above a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headers[section]

    def _add(self, requests: list[ApiRequest]) -> None:
        shown = [each for each in reversed(requests) if self._fits(each)]
        if shown:
            self.beginInsertRows(_ROOT, 0, len(shown) - 1)
            self._rows[:0] = shown
            self.endInsertRows()

    def _anew(self) -> None:
        self.beginResetModel()
        self._rows = [each for each in reversed(self._all) if self._fits(each)]
        self.endResetModel()

    def _fits(self, request: ApiRequest) -> bool:
        if self._refused_only and not is_refused(request):
            return False
        wanted = self._text.casefold()
        if not wanted:
            return True
        told = (
            request.method,
            request.target,
            str(request.status),
            request.findings.code,
            request.findings.number,
        )
        return any(wanted in each.casefold() for each in (*told, request.body))


def is_refused(request: ApiRequest) -> bool:
    """Tell whether a platform answered an error, or nothing at all; Alipay's come with a 200."""
    findings = request.findings
    return request.status >= ERROR or request.status == 0 or bool(findings.refused or findings.code)


def cell(request: ApiRequest, column: str) -> str:
    """Return the text of one cell."""
    match column:
        case "time":
            return f"{request.at.astimezone(CHINA):%H:%M:%S}" if request.at else "–"
        case "method":
            return one_line(request.method, 20)
        case "path":
            return one_line(path_of(request), PATH)
        case "status":
            return str(request.status) if request.status else "–"
        case "code":
            return one_line(request.findings.code or code_in(request), NAME)
        case _:
            return one_line(request.findings.number, NAME)


def path_of(request: ApiRequest) -> str:
    """Return the path without query; where one path serves every method, the method that it names."""
    path, _, query = request.target.partition("?")
    if request.api not in {"alipay", "taobao"}:
        return path
    for text in (query, request.body):
        try:
            named = dict(parse_qsl(text, max_num_fields=400)).get("method")
        except ValueError:
            named = None
        if named:
            return f"{path} {named}"
    return path


def code_in(request: ApiRequest) -> str:
    """Return the code of an error that stands in a JSON answer, empty when there is none."""
    if request.status < ERROR:
        return ""
    _, found, rest = request.answer.partition('"code":"')
    return rest.partition('"')[0] if found else ""
