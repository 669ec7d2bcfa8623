"""The rules as the matrix needs them, read and computed off the Qt thread: axes, events, all worlds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from linktester.gui.models.boards import Item
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.model.case import Stand
from linktester.model.link import Intent, Link
from linktester.model.world import Site
from linktester.policy import Packs, load
from linktester.policy.asking import CHECKOUTS
from linktester.policy.eras import Era, episodes, eras
from linktester.policy.picture import SCAN, fitting, places, subjects, suite_name
from linktester.policy.timeline import Moment, events
from linktester.policy.worlds import Terms, Worlds
from linktester.suite import bundled

Stamp = tuple[tuple[str, int, int], ...]
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Book:
    """What stands in the rules, whatever the system and the date."""

    packs: Packs
    items: tuple[Item, ...]
    stands: tuple[Stand, ...]
    sites: tuple[Site, ...]
    """Stand-ins for the hosts of some items; whoever sends these needs them."""
    moments: tuple[Moment, ...]
    eras: tuple[Era, ...]
    episodes: tuple[Era, ...]
    stamp: Stamp
    """Names, sizes and times of the team's files: another stamp means other rules."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything the rules say of some links under some terms."""

    worlds: Worlds
    items: tuple[Item, ...]
    terms: Terms


class Rulebook(QObject):
    """Book and answers for the circumstances chosen.

    Signals: `changed()` when either is another; `progressed(done, total)` in cells while computing;
    `failed(LinktesterError)` when the team's rules have mistakes: what was there before stays.
    """

    changed = Signal()
    progressed = Signal(int, int)
    failed = Signal(object)
    _counted = Signal(int, int)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book: Book | None = None
        self.answers: Answers | None = None
        self._tools = tools
        self._reading, self._asking = Latest(tools.tasks), Latest(tools.tasks)
        self._counted.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Read the rules if they were never read or are others now; compute what is not known yet."""
        folder, wanted = self._tools.workspace.places.packs, self._terms()
        self._reading.run(
            _read,
            folder,
            wanted,
            self.book,
            self.answers,
            self._counted.emit,
            done=self._on_read,
            failed=self.failed.emit,
        )

    def ask(self, item: Item, done: Callable[[Answers], None]) -> None:
        """Have all worlds of one link brought; a newer wish drops an older one. Nothing without a book."""
        if self.book is not None:
            self._asking.run(_computed_for_one, self.book, item, self._terms(), done=done)

    def drop(self) -> None:
        """Forget the link that was asked for; its worlds are not brought any more."""
        self._asking.drop()

    def _terms(self) -> Terms:
        circumstances = self._tools.circumstances
        return Terms(os=circumstances.system, accept=circumstances.accept)

    def _on_read(self, found: "tuple[Book, Answers]") -> None:
        if (self.book, self.answers) != found:
            self.book, self.answers = found
            self.changed.emit()


def read_book(folder: Path) -> Book:
    """Return the book with the team's rules of `folder`, which need not exist. Raises InputErrors."""
    stamp = _stamp(folder)
    packs = load((folder,) if stamp else ())
    suite = bundled(suite_name())
    items = tuple(Item(subject.id, subject.link, subject) for subject in subjects(suite.cases))
    return Book(packs, items, places(packs), suite.sites, events(packs), eras(), episodes(), stamp)


def compute(book: Book, terms: Terms, tell: Tell | None = None) -> Answers:
    """Return the answers for all subjects of the book."""
    shown = [item.subject for item in book.items if item.subject is not None]
    fits = fitting(shown, terms.os)
    links = [item.link for item in book.items]
    worlds = Worlds.compute(book.packs, links, book.stands, terms, shows=fits, on_progress=tell)
    return Answers(worlds, book.items, terms)


def fits(link: Link, stand: Stand) -> bool:
    """Tell whether a link of the user's own is a question at a place: payments are paid or scanned."""
    if link.intent is Intent.PAYMENT:
        return stand.surface in CHECKOUTS or stand.surface == SCAN
    if stand.surface in CHECKOUTS:
        return False
    return stand.surface != SCAN or link.intent is not Intent.TEXT


def _computed_for_one(book: Book, item: Item, terms: Terms) -> Answers:
    stands = [stand for stand in book.stands if fits(item.link, stand)]
    return Answers(Worlds.compute(book.packs, [item.link], stands, terms), (item,), terms)


def _read(
    folder: Path, terms: Terms, book: Book | None, answers: Answers | None, tell: Tell
) -> tuple[Book, Answers]:
    if book is None or book.stamp != _stamp(folder):
        book, answers = read_book(folder), None
    if answers is None or answers.terms != terms:
        answers = compute(book, terms, tell)
    return book, answers


def _stamp(folder: Path) -> Stamp:
    if not folder.is_dir():
        return ()
    found = ((file, file.stat()) for file in sorted(folder.rglob("*.toml")))
    return tuple((str(file), facts.st_size, facts.st_mtime_ns) for file, facts in found)
