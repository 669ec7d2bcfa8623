"""Fields of a form: a name above, what is wrong below, and one history of edits for the whole window."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.widgets.growingtext import GrowingText
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.message import Arg

MOST = 32_000
"""Characters of one line."""


class Field(QWidget):
    """A name, a widget to fill in, a hint, and room for a mistake."""

    def __init__(self, speech: Speech, name: str, code: str, inner: QWidget, **args: Arg) -> None:
        """`name` becomes the object name of `inner`, the sentence `code` with `args` stands above it."""
        super().__init__()
        self.inner = inner
        inner.setObjectName(name)
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(inner)
        speech.text(label, code, **args)
        speech.name(inner, code, **args)
        self._hint = PlainLabel("", "muted")
        self._hint.hide()
        self._wrong = PlainLabel("", "wrong")
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label)
        column.addWidget(inner)
        column.addWidget(self._hint)
        column.addWidget(self._wrong)

    @property
    def wrong(self) -> str:
        """What is wrong with it; empty when nothing is."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def say_hint(self, sentence: str) -> None:
        """Say what helps to fill it in; empty takes it back."""
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with it; empty takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.inner.setAccessibleDescription(sentence)
        if isinstance(self.inner, QLineEdit | GrowingText):
            mark(self.inner, wrong=bool(sentence))


class FormLine(QLineEdit):
    """One line of text. `show_text` never moves the cursor of somebody who is typing the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(MOST)

    def show_text(self, text: str) -> None:
        """Show a text that was not typed here."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's own history."""
        return not leaves_to_window(event) and super().event(event)


class FormText(GrowingText):
    """A few lines of text, as `FormLine`."""

    def show_text(self, text: str) -> None:
        """Show a text that was not typed here."""
        if text != self.text:
            self.blockSignals(True)
            self.replace(text)
            self.blockSignals(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's own history."""
        return not leaves_to_window(event) and super().event(event)


class Choice(QComboBox):
    """One of several values, each with its words. A value it does not know is shown as it is.

    The wheel scrolls the form, it does not change what stands there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self._known: tuple[tuple[str, str], ...] = ()

    @property
    def value(self) -> str:
        """The chosen value."""
        return str(self.currentData() or "")

    def show_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer pairs of value and words; what is chosen stays chosen."""
        if choices == self._known:
            return
        value, self._known = self.value, choices
        self.blockSignals(True)
        self.clear()
        for each, words in choices:
            self.addItem(words, each)
        self.blockSignals(False)
        self.show_value(value)

    def show_value(self, value: str, words: str = "") -> None:
        """Choose a value; `words` tell it where it is none of those on offer."""
        place = self.findData(value)
        if place < 0:
            self.addItem((words or value)[:60], value)
            place = self.count() - 1
        elif words and place >= len(self._known):
            self.setItemText(place, words[:60])
        if place != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(place)
            self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whoever scrolls."""
        event.ignore()


def mark(widget: QWidget, *, wrong: bool) -> None:
    """Frame a field that holds a mistake, or take the frame away."""
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def leaves_to_window(event: QEvent) -> bool:
    """Tell whether a key asks for undo or redo, which a field would otherwise claim for itself."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    asked = any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
    if asked:
        event.ignore()
    return asked
