from dataclasses import replace
from typing import Any

import pytest

from linktester.gui.panels.headline import Headline, head_lines, way
from linktester.gui.tools import Tools
from linktester.gui.widgets.mark import Mark
from linktester.gui.widgets.prose import plain
from linktester.listing.row import Row, row_of
from linktester.model.annotation import Status
from tests.fakes import orders
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()


def row(number: int, **changes: object) -> Row:
    return replace(row_of(number, GARDEN[number]), **changes)


def test_says_the_answer_first_then_where_and_what_was_expected(tools: Tools) -> None:
    assert plain(head_lines(row(1), "", tools.speech.phrases)).splitlines() == [
        "the intent was reached, with every significant parameter",
        "WeChat · 1:1 chat · Android · 2021-10-10",
        "confirm page: a page the user had to pass",
        "as expected · expected: honored",
    ]


def test_says_when_it_differs(tools: Tools) -> None:
    assert "differs · expected: blocked" in plain(head_lines(row(3), "", tools.speech.phrases))


def test_says_nothing_of_expectations_where_there_are_none(tools: Tools) -> None:
    assert "expected" not in plain(head_lines(row(4), "", tools.speech.phrases))


def test_a_persons_word_stands_apart_from_the_verdict(tools: Tools) -> None:
    said = row(0, status=Status.PASSED, tester="Li", device="P40", note="two\nlines", reason="old phone")
    assert plain(head_lines(said, "", tools.speech.phrases)).splitlines()[-4:] == [
        "A person says: passed · Li · P40",
        "Reason: old phone",
        "Note: two",
        "lines",
    ]


@pytest.mark.parametrize(
    ("number", "words"), [(0, ""), (1, "carried + confirm page"), (13, "sources disagree"), (23, "our fault")]
)
def test_cause_and_modifiers_are_words(tools: Tools, number: int, words: str) -> None:
    assert way(row(number), tools.speech.phrases) == words


def test_shows_shape_and_word(qtbot: Any, tools: Tools) -> None:
    made = Headline(tools)
    qtbot.addWidget(made)
    made.show_row(row(0), "A whole sentence.")
    mark = made.findChild(Mark, "why-mark")
    assert mark is not None
    assert mark.accessibleName() == "blocked"
    assert made.findChild(object, "why-answer").toPlainText().startswith("A whole sentence.")


def test_an_address_as_long_as_a_page_leaves_room_for_the_rest(tools: Tools) -> None:
    first = next(head_lines(row(0), f"Reached: https://a.example/?{'x' * 5_000}", tools.speech.phrases))
    assert len(plain([first])) < 500


def test_an_order_stands_below_the_place(tools: Tools) -> None:
    lines = plain(head_lines(row_of(0, orders.paid()), "", tools.speech.phrases)).splitlines()
    assert lines[2] == "Order: paid (SUCCESS) · ¥12.34 · back in the same tab"
