"""Qt's own words in another language, also where only the place of an access key was changed since."""

from PySide6.QtCore import QTranslator


class QtWords(QTranslator):
    """Finds a sentence with `&` by the translation of the sentence without it.

    Qt 6.11 asks for `&Look in:` in its file dialog, while its Chinese words still know `Look in:`.
    """

    def translate(self, context: str, text: str, about: str | None = None, count: int = -1) -> str:
        """Return the words for one of Qt's sentences, the sentence itself when there are none.

        Nothing at all would be taken for an empty translation.
        """
        found = super().translate(context, text, about, count)
        if not found and "&" in text:
            found = super().translate(context, text.replace("&", ""), about, count)
        return found or text
