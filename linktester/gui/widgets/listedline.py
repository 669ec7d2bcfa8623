"""A sentence with a sign, as wide as its column, that can be clicked."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from linktester.gui.widgets.breaking import BreakingLabel


class ListedLine(QPushButton):
    """The sentence is what a screen reader says."""

    def __init__(self, picture: QPixmap, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "line")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.sentence = sentence
        sign = QLabel()
        sign.setPixmap(picture)
        words = BreakingLabel(sentence)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 6, 10, 6)
        self._row.setSpacing(8)
        self._row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(words, 1)
        for part in (sign, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(words.plain)

    def keep_still(self) -> None:
        """Lead nowhere: it is only read."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hasHeightForWidth(self) -> bool:
        """Return True: its sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the sentence at `width`."""
        return self._row.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the room that its parts take."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room of its parts."""
        return self._row.minimumSize()
