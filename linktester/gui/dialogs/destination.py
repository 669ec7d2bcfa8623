"""Where a report goes: a path that is typed or chosen, and what stands there now."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from linktester.gui.tools import Tools
from linktester.gui.widgets.filedialogs import ask_where
from linktester.gui.widgets.plain import PlainLabel
from linktester.report import Report

FOLDER = "export-folder"


class Destination(QWidget):
    """Signals: `edited` after the path became another one."""

    edited = Signal()

    def __init__(self, tools: Tools, stem: str, report: Report, parent: QWidget | None = None) -> None:
        """Propose the file `stem` in the folder of the last report, with the extension of `report`."""
        super().__init__(parent)
        self._tools = tools
        self._report = report
        self._field = QLineEdit(str(_folder(tools) / f"{stem}{report.extension}"))
        self._field.setObjectName("export-path")
        self._notice = PlainLabel("", "warning")
        choose = QPushButton()
        choose.setObjectName("export-choose")
        choose.setAutoDefault(False)
        tools.speech.text(choose, "export.choose")
        tools.speech.name(self._field, "export.path")
        choose.clicked.connect(self._on_choose_clicked)
        self._field.textChanged.connect(self._on_text_changed)
        tools.speech.changed.connect(self._tell)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._field, 1)
        line.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._notice)
        self._tell()

    @property
    def path(self) -> Path | None:
        """The path, None while nothing usable stands there."""
        text = self._field.text().strip()
        return Path(text).expanduser() if text and "\0" not in text else None

    def set_path(self, path: Path) -> None:
        """Show another path."""
        self._field.setText(str(path))

    def follow(self, report: Report) -> None:
        """Give the path the extension of another format, where it has that of the old one."""
        path = self.path
        old, self._report = self._report, report
        if path is not None and path.suffix.lower() == old.extension:
            self.set_path(path.with_suffix(report.extension))
        self._tell()

    def remember(self) -> None:
        """Propose this folder the next time."""
        if self.path is not None:
            self._tools.settings.put(FOLDER, str(self.path.parent))

    def say_again(self) -> None:
        """Look again at what stands at the path."""
        self._tell()

    def _on_choose_clicked(self) -> None:
        title, suffix = self._tools.speech.t("export.title"), self._report.extension.removeprefix(".")
        dialog = ask_where(self, title, str(self.path or ""), self.set_path, suffix=suffix)
        dialog.setObjectName("export-file-dialog")

    def _on_text_changed(self, _text: str) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        there = self.path is not None and _is_file(self.path)
        self._notice.setText(self._tools.speech.t("export.replaces") if there else "")
        self._notice.setVisible(there)


def _folder(tools: Tools) -> Path:
    last = tools.settings.text(FOLDER)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for each in (last, documents):
        if each and _is_folder(Path(each)):
            return Path(each)
    return Path.home()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
