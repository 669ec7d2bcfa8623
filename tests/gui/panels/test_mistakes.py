from pathlib import Path

import pytest

from linktester.gui.panels.mistakes import by_field, inherited, usual
from linktester.gui.tools import Tools
from linktester.model.errors import Place, Problem
from linktester.model.message import message
from tests.fakes.desks import suite


def problem(path: str | None) -> Problem:
    return Problem(Place(path=path), message("suite.empty-span"))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("id", "id"),
        ("at[0].surface", "at"),
        ("at", "at"),
        ("dates[1]", "dates"),
        ("expect[3].verdict", "expect[3].verdict"),
        ("expect[3].modifiers[0]", "expect[3].modifiers"),
        ("expect[3]", "expect[3]"),
        ("expect", "expect"),
        ("site[0].icp_filed", "site[0].icp_filed"),
        (None, "id"),
    ],
)
def test_every_mistake_finds_its_field(tools: Tools, path: str | None, field: str) -> None:
    assert [*by_field([problem(path)], tools.speech)] == [field]


def test_entries_of_a_list_are_numbered_and_sentences_stand_below_each_other(tools: Tools) -> None:
    told = by_field([problem("dates[1]"), problem("dates[3]"), problem("dates[3]")], tools.speech)
    lines = told["dates"].split("\n")
    assert [line.partition(":")[0] for line in lines] == ["No. 2", "No. 4"]


def test_what_a_case_takes_from_its_suite_is_told(tools: Tools, tmp_path: Path) -> None:
    told = inherited(suite(tmp_path).matrix, tools.speech)
    assert told.stands == "As the suite: WeChat · 1:1 chat"
    assert told.os == "As the suite: Android"
    assert told.dates == "As the suite: 2021-09-01, now"
    assert "own places" in usual(tools.speech).stands
