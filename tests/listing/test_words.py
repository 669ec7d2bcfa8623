from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.row import row_of
from linktester.listing.words import CELL, RowWords, line
from linktester.model.case import Expectation, Selector
from linktester.model.phone import OS
from linktester.model.verdict import Modifier, Outcome
from tests.fakes import orders
from tests.fakes.rows import CHINESE, ENGLISH, NASTY, row


def test_cells_are_in_the_language_of_the_phrases():
    one = row(modifiers=(Modifier.CARRIED,), os=OS.IOS, client="8.0.15")
    english, chinese = RowWords(ENGLISH), RowWords(CHINESE)
    assert (english.verdict(one), chinese.verdict(one)) == ("blocked + carried", "拦截 + 沿用")
    assert (english.phone(one), english.day(one)) == ("iOS · 8.0.15", "2021-09-17")
    assert "WeChat" in english.place(one)
    assert "微信" in chinese.place(one)
    assert chinese.answer(one) == "被拒绝"


def test_a_verdict_without_reasons_is_told_by_its_meaning():
    assert RowWords(ENGLISH).answer(row(answer=None)) == "a refusal was reached"


def test_what_is_expected_is_told_where_something_is():
    wanted = Expectation(where=Selector(), verdict=Outcome.HONORED, modifiers=())
    assert RowWords(ENGLISH).expected(row(expected=wanted)) == "honored + no modifier"
    assert RowWords(ENGLISH).expected(row()) == ""


def test_a_search_looks_through_ids_names_answer_and_note_but_not_through_what_is_expected():
    wanted = Expectation(where=Selector(), verdict=Outcome.REWRITTEN)
    text = RowWords(ENGLISH).searchable(row(note="Seen TWICE", expected=wanted))
    found = ("case-1", "item.taobao.com", "taobao", "wechat", "group", "a refusal was reached", "seen twice")
    assert [each for each in found if each not in text] == []
    assert "rewritten" not in text


@settings(deadline=None, max_examples=60)
@given(st.text() | st.just(NASTY))
def test_a_cell_is_one_visible_line(text):
    shown = line(text)
    assert not set(shown) & {"\n", "\t", "\x1b", "\u202e", "\ud800"}
    assert len(shown) <= CELL * 6 + 20
    assert isinstance(RowWords(ENGLISH).searchable(row(note=text)), str)


def test_an_order_is_a_cell_a_line_and_can_be_searched():
    made = row_of(0, orders.paid(landed="https://shop.example/done"))
    english, chinese = RowWords(ENGLISH), RowWords(CHINESE)
    assert english.order(made) == "paid (SUCCESS) · ¥12.34"
    assert chinese.order_line(made) == "订单：已支付（SUCCESS） · ¥12.34 · 回到原标签页"
    for text in ("lt1", "paid (success)", "back in the same tab", "shop.example/done"):
        assert text in english.searchable(made)
    assert (english.order(row()), english.order_line(row())) == ("", "")
