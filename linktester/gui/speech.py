"""Words on widgets: said once, said again in the other language when the user switches."""

import weakref
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from linktester.model.message import Arg, Message, message
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.report.phrases import Phrases


class Speech(QObject):
    """The language of the window.

    Signals: `changed` after everything put on widgets has been said anew; models and painted widgets, which
    make their texts themselves, listen to it.
    """

    changed = Signal()

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = Words(language)
        self._phrases: Phrases | None = None
        self._said: dict[tuple[int, str], tuple[weakref.ref[Any], str, dict[str, Arg]]] = {}

    @property
    def phrases(self) -> "Phrases":
        """Names and sentences in the present language; ask again after `changed`."""
        if self._phrases is None:
            from linktester.report.phrases import Phrases  # noqa: PLC0415 - not before the first paint

            self._phrases = Phrases(self._words)
        return self._phrases

    @property
    def language(self) -> str:
        """The present language, one of `wording.LANGUAGES`."""
        return self._words.language

    def switch(self, language: str) -> None:
        """Say everything in `language` from now on."""
        if language == self.language:
            return
        self._words, self._phrases = Words(language), None
        for key, (reference, code, args) in list(self._said.items()):
            widget = reference()
            if widget is None or not isValid(widget):
                self._said.pop(key, None)
                continue
            getattr(widget, key[1])(self.t(code, **args))
        self.changed.emit()

    def t(self, code: str, **args: Arg) -> str:
        """Return one of our own sentences in the present language."""
        return self._words.say(message(code, **args))

    def of(self, kind: str, value: str) -> str:
        """Return the word for a value of a set, as `Phrases.of` does but without loading any names."""
        code = f"outcome.{kind}-{value}"
        return self.t(code) if self._words.has(code) else value

    def say(self, said: Message) -> str:
        """Return a sentence that came from below."""
        return self.phrases.say(said)

    def put(self, widget: QObject, setter: str, code: str, **args: Arg) -> None:
        """Call `widget.setter(sentence)` now and after each switch; a later `put` of the same replaces it."""
        key = (id(widget), setter)
        self._said[key] = (weakref.ref(widget, self._forgetter(key)), code, args)
        getattr(widget, setter)(self.t(code, **args))

    def text(self, widget: QObject, code: str, **args: Arg) -> None:
        """Put a sentence as the widget's text; what it says is its accessible name too, where it has none."""
        self.put(widget, "setText", code, **args)

    def tip(self, widget: QObject, code: str, **args: Arg) -> None:
        """Put a sentence as tool tip."""
        self.put(widget, "setToolTip", code, **args)

    def name(self, widget: QObject, code: str, **args: Arg) -> None:
        """Put a sentence as what a screen reader calls the widget."""
        self.put(widget, "setAccessibleName", code, **args)

    def placeholder(self, widget: QObject, code: str, **args: Arg) -> None:
        """Put a sentence into an empty field."""
        self.put(widget, "setPlaceholderText", code, **args)

    def silence(self, widget: QObject, setter: str = "setText") -> None:
        """Stop saying what was put; for a widget that shows plain data now."""
        self._said.pop((id(widget), setter), None)

    def _forgetter(self, key: tuple[int, str]) -> Any:
        said = self._said

        def forget(_: object) -> None:
            said.pop(key, None)

        return forget
