"""A screenshot as large as it is, in a window of its own."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictures import decoded
from linktester.model.errors import LinktesterError
from linktester.workspace import Workspace

MOST = QSize(6_000, 6_000)
"""Pixels shown; larger ones are scaled down."""


class PictureDialog(QDialog):
    """Shows one stored screenshot. Escape closes it."""

    def __init__(self, tools: Tools, sha: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tools = tools
        self._picture = QLabel()
        self._picture.setTextFormat(Qt.TextFormat.PlainText)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tools.speech.put(self, "setWindowTitle", "annotate.picture-title")
        tools.speech.name(self._picture, "annotate.picture-title")
        tools.speech.text(self._picture, "annotate.picture-loading")
        scroll = QScrollArea()
        scroll.setWidget(self._picture)
        scroll.setObjectName("picture-scroll")
        tools.speech.name(scroll, "annotate.picture-title")
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName("picture-close")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(buttons)
        self.resize(parent.size() * 0.85)
        self._loading = Latest(tools.tasks)
        self.finished.connect(self._loading.drop)
        self._loading.run(large, tools.workspace, sha, done=self._on_loaded, failed=self._on_failed)

    def _on_loaded(self, image: QImage | None) -> None:
        self._tools.speech.silence(self._picture)
        if image is None:
            self._tools.speech.text(self._picture, "annotate.picture-gone")
        else:
            self._picture.setPixmap(QPixmap.fromImage(image))

    def _on_failed(self, _error: LinktesterError) -> None:
        self._tools.speech.text(self._picture, "annotate.picture-gone")


def large(workspace: Workspace, sha: str) -> QImage | None:
    """Return a stored screenshot as it is. Blocks."""
    return decoded(workspace.archive.screenshot(sha), MOST)
