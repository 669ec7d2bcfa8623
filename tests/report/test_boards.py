from dataclasses import replace

from linktester.model.phone import OS, Phone
from linktester.model.verdict import Outcome
from linktester.report.boards import boards, cell
from linktester.report.phrases import Phrases
from linktester.wording import Words
from tests.fakes import results as fakes

PHRASES = Phrases(Words("en"), {"wechat": "WeChat", "qq": "QQ"})


def drawn(rows):
    return boards([cell(number, row, PHRASES) for number, row in enumerate(rows, start=1)])


def look(board) -> list[str]:
    """A board as rows of words: marks of one slot joined by /, an empty slot as a dot."""
    return [
        " | ".join(
            [row.label, *("/".join(str(m.cause or m.outcome) for m in slot) or "." for slot in row.slots)]
        )
        for row in board.rows
    ]


def test_several_dates_make_one_board_for_each_link():
    made = drawn(fakes.walled_garden())
    assert [board.title for board in made] == ["taobao-item", "douyin-video", "taobao-open", "wechatpay-h5"]
    assert made[0].columns == ("2021-09-10", "2021-10-10", "2021-12-01", "2024-10-15")
    assert look(made[0]) == [
        "WeChat · 1:1 chat | BLOCKED | HONORED/BLOCKED | HONORED | HONORED",
        "WeChat · group chat | BLOCKED | BLOCKED | HONORED | HONORED",
        "WeChat · Moments | BLOCKED | BLOCKED | BLOCKED | no-policy",
        "QQ · 1:1 chat | . | conflict | conflict | no-policy",
        "weibo · feed | REWRITTEN | . | . | .",
    ]


def test_one_date_makes_one_board_with_the_longer_side_down():
    rows = [row for row in fakes.walled_garden() if row.probe.as_of == fakes.day("2024-10-15")]
    (board,) = drawn(rows)
    assert board.title == "2024-10-15"
    assert board.columns == ("taobao-item", "douyin-video", "taobao-open", "wechatpay-h5")
    assert look(board)[0] == "WeChat · 1:1 chat | HONORED | HONORED | . | ."


def test_a_mixed_slot_is_split_and_says_who():
    (board, *_) = drawn(fakes.walled_garden())
    opened, refused = board.rows[0].slots[1]
    assert (opened.outcome, opened.phones) == (Outcome.HONORED, ("Android",))
    assert (refused.outcome, refused.phones) == (Outcome.BLOCKED, ("iOS · 8.0.12",))


def test_equal_results_of_one_slot_share_a_mark():
    one = fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10"), fakes.BEFORE)
    two = replace(one, probe=replace(one.probe, phone=Phone(os=OS.IOS)))
    (board,) = drawn([one, two])
    ((mark,),) = board.rows[0].slots
    assert mark.numbers == (1, 2)
    assert mark.phones == ()


def test_a_result_that_differs_marks_its_slot():
    (board, *_) = drawn(fakes.walled_garden())
    assert [mark.differs for slot in board.rows[0].slots for mark in slot] == [
        False,
        False,
        False,
        True,
        False,
    ]


def test_nothing_makes_no_board():
    assert boards([]) == ()
