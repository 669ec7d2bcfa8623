"""The worlds of one link for the matrix: a known link, or one that was typed, read off the Qt thread."""

from PySide6.QtCore import QObject, Signal

from linktester import links
from linktester.gui.models.boards import Item
from linktester.gui.models.rulebook import Answers, Rulebook
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.model.link import Link

OWN = "own-link"
"""Case id of a link of the user's own when it is sent."""


class OneLink(QObject):
    """Asks for each link once, as long as the rules stay.

    Signals: `answered(Answers | None)`; None while the answer is on its way.
    """

    answered = Signal(object)

    def __init__(self, tools: Tools, rulebook: Rulebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rulebook = rulebook
        self._parsing = Latest(tools.tasks)
        self._asked: object = None

    def want(self, name: str, typed: str) -> None:
        """Have the link `typed` answered; without one the known link with the id `name`."""
        if typed:
            self._parsing.run(_link_of, typed, done=self._on_parsed)
            return
        self._parsing.drop()
        book = self._rulebook.book
        item = next((each for each in book.items if each.id == name), None) if book else None
        if item is not None:
            self._ask(item)

    def forget(self) -> None:
        """Take the last answer back: another link is being typed."""
        self._asked = None
        self._parsing.drop()
        self._rulebook.drop()
        self.answered.emit(None)

    def _ask(self, item: Item) -> None:
        # The rules' own answers stand for the rules and the terms: with others the link is asked anew.
        asked = item.id, item.link.text, self._rulebook.answers
        if asked != self._asked:
            self._asked = asked
            self.answered.emit(None)
            self._rulebook.ask(item, self._on_answered)

    def _on_parsed(self, link: Link) -> None:
        self._ask(Item(OWN, link))

    def _on_answered(self, answers: Answers) -> None:
        self.answered.emit(answers)


def _link_of(text: str) -> Link:
    return links.parse(text).link
