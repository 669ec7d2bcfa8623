from datetime import timedelta

import pytest

from linktester.listing.columns import COLUMNS, ColumnId, column, natural
from linktester.listing.row import row_of
from linktester.listing.words import RowWords
from linktester.model.annotation import Status
from linktester.model.run import Match, Reach
from linktester.model.verdict import Cause, Outcome
from linktester.wording import LANGUAGES, Words
from tests.fakes import orders
from tests.fakes.rows import ENGLISH, NASTY, row, walled_garden

WORDS = RowWords(ENGLISH)


def ordered(by: ColumnId, rows: list) -> list:
    keyed = [(column(by).order(WORDS, each), each) for each in rows]
    return [each for key, each in sorted(keyed, key=lambda pair: (pair[0] is None, pair[0] or 0))]


def test_there_is_a_column_for_each_id():
    assert [each.id for each in COLUMNS] == list(ColumnId)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_header_and_an_explanation(language):
    words = Words(language)
    assert [each.id for each in COLUMNS if not (words.has(each.header) and words.has(each.about))] == []


def test_a_row_as_cells():
    cells = {each.id: each.cell(WORDS, row(4)) for each in COLUMNS}
    assert cells == {
        "number": "5",
        "case": "case-5",
        "link": "https://item.taobao.com/item.htm?id=520000000001&spm=a1z10.1",
        "target": "Taobao",
        "stand": "WeChat · group chat",
        "phone": "Android",
        "date": "2021-09-17",
        "verdict": "blocked",
        "answer": "a refusal was reached",
        "expected": "",
        "match": "",
        "order": "",
        "leg": "",
        "status": "",
        "note": "",
        "reach": "evidenced",
        "last-evidence": "2021-09-17",
        "by": "by the host app",
        "basis": "simulated",
        "tester": "",
        "device": "",
        "build": "",
    }


def test_an_empty_cell_is_exactly_one_without_a_sort_key():
    rows = [*walled_garden(), row(status=Status.PASSED, note="n", tester="t", match=Match.MET)]
    unlike = {
        each.id
        for each in COLUMNS
        for one in rows
        if (each.cell(WORDS, one) == "") is not (each.order(WORDS, one) is None)
    }
    assert unlike == set()


def test_numbers_in_names_sort_by_size():
    assert sorted(["case-10", "Case-2", "case-1", "b"], key=natural) == ["b", "case-1", "Case-2", "case-10"]
    assert natural("") is None


def test_what_asks_for_a_look_comes_first():
    outcomes = [row(outcome=each) for each in Outcome if each is not Outcome.INCONCLUSIVE]
    outcomes.append(row(outcome=Outcome.INCONCLUSIVE, cause=Cause.FAULT))
    assert [each.outcome for each in ordered(ColumnId.VERDICT, outcomes)] == [
        "BLOCKED",
        "REWRITTEN",
        "INCONCLUSIVE",
        "HONORED",
    ]
    assert [each.match for each in ordered(ColumnId.MATCH, [row(match=m) for m in Match])] == [
        "differs",
        "met",
        "none",
    ]
    assert [each.status for each in ordered(ColumnId.STATUS, [row(status=s) for s in (None, *Status)])] == [
        "failed",
        "not-executable",
        "skipped",
        "passed",
        None,
    ]
    assert [each.reach for each in ordered(ColumnId.REACH, [row(reach=r) for r in Reach])] == [
        "unknown",
        "inferred",
        "carried",
        "evidenced",
    ]


def test_dates_sort_as_dates():
    late, early = row(), row(as_of=row().as_of - timedelta(days=400))
    assert ordered(ColumnId.DATE, [late, early]) == [early, late]


def test_hostile_text_is_shown_as_text():
    hostile = row(case=NASTY, link=NASTY, note=NASTY, tester=NASTY, client=NASTY, last_evidence=NASTY)
    for each in COLUMNS:
        assert not set(each.cell(WORDS, hostile)) & {"\n", "\t", "\x1b", "\u202e", "\ud800"}
        each.order(WORDS, hostile)


def test_an_order_stands_in_columns_of_its_own():
    cells = {each.id: each.cell(WORDS, row_of(0, orders.paid())) for each in COLUMNS}
    assert (cells["order"], cells["leg"]) == ("paid (SUCCESS) · ¥12.34", "back in the same tab")
    unpaid = {each.id: each.cell(WORDS, row_of(0, orders.walled_off())) for each in COLUMNS}
    assert (unpaid["order"], unpaid["leg"]) == ("no trade yet · ¥12.34", "")
