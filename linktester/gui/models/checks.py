"""The checks of a checklist as a plain table."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from linktester.gui.speech import Speech
from linktester.model.checklist import Check, Checklist, Why
from linktester.report.escape import one_line

COLUMNS = ("number", "where", "os", "entry", "link", "why")
SHOWN = 300
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class ChecksModel(QAbstractTableModel):
    """One row for each check."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._checklist: Checklist | None = None
        speech.changed.connect(self._on_speech_changed)

    def show_checklist(self, checklist: Checklist) -> None:
        """Show other checks."""
        self.beginResetModel()
        self._checklist = checklist
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many checks there are."""
        return 0 if parent.isValid() or self._checklist is None else len(self._checklist.checks)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell."""
        if role != _DISPLAY or self._checklist is None:
            return None
        return self._text(index.row(), self._checklist.checks[index.row()], COLUMNS[index.column()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the words above a column."""
        if orientation != _HORIZONTAL or role != _DISPLAY or not 0 <= section < len(COLUMNS):
            return None
        return self._speech.t(f"sheet.column-{COLUMNS[section]}")

    def _text(self, number: int, check: Check, column: str) -> str:
        phrases = self._speech.phrases
        match column:
            case "number":
                return str(number + 1)
            case "where":
                return one_line(phrases.place(check.host, check.surface, "tap"), SHOWN)
            case "os":
                system = phrases.of("os", check.os)
                return one_line(f"{system} · {check.client}" if check.client else system, SHOWN)
            case "entry":
                return phrases.of("entry", check.entry)
            case "link":
                return one_line(check.link, SHOWN)
        return " ".join(self._reason(check, why) for why in check.why)

    def _reason(self, check: Check, why: Why) -> str:
        days = self._checklist.older_than_days if self._checklist else 0
        if why is Why.OLD:
            return self._speech.t("sheet.why-old", date=check.last_evidence or "–", days=days)
        return self._speech.t(f"sheet.why-{why}")

    def _on_speech_changed(self) -> None:
        self.beginResetModel()
        self.endResetModel()
