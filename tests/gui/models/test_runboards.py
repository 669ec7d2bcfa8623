from datetime import datetime

from hypothesis import given, settings

from linktester.gui.models.boards import View
from linktester.gui.models.faces import Kind
from linktester.gui.models.runboards import MOST_COLUMNS, board_of, dates, nearest
from linktester.listing.row import Row
from linktester.model.phone import OS
from linktester.model.verdict import Outcome
from tests.fakes import boards as fakes
from tests.fakes.rows import ENGLISH, ROWS, row


def test_systems_that_differ_split_a_cell() -> None:
    picture = board_of(View.PLACES, [fakes.sent(), fakes.sent(Outcome.BLOCKED, os=OS.IOS)])
    slot = fakes.slot(picture, "wechat chat", "TB")
    assert [(part.face.kind, part.pieces[0].os) for part in slot.parts] == [
        (Kind.HONORED, OS.ANDROID),
        (Kind.BLOCKED, OS.IOS),
    ]


def test_hosts_stand_against_targets() -> None:
    picture = board_of(View.HOSTS, [fakes.sent()])
    assert [head.words(ENGLISH) for head in (*picture.rows, *picture.columns)] == ["WeChat", "Taobao"]


def test_one_case_is_shown_by_surface() -> None:
    other = fakes.sent(case="another", surface="group")
    picture = board_of(View.LINK, [fakes.sent(), other], "TB")
    assert [head.words(ENGLISH) for head in picture.columns] == ["1:1 chat"]


def test_a_case_of_the_rules_own_has_their_name() -> None:
    item = fakes.item("TB")
    assert item.subject is not None
    picture = board_of(View.PLACES, [fakes.sent()], known={item.link.text: item.subject})
    assert picture.columns[0].words(ENGLISH) == "Taobao, Tmall"


def test_checkouts_are_payments_and_nothing_else() -> None:
    paid = fakes.sent(surface="checkout")
    assert len(board_of(View.PAYMENTS, [paid, fakes.sent()]).slots) == 1
    assert len(board_of(View.PLACES, [paid, fakes.sent()]).slots) == 1


def test_many_cases_are_read_downwards() -> None:
    many = [fakes.sent(case=f"case-{number}") for number in range(MOST_COLUMNS + 1)]
    picture = board_of(View.PLACES, many)
    assert (len(picture.rows), len(picture.columns)) == (MOST_COLUMNS + 1, 1)
    assert fakes.slot(picture, "case-7", "wechat chat").pieces[0].row == many[7]


def test_differences_from_the_rules_are_marked() -> None:
    def always(_row: Row) -> bool:
        return True

    assert board_of(View.PLACES, [fakes.sent()], differing=always).slots[0, 0].parts[0].differs


def test_the_date_tried_next_to_one_wanted_is_taken() -> None:
    tried = dates([fakes.sent(), fakes.sent(moment=fakes.BEFORE), fakes.sent()])
    assert tried == (fakes.BEFORE, fakes.AFTER)
    assert nearest(tried, datetime(2020, 1, 1, tzinfo=fakes.AFTER.tzinfo)) == fakes.BEFORE
    assert nearest(tried, datetime(2030, 1, 1, tzinfo=fakes.AFTER.tzinfo)) == fakes.AFTER
    assert nearest((), fakes.AFTER) is None


@given(ROWS)
@settings(deadline=None, max_examples=30)
def test_no_result_is_lost(rows: list[Row]) -> None:
    linked = [each for each in rows if "checkout" not in each.surface]
    for view in (View.HOSTS, View.PLACES):
        picture = board_of(view, linked)
        found = [piece.row for slot in picture.slots.values() for piece in slot.pieces]
        assert sorted(each.index for each in found if each) == sorted(each.index for each in linked)


def test_nothing_is_an_empty_picture() -> None:
    assert board_of(View.HOSTS, []).rows == ()
    assert board_of(View.LINK, [row()], "no such case").slots == {}
