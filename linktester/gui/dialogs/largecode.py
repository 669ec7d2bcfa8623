"""The code as large as the window: to be scanned off the screen by a phone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QMouseEvent, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.codeview import CodeView, Modules
from linktester.gui.widgets.stripview import StripView

MOST = 300
"""Characters of the text below the code."""
STRIP = 120
"""Pixels that a strip is high."""


class LargeCode(QDialog):
    """White whatever the theme. Escape, a click or the button closes it."""

    def __init__(
        self,
        speech: Speech,
        modules: Modules,
        text: str,
        parent: QWidget,
        middle: tuple[bytes, float] = (b"", 0.0),
        *,
        bars: tuple[bool, ...] = (),
    ) -> None:
        """`middle` is what stands in the middle of the code, and its share of the width; `bars` the same as a
        strip.
        """
        super().__init__(parent)
        self.setObjectName("large-code")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        speech.put(self, "setWindowTitle", "code.large-title")
        self.setStyleSheet("#large-code, #large-code QLabel { background: #ffffff; color: #1b1f27; }")
        self._whiten()
        self.view = CodeView()
        self.view.setObjectName("large-code-view")
        self.view.show_modules(modules, *middle)
        speech.name(self.view, "code.large-title")
        self.strip = StripView()
        self.strip.setFixedHeight(STRIP)
        self.strip.show_bars(bars)
        below = BreakingLabel(text[:MOST] + ("…" if len(text) > MOST else ""))
        below.setAlignment(Qt.AlignmentFlag.AlignCenter)
        close = QPushButton()
        close.setObjectName("large-code-close")
        speech.text(close, "code.close")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(below, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self.strip)
        column.addLayout(row)
        self.setGeometry(parent.window().geometry())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close: the phone has it."""
        event.accept()
        self.close()

    def _whiten(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(Qt.GlobalColor.white))
        self.setPalette(palette)
