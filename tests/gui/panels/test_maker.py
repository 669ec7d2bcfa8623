from typing import Any

from linktester.gui.panels.maker import FieldSet, Maker
from linktester.gui.tools import Tools
from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message


class Words(FieldSet):
    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word
        self.problems: tuple[Problem, ...] = ()

    def show_problems(self, problems: Any) -> None:
        self.problems = tuple(problems)


class Shouter(Maker[Words]):
    """Makes capitals of a word; `bad` cannot be made."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, GroupedTree("words"), "words-fields")
        self.made: list[str] = []
        self.fill()

    def choose(self, word: str) -> None:
        self.start(str.strip, word, self._on_word)

    def _on_word(self, word: str) -> None:
        self.show_fields(Words(word))
        self.build_now()

    def fill(self) -> None:
        self.tree.show_groups([Group("words", [Entry("one", "one")])])

    def build_now(self) -> None:
        if self.fields is not None:
            self.build(shouted, self.fields.word)

    def on_built(self, made: str) -> None:
        self.made.append(made)

    def renew(self) -> None:
        if self.fields is not None:
            self.show_fields(Words(self.fields.word))


def shouted(word: str) -> str:
    if word == "bad":
        raise InputErrors([Problem(Place(), message("links.field-empty", field="word"))])
    return word.upper()


def test_a_form_is_built_when_it_comes_and_after_a_pause_in_typing(qtbot: Any, tools: Tools) -> None:
    maker = Shouter(tools)
    qtbot.addWidget(maker)
    maker.choose(" one ")
    qtbot.waitUntil(lambda: maker.made == ["ONE"])
    assert maker.fields is not None
    maker.fields.word = "two"
    maker.fields.edited.emit()
    qtbot.waitUntil(lambda: maker.made == ["ONE", "TWO"])


def test_what_is_wrong_goes_to_the_fields_until_it_is_mended(qtbot: Any, tools: Tools) -> None:
    maker = Shouter(tools)
    qtbot.addWidget(maker)
    maker.choose("bad")
    qtbot.waitUntil(lambda: maker.fields is not None and bool(maker.fields.problems))
    fields = maker.fields
    assert fields is not None
    fields.word = "good"
    maker.build_now()
    qtbot.waitUntil(lambda: maker.made == ["GOOD"])
    assert fields.problems == ()


def test_another_form_stops_what_is_built_of_the_one_before(qtbot: Any, tools: Tools) -> None:
    maker = Shouter(tools)
    qtbot.addWidget(maker)
    maker.choose("one")
    maker.choose("two")
    qtbot.waitUntil(lambda: bool(maker.made))
    assert maker.made == ["TWO"]


def test_who_leaves_gets_nothing_more(qtbot: Any, tools: Tools) -> None:
    maker, other = Shouter(tools), Shouter(tools)
    qtbot.addWidget(maker)
    qtbot.addWidget(other)
    maker.choose("one")
    maker.leave()
    other.choose("two")
    qtbot.waitUntil(lambda: other.made == ["TWO"])
    assert maker.fields is None
    assert maker.made == []
