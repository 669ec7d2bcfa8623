"""Makes the boards that are wanted: from the rules at any date, or from the open run at a date it tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from linktester.gui.models.boards import NOTHING, Board, Layout, Sent, View, fill, lay_out
from linktester.gui.models.comparison import Comparison, happened, turned
from linktester.gui.models.faces import differs
from linktester.gui.models.rulebook import Answers
from linktester.gui.models.runboards import board_of, dates, nearest
from linktester.gui.models.twodates import words
from linktester.listing.row import Row
from linktester.model.case import Stand
from linktester.policy.picture import Subject
from linktester.policy.timeline import Moment
from linktester.policy.worlds import Cell, Changes
from linktester.report.phrases import Phrases


class Origin(StrEnum):
    """Whose word the picture is."""

    RULES = "rules"
    """What the cited rules say; nothing was sent."""
    RUN = "run"
    """Results of the open run."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which picture is wanted."""

    origin: Origin
    view: View
    link: str = ""
    """For `View.LINK` of a run: which case."""


class PictureMaker:
    """Holds answers and rows, and lays them out. Use it from one thread."""

    def __init__(self) -> None:
        self._answers: Answers | None = None
        self._one: Answers | None = None
        self._layouts: dict[View, Layout] = {}
        self._rows: tuple[Row, ...] = ()
        self._sent = Sent()
        self._tried: tuple[datetime, ...] = ()
        self._known: dict[str, Subject] = {}
        self._cells: dict[tuple[Stand, str], Cell] = {}

    @property
    def tried(self) -> tuple[datetime, ...]:
        """Dates of the run's results, in order."""
        return self._tried

    def names(self, origin: Origin, phrases: Phrases) -> list[tuple[str, str]]:
        """Return id and name of each link that `View.LINK` may show, in order."""
        if origin is Origin.RUN:
            return [(case, case) for case in dict.fromkeys(row.case for row in self._rows)]
        items = self._answers.items if self._answers else ()
        return [(item.id, phrases.say(item.subject.label)) for item in items if item.subject]

    def take_answers(self, answers: Answers | None) -> None:
        """Use other answers for the picture of all subjects."""
        if answers is self._answers:
            return
        self._answers = answers
        self._layouts = {view: layout for view, layout in self._layouts.items() if view is View.LINK}
        cells = answers.worlds.courses if answers else ()
        items = answers.items if answers else ()
        self._known = {item.link.text: item.subject for item in items if item.subject}
        self._cells = {(cell[0], items[cell[1]].link.text): cell for cell in cells}

    def take_one(self, answers: Answers | None) -> None:
        """Use other answers for the picture of one link; None while they are on their way."""
        self._one = answers
        self._layouts.pop(View.LINK, None)

    def take_rows(self, rows: Sequence[Row]) -> None:
        """Use other results."""
        self._rows = tuple(sorted(rows, key=_index))
        self._sent = Sent(rows)
        self._tried = dates(rows)

    def board(self, wish: Wish, moment: datetime) -> Board:
        """Return the picture at a date; for a run at the tried date next to it."""
        if wish.origin is Origin.RUN:
            return self._run_board(wish, moment)
        answers = self._of(wish.view)
        if answers is None:
            return NOTHING
        found = answers.worlds.at(moment)
        layout = self._layout(wish.view, answers)
        return fill(layout, answers.worlds, found, answers.items, answers.terms.os, self._sent)

    def shown_date(self, wish: Wish, moment: datetime) -> datetime:
        """Return the date a picture at `moment` really shows."""
        if wish.origin is Origin.RUN:
            return nearest(self._tried, moment) or moment
        return moment

    def compare(
        self, wish: Wish, moments: tuple[datetime, datetime], known: Sequence[Moment], phrases: Phrases
    ) -> Comparison:
        """Return two pictures, earlier and later, with what lies between."""
        first, second = (self.shown_date(wish, moment) for moment in sorted(moments))
        before, after = self.board(wish, first), self.board(wish, second)
        alike = (before.rows, before.columns) == (after.rows, after.columns)
        changed = before.changed(after) if alike else frozenset()
        return Comparison(
            before,
            after,
            changed,
            turned(before, after, changed),
            (words(first, phrases), words(second, phrases)),
            happened(known, first, second, self._changes(wish, first, second), phrases),
        )

    def differs(self, row: Row) -> bool:
        """Tell whether a result differs from what the rules say of the same trial, where they are known."""
        answers = self._answers
        if answers is None or row.os is not answers.terms.os:
            return False
        cell = self._cells.get((Stand(row.host, row.surface, row.entry), row.link))
        return cell is not None and differs(answers.worlds.courses[cell].at(row.as_of), row)

    def _run_board(self, wish: Wish, moment: datetime) -> Board:
        date = nearest(self._tried, moment)
        rows = [row for row in self._rows if row.as_of == date]
        return board_of(wish.view, rows, wish.link, self.differs, self._known)

    def _of(self, view: View) -> Answers | None:
        return self._one if view is View.LINK else self._answers

    def _layout(self, view: View, answers: Answers) -> Layout:
        if view not in self._layouts:
            self._layouts[view] = lay_out(view, answers.worlds.courses, answers.items)
        return self._layouts[view]

    def _changes(self, wish: Wish, first: datetime, second: datetime) -> Changes | None:
        answers = self._of(wish.view)
        if wish.origin is Origin.RUN or answers is None:
            return None
        own = {cell for cells in self._layout(wish.view, answers).cells.values() for cell in cells}
        found = answers.worlds.changes(first, second)
        return Changes(first, second, tuple(each for each in found.changes if each.cell in own))


def _index(row: Row) -> int:
    return row.index
