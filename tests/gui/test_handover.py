"""What a later start says to the first one and hears from it, whatever answers there."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.handover import MOST_THING, MOST_THINGS, Asked, Outcome, answer, meet, read, written
from linktester.gui.instance import claim, key
from tests.fakes.guests import HOME, first, meeting_place, polite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes are met elsewhere")


@pytest.fixture
def place() -> Iterator[dict[str, str]]:
    with meeting_place() as environment:
        yield environment


def test_the_first_one_meets_nobody(place: dict[str, str]) -> None:
    found, outcome = meet(HOME, ["/a.toml"], place)
    assert found.is_ours
    assert outcome is None
    found.release()


def test_a_later_start_hands_over_what_it_was_asked(place: dict[str, str]) -> None:
    with first(place, polite()) as heard:
        found, outcome = meet(
            HOME, ["/a.toml", "linktester://case/x"], {**place, "DESKTOP_STARTUP_ID": "t_1"}
        )
    assert outcome is Outcome.TAKEN
    assert not found.is_ours
    assert read(heard[0]) == Asked(home=key(HOME), things=("/a.toml", "linktester://case/x"), token="t_1")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\n",
        b"220 mail\r\n",
        b"[" * 100_000,
        b"x" * 300_000,
        polite(Path("/another")),
        b'{"linktester": 2}\n',
        b"\xff\n",
    ],
)
def test_what_answers_something_else_is_no_window_of_ours(place: dict[str, str], said: bytes) -> None:
    with first(place, said):
        assert meet(HOME, (), place, start_seconds=0)[1] in {Outcome.OTHER, Outcome.SILENT}


def test_a_window_that_hangs_is_not_waited_for_long(place: dict[str, str]) -> None:
    with first(place, None):
        assert meet(HOME, (), place, answer_seconds=0.05)[1] is Outcome.SILENT


def test_one_that_holds_the_lock_and_never_listens_is_not_waited_for_long(place: dict[str, str]) -> None:
    held = claim(HOME, place)
    assert meet(HOME, (), place, start_seconds=0.1)[1] is Outcome.SILENT
    held.release()


def test_one_that_was_killed_is_replaced(place: dict[str, str]) -> None:
    before = claim(HOME, place)
    before.release()
    Path(before.line).touch()
    found, outcome = meet(HOME, (), place)
    assert found.is_ours
    assert outcome is None
    found.release()


def test_a_request_is_bounded(place: dict[str, str]) -> None:
    with first(place, polite()) as heard:
        meet(HOME, ["x" * 1_000_000] * 50, place)
    asked = read(heard[0])
    assert asked is not None
    assert len(asked.things) == MOST_THINGS
    assert {len(each) for each in asked.things} == {MOST_THING + 1}


@given(st.lists(st.text(st.characters(), max_size=40), max_size=5))
@settings(deadline=None, max_examples=60)
def test_whatever_is_asked_arrives_as_it_was(things: list[str]) -> None:
    asked = Asked(home="/h\udcff", things=tuple(things))
    line = written(asked)
    assert line.count(b"\n") == 1
    assert read(line) == asked


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_no_octets_make_it_stumble(octets: bytes) -> None:
    assert read(octets) is None


@pytest.mark.parametrize(
    "told",
    [
        {"linktester": 1},
        {"linktester": 1, "home": 3, "things": []},
        {"linktester": 1, "home": "/h", "things": "abc"},
        {"linktester": 1, "home": "/h", "things": [1]},
        {"linktester": 99, "home": "/h", "things": []},
        [],
    ],
)
def test_a_request_of_another_form_is_none(told: object) -> None:
    assert read(json.dumps(told).encode()) is None


@pytest.mark.parametrize("token", ["a b", "", "é", "x" * 201, "a\nb"])
def test_a_token_nobody_gave_is_left_out(token: str) -> None:
    line = json.dumps({"linktester": 1, "home": "/h", "things": [], "token": token}).encode()
    assert read(line) == Asked(home="/h")


def test_an_answer_names_its_home() -> None:
    assert json.loads(answer(HOME)) == {"linktester": 1, "home": key(HOME)}
