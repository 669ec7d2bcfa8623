"""Pictures for tests: the shipped rules' answers on Android, results beside them, and both laid out."""

from datetime import datetime
from functools import cache
from pathlib import Path

from linktester.gui.models.boards import Board, Head, Item, Sent, Slot, Spot, View, fill, lay_out
from linktester.gui.models.rulebook import Answers, Book, compute, read_book
from linktester.listing.row import Row
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Surface
from linktester.model.verdict import Outcome
from linktester.model.zone import CHINA
from linktester.policy.worlds import Terms, Worlds
from tests.fakes import rows

NOWHERE = Path("/nonexistent")
BEFORE = datetime(2021, 9, 1, 12, tzinfo=CHINA)
"""WeChat blocks."""
AFTER = datetime(2021, 12, 15, 12, tzinfo=CHINA)
"""Its chats open."""


@cache
def book() -> Book:
    """Return the shipped rules."""
    return read_book(NOWHERE)


@cache
def answers(os: OS = OS.ANDROID) -> Answers:
    """Return what they say of all subjects."""
    return compute(book(), Terms(os=os))


def item(name: str) -> Item:
    """Return a subject's item."""
    return next(each for each in book().items if each.id == name)


def board(view: View, moment: datetime = AFTER, sent: tuple[Row, ...] = ()) -> Board:
    """Return a picture by the rules."""
    found = answers()
    layout = lay_out(view, found.worlds.courses, found.items)
    return fill(layout, found.worlds, found.worlds.at(moment), found.items, found.terms.os, Sent(sent))


def spot(picture: Board, row: str, column: str) -> Spot:
    """Return where host (or `host surface`) and subject, target, case or surface cross."""
    return _places(picture.rows, row), _places(picture.columns, column)


def slot(picture: Board, row: str, column: str) -> Slot:
    """Return what stands there."""
    return picture.slots[spot(picture, row, column)]


def sent(outcome: Outcome = Outcome.HONORED, moment: datetime = AFTER, **changes: object) -> Row:
    """Return the row of Taobao's item in WeChat's chat on Android."""
    known = item("TB").link
    return rows.row(
        **{
            "case": "TB",
            "link": known.text,
            "target": PlatformId("taobao"),
            "surface": Surface("chat"),
            "outcome": outcome,
            "modifiers": (),
            "as_of": moment,
            **changes,
        }
    )


def _places(heads: tuple[Head, ...], wanted: str) -> int:
    return next(
        number
        for number, head in enumerate(heads)
        if wanted in {head.case, head.target, f"{head.host or ''} {head.surface}".strip()}
    )


def only(index: int) -> Answers:
    """Return the answers for one of the subjects alone."""
    found = answers()
    courses = {(stand, 0): course for (stand, own), course in found.worlds.courses.items() if own == index}
    return Answers(Worlds(courses), (found.items[index],), found.terms)
