"""Qt's own words in another language, also where only the place of an access key was changed since."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from linktester.gui.speech import Speech


class QtWords(QTranslator):
    """Finds a sentence with `&` by the translation of the sentence without it.

    Qt 6.11 asks for `&Look in:` in its file dialog, while its Chinese words still know `Look in:`.
    Given a speech it belongs to it, and falls silent when that is freed.
    """

    def __init__(self, speech: Speech | None = None) -> None:
        super().__init__(speech)

    def translate(self, context: str, text: str, about: str | None = None, count: int = -1) -> str:
        """Return the words for one of Qt's sentences, the sentence itself when there are none.

        Nothing at all would be taken for an empty translation.
        """
        found = super().translate(context, text, about, count)
        if not found and "&" in text:
            found = super().translate(context, text.replace("&", ""), about, count)
        return found or text

    def follow(self) -> None:
        """Speak the present language of the speech that it belongs to."""
        speech = self.parent()
        if QCoreApplication.instance() is None or not isinstance(speech, Speech):
            return
        self.leave()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # English is what the toolkit says by itself.
        if speech.language != "en" and self.load(f"qtbase_{speech.language}", folder):
            QCoreApplication.installTranslator(self)
        QLocale.setDefault(QLocale(speech.language))

    def leave(self) -> None:
        """Say nothing any more: the window that spoke is closed."""
        QCoreApplication.removeTranslator(self)
