from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.columns import ColumnId
from linktester.listing.filter import parse
from linktester.listing.listing import Listing, Moved
from linktester.listing.row import Row
from linktester.model.annotation import Status
from linktester.model.verdict import Outcome
from tests.fakes.results import day
from tests.fakes.rows import CHINESE, ENGLISH, ROWS, row, said, walled_garden

FILTERS = ["", "verdict:blocked", "-host:qq status:none", "os:ios,android", "link", "date:2021-09"]


def listing(*rows: Row, text: str = "", by: ColumnId | None = None, descending: bool = False) -> Listing:
    made = Listing(ENGLISH)
    made.set_filter(parse(text))
    made.sort(by, descending=descending)
    made.extend(rows)
    return made


def cases(of: Listing) -> list[str]:
    return [each.case for each in of.rows()]


def test_rows_are_shown_in_the_order_they_came():
    made = listing(row(2), row(0), row(1))
    assert cases(made) == ["case-3", "case-1", "case-2"]
    assert (len(made), made.total, made.row(1).index) == (3, 3, 0)
    assert made.cell(1, ColumnId.VERDICT) == "blocked"
    with pytest.raises(IndexError):
        made.row(3)


def test_newcomers_that_the_filter_lets_through_stand_at_the_end():
    made = listing(row(0), text="host:wechat")
    assert made.extend([row(1), row(2, host="qq"), row(3)]) == range(1, 3)
    assert made.extend([row(4, host="qq")]) == range(3, 3)
    assert (len(made), made.total) == (3, 5)


def test_newcomers_in_a_sorted_listing_tell_their_places_where_they_are_together():
    made = listing(row(5), row(1), by=ColumnId.CASE)
    assert made.extend([row(3)]) == range(1, 2)
    assert made.extend([row(0), row(9)]) is None
    assert cases(made) == ["case-1", "case-2", "case-4", "case-6", "case-10"]


def test_sorting_is_stable_both_ways_and_empty_cells_are_last():
    rows = [row(0, note=""), row(1, note="b"), row(2, note="a"), row(3, note="b")]
    made = listing(*rows, by=ColumnId.NOTE)
    assert [each.index for each in made.rows()] == [2, 1, 3, 0]
    made.sort(ColumnId.NOTE, descending=True)
    assert [each.index for each in made.rows()] == [1, 3, 2, 0]
    made.sort(None)
    assert [each.index for each in made.rows()] == [0, 1, 2, 3]


def test_a_filter_changes_what_is_shown_and_counted():
    made = listing(*walled_garden())
    before = made.tally()
    made.set_filter(parse("verdict:blocked"))
    assert {each.outcome for each in made.rows()} == {Outcome.BLOCKED}
    assert made.tally().outcomes[Outcome.BLOCKED] == before.outcomes[Outcome.BLOCKED] == len(made)
    made.set_filter(parse(""))
    assert made.tally() == before


def test_probes_are_found_by_key():
    made = listing(row(0), row(1), row(2), text="-case:case-2")
    keys = [row(index).key for index in range(3)]
    assert [made.position_of(key) for key in keys] == [0, None, 1]
    assert made.position_of("nobody") is None
    assert made.visible_keys() == (keys[0], keys[2])
    assert made.find(keys[1]) == row(1)
    assert made.find("nobody") is None


def test_a_persons_word_moves_a_row():
    made = listing(row(0), row(1), row(2), by=ColumnId.STATUS)
    assert made.annotate(row(1).key, said(row(1).key)) == (Moved(1, 0),)
    assert (made.row(0).status, made.tally().statuses[Status.FAILED]) == (Status.FAILED, 1)
    made.set_filter(parse("status:none"))
    assert made.annotate(row(0).key, said(row(0).key)) == (Moved(0, None),)
    assert made.annotate(row(0).key, None) == (Moved(None, 0),)
    assert made.annotate("nobody", None) == ()
    assert made.tally().statuses[None] == 2


def test_a_persons_word_can_be_searched_for():
    made = listing(row(0), row(1))
    made.annotate(row(1).key, said(row(1).key, note="Friday"))
    made.set_filter(parse("friday"))
    assert made.visible_keys() == (row(1).key,)


def test_one_probe_may_stand_there_twice():
    twice = [row(0), replace(row(1), key=row(0).key), row(2)]
    made = listing(*twice, text="status:none")
    assert made.annotate(row(0).key, said(row(0).key)) == (Moved(0, None), Moved(0, None))
    assert made.replace(twice[1]) == Moved(None, 0)
    assert made.position_of(row(0).key) == 0
    assert [each.index for each in made.rows()] == [1, 2]


def test_a_row_is_replaced_in_its_place_or_taken_in():
    made = listing(row(0), row(1))
    assert made.replace(row(0, note="n")) == Moved(0, 0)
    assert made.row(0).note == "n"
    assert made.replace(row(7)) == Moved(None, 2)
    made.set_filter(parse("host:qq"))
    assert made.replace(row(8)) == Moved(None, None)
    assert made.total == 4


def test_another_language_is_searched_and_sorted_by_its_own_words():
    made = listing(row(0, host="qq"), row(1, host="wechat"), by=ColumnId.STAND, text="微信")
    assert len(made) == 0
    made.set_phrases(CHINESE)
    assert [made.cell(0, ColumnId.STAND), len(made)] == ["微信 · 群聊", 1]


def test_a_listing_can_be_emptied_and_filled_again():
    made = listing(row(1), row(0), by=ColumnId.CASE, text="host:wechat")
    made.clear()
    assert (len(made), made.total, made.visible_keys(), made.seen.values("host")) == (0, 0, (), ())
    made.extend([row(5), row(3), row(4, host="qq")])
    assert cases(made) == ["case-4", "case-6"]


def test_what_was_seen_can_be_offered():
    assert listing(row(as_of=day("2021-09-17"))).seen.values("date") == ("2021-09-17",)


@settings(deadline=None, max_examples=150)
@given(
    ROWS,
    st.sampled_from(FILTERS),
    st.sampled_from([None, *ColumnId]),
    st.booleans(),
    st.integers(1, 5),
)
def test_streaming_is_the_same_as_everything_at_once(rows, text, by, descending, step):
    streamed = listing(text=text, by=by, descending=descending)
    for start in range(0, len(rows), step):
        streamed.extend(rows[start : start + step])
    whole = Listing(ENGLISH)
    whole.extend(rows)
    whole.sort(by, descending=descending)
    whole.set_filter(parse(text))
    assert list(streamed.rows()) == list(whole.rows())
    assert streamed.tally() == whole.tally()
    assert [streamed.position_of(each.key) for each in streamed.rows()] == list(range(len(streamed)))


@settings(deadline=None, max_examples=100)
@given(ROWS.filter(len), st.sampled_from(FILTERS), st.sampled_from([None, *ColumnId]), st.data())
def test_changing_rows_is_the_same_as_starting_with_the_changed_ones(rows, text, by, data):
    made = listing(*rows, text=text, by=by)
    changed = list(rows)
    for number in data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=4)):
        new = replace(changed[number], note="changed", host="qq", status=Status.PASSED)
        shown = list(made.rows())
        moved = made.replace(new)
        assert moved.before is None or shown[moved.before] == changed[number]
        assert moved.after is None or made.row(moved.after) == new
        changed[number] = new
    fresh = listing(*changed, text=text, by=by)
    assert list(made.rows()) == list(fresh.rows())
    assert made.tally() == fresh.tally()
