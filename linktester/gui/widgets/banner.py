"""What went wrong, in sentences that stay until they are read."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.theme import Theme
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import EnvironmentFault, InputErrors, LinktesterError, Refused

MOST = 8
"""Problems told at once; the rest is counted."""


class Banner(QFrame):
    """Hidden until there is something to say. Untrusted text stays plain."""

    def __init__(self, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._error: LinktesterError | None = None
        self.setObjectName("fault")
        self._lines = PlainLabel().selectable()
        self._theme = theme
        self._close = close = QToolButton()
        close.setAutoRaise(True)
        speech.tip(close, "window.dismiss")
        speech.name(close, "window.dismiss")
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        column = QVBoxLayout()
        column.addWidget(self._lines)
        row.addLayout(column, 1)
        row.addWidget(close)
        speech.changed.connect(self._on_speech_changed)
        self.hide()

    def show_error(self, error: LinktesterError) -> None:
        """Tell a fault; an older one gives way."""
        self._error = error
        from linktester.gui.icons import icon  # noqa: PLC0415 - not before the first paint

        self._lines.setText("\n".join(sentences(error, self._speech)))
        self._close.setIcon(icon("close", self._theme))
        self.show()

    def dismiss(self) -> None:
        """Put it away."""
        self._error = None
        self.hide()

    def _on_speech_changed(self) -> None:
        if self._error is not None:
            self.show_error(self._error)


def sentences(error: LinktesterError, speech: Speech) -> list[str]:
    """Return what to tell of a fault: every mistake with its place, at most `MOST` of them."""
    match error:
        case InputErrors(problems=problems):
            told = [
                f"{each.place}: {speech.say(each.message)}".removeprefix(": ") for each in problems[:MOST]
            ]
            more = len(problems) - len(told)
            return [*told, speech.t("window.more-problems", count=more)] if more > 0 else told
        case EnvironmentFault(message=said) | Refused(message=said):
            return [speech.say(said)]
        case _:
            return [str(error)]
