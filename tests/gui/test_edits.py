from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.gui import edits
from linktester.gui.opensuite import State
from linktester.project import form_of, head_of
from linktester.project.suitefile import read
from tests.fakes.desks import TEXT

SUITE = read(TEXT, "hand.toml")
STATE = State(SUITE)


def ids(state: State) -> list[str]:
    return [case.id for case in state.suite.cases]


def test_a_form_with_a_mistake_is_kept_beside_the_case() -> None:
    form = replace(form_of(SUITE.cases[0], SUITE), link="")
    waiting = edits.put_case(STATE, 0, form, None)
    assert waiting.suite is SUITE
    assert waiting.unfinished == {"one": form}
    mended = edits.put_case(waiting, 0, form, replace(SUITE.cases[0], id="uno"))
    assert (ids(mended)[0], mended.mistakes) == ("uno", 0)


def test_the_head_waits_likewise() -> None:
    form = head_of(SUITE)
    waiting = edits.put_head(STATE, form, None)
    assert (waiting.suite, waiting.head, waiting.mistakes) == (SUITE, form, 1)
    assert edits.put_head(waiting, form, SUITE) == STATE


def test_new_cases_get_free_ids_and_stand_ins() -> None:
    own = read(TEXT + '[[case]]\nid = "one-x"\nlink = "https://own.example.com/"\n', "x").cases[-1]
    added = edits.add(STATE, 1, (replace(own, id="one"), own), edits.strange_hosts(own, SUITE))
    assert ids(added) == ["one", "one-2", "one-x", "two", "three"]
    assert [site.host for site in added.suite.sites] == ["own.example.com"]
    assert edits.strange_hosts(own, added.suite) != ()
    again = edits.add(added, 0, (own,), edits.strange_hosts(own, added.suite))
    assert len(again.suite.sites) == 1


def test_copies_stand_below_with_what_was_typed() -> None:
    form = replace(form_of(SUITE.cases[0], SUITE), link="")
    copied = edits.duplicate(edits.put_case(STATE, 0, form, None), [0, 2])
    assert ids(copied) == ["one", "one-2", "two", "three", "three-2"]
    assert copied.unfinished == {"one": form, "one-2": replace(form, id="one-2")}


def test_what_was_typed_goes_with_its_case() -> None:
    waiting = edits.put_case(STATE, 0, form_of(SUITE.cases[0], SUITE), None)
    assert edits.remove(waiting, [0]).unfinished == {}
    assert ids(edits.remove(waiting, [0, 1])) == ["three"]


@pytest.mark.parametrize(
    ("places", "target", "wanted"),
    [
        ([0], 2, "two one three"),
        ([0], 3, "two three one"),
        ([2], 0, "three one two"),
        ([0, 2], 1, "one three two"),
    ],
)
def test_cases_are_put_before_another_one(places: list[int], target: int, wanted: str) -> None:
    assert " ".join(ids(edits.move(STATE, places, target))) == wanted


@given(st.sets(st.integers(0, 2), min_size=1), st.integers(0, 3))
def test_moving_loses_nothing_and_keeps_the_order_of_what_moves(places: set[int], target: int) -> None:
    after = ids(edits.move(STATE, places, target))
    before = ids(STATE)
    assert sorted(after) == sorted(before)
    moving = [before[place] for place in sorted(places)]
    assert [name for name in after if name in moving] == moving
    start = after.index(moving[0])
    assert after[start : start + len(moving)] == moving


def test_the_chosen_cases_are_followed() -> None:
    moved = edits.move(STATE, [0], 3).suite
    assert edits.followed([0, 2], SUITE, moved) == [1, 2]
    assert edits.followed([2], SUITE, edits.remove(STATE, [2]).suite) == [1]
    assert edits.followed([0], SUITE, edits.remove(STATE, [0, 1, 2]).suite) == []
    assert edits.followed([1], None, SUITE) == [1]
    assert edits.followed([], SUITE, moved) == []


def test_up_and_down_end_at_the_edges() -> None:
    assert edits.shifted([0, 1], -1, 3) is None
    assert edits.shifted([1, 2], 1, 3) is None
    assert edits.shifted([], 1, 3) is None
    assert ids(edits.move(STATE, [1, 2], edits.shifted([1, 2], -1, 3))) == ["two", "three", "one"]
    assert ids(edits.move(STATE, [0, 1], edits.shifted([0, 1], 1, 3))) == ["three", "one", "two"]
