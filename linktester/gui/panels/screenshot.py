"""The screenshot beside a result: small here, large on a click."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from linktester.gui.annotator import Annotator
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictures import decoded
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import Row
from linktester.workspace import Workspace

THUMB = QSize(132, 96)


class Screenshot(QWidget):
    """Thumbnail and what can be done with it.

    Signals: `attach_requested` when a file shall be chosen; `enlarge_requested(str)` with the picture's hash.
    """

    attach_requested = Signal()
    enlarge_requested = Signal(str)

    def __init__(self, tools: Tools, annotator: Annotator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._annotator = annotator
        self._row: Row | None = None
        self._shown = ""
        self._loading = Latest(tools.tasks)
        self._thumb = QToolButton()
        self._none = PlainLabel("", "muted")
        self._paste = QPushButton()
        self._attach = QPushButton()
        self._remove = QPushButton()
        self._lay_out()

    def show_row(self, row: Row | None) -> None:
        """Show the picture of a row."""
        self._row = row
        sha = "" if row is None else row.screenshot
        self._thumb.setVisible(bool(sha))
        self._remove.setVisible(bool(sha))
        self._none.setVisible(not sha)
        if sha == self._shown:
            return
        self._shown = sha
        self._thumb.setIcon(QPixmap())
        self._loading.drop()
        if sha:
            self._loading.run(
                thumbnail,
                self._tools.workspace,
                sha,
                done=self._on_loaded,
                failed=self._annotator.failed.emit,
            )

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self._thumb.setObjectName("screenshot")
        self._thumb.setIconSize(THUMB)
        self._thumb.clicked.connect(self._on_thumb_clicked)
        speech.tip(self._thumb, "annotate.enlarge")
        speech.name(self._thumb, "annotate.enlarge")
        speech.text(self._none, "annotate.no-screenshot")
        buttons = QHBoxLayout()
        parts = ((self._paste, "paste"), (self._attach, "attach"), (self._remove, "remove"))
        for button, name in parts:
            button.setObjectName(f"screenshot-{name}")
            speech.text(button, f"annotate.{name}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._paste.clicked.connect(self._tools.actions["paste-screenshot"].trigger)
        self._attach.clicked.connect(self.attach_requested)
        self._remove.clicked.connect(self._on_remove_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._none)
        column.addLayout(buttons)

    def _on_loaded(self, image: QImage | None) -> None:
        if image is not None:
            self._thumb.setIcon(QPixmap.fromImage(image))

    def _on_thumb_clicked(self) -> None:
        self.enlarge_requested.emit(self._shown)

    def _on_remove_clicked(self) -> None:
        if self._row is not None:
            self._annotator.remove_picture(self._row)


def thumbnail(workspace: Workspace, sha: str) -> QImage | None:
    """Return a stored screenshot made small; None when it is gone or no picture after all. Blocks."""
    return decoded(workspace.archive.screenshot(sha), THUMB)
