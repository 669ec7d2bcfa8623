from pathlib import Path

from linktester.gui.casetally import CaseTally
from linktester.model.annotation import Status
from linktester.model.run import Match
from linktester.model.verdict import Outcome
from tests.fakes.desks import suite
from tests.fakes.rows import row

LINKS = (
    "https://item.taobao.com/item.htm?id=600000000601",
    "https://www.douyin.com/video/7300000000000000601",
)


def results() -> list:
    return [
        row(case="one", link=LINKS[0], outcome=Outcome.HONORED, match=Match.MET),
        row(case="one", link=LINKS[0], outcome=Outcome.BLOCKED, match=Match.NONE),
        row(case="two", link=LINKS[1], outcome=Outcome.BLOCKED, match=Match.DIFFERS),
        row(case="two", link="https://other.example/", outcome=Outcome.REWRITTEN, match=Match.DIFFERS),
    ]


def test_results_count_for_the_case_they_are_of(tmp_path: Path) -> None:
    tally = CaseTally(["hand"])
    tally.add(results())
    said = suite(tmp_path)
    assert tally.of_cases(said) == {
        "one": {Outcome.HONORED: 1, Outcome.BLOCKED: 1},
        "two": {Outcome.BLOCKED: 1},
    }
    assert tally.of_suite(said) == {Outcome.HONORED: 1, Outcome.BLOCKED: 2}


def test_a_suite_that_was_not_run_has_none(tmp_path: Path) -> None:
    tally = CaseTally(["other"])
    tally.add(results())
    assert (tally.of_cases(suite(tmp_path)), tally.differing(suite(tmp_path))) == ({}, ())


def test_cases_that_differ_or_were_marked_are_found_again(tmp_path: Path) -> None:
    tally = CaseTally(["hand"])
    assert not tally.has_differing
    tally.add(results())
    assert tally.has_differing
    assert tally.differing(suite(tmp_path)) == (1,)
    tally.add([row(case="one", link=LINKS[0], status=Status.FAILED)])
    assert tally.differing(suite(tmp_path)) == (0, 1)
