import io
import re
from dataclasses import replace

from linktester.cli import tell
from linktester.cli.face import Face
from linktester.model.case import Expectation, Selector
from linktester.model.run import Match
from linktester.model.verdict import By, Modifier, Outcome
from linktester.wording import Words
from tests.fakes import orders
from tests.fakes import results as fakes
from tests.fakes.terminals import Screen

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")


def told(show, language: str = "en") -> list[str]:
    out = io.StringIO()
    show(Face(Words(language), stdout=out, stderr=io.StringIO()))
    return out.getvalue().splitlines()


def test_a_row_says_what_where_when_why_and_who_says_so():
    made = fakes.honored(GIVEN, fakes.PHASE_TWO, Modifier.CARRIED)
    lines = told(lambda face: tell.table(face, [made]))
    assert lines[1] == (
        "honored + carried\ttaobao-item\tWeChat · 1:1 chat | Android\t2024-10-15\t"
        "the intent was reached, with every significant parameter | "
        "by the host app · carried · since 2021-11-29, last confirmed 2021-11-29 · D | EV-2021-11-29"
    )


def test_a_gap_names_the_sources_that_disagree():
    made = fakes.gap(GIVEN, fakes.GapKind.CONFLICT, (fakes.FLIP,))
    assert told(lambda face: tell.table(face, [made]))[1].endswith("unknown | EV-2021-09-17-QQ")


def test_what_was_expected_is_said_as_far_as_it_was():
    wanted = Expectation(where=Selector(), verdict=Outcome.BLOCKED, modifiers=(), by=By.HOST)
    made = replace(fakes.honored(GIVEN, fakes.PHASE_TWO), expected=wanted, match=Match.DIFFERS)
    assert (
        "≠ expected blocked + no modifier + by the host app" in told(lambda face: tell.table(face, [made]))[1]
    )


def test_a_card_holds_everything_one_wants_to_know():
    lines = told(lambda face: tell.card(face, fakes.rewritten(GIVEN, fakes.BEFORE)), "zh_CN")
    assert lines[0] == "◆ 改写"
    text = "\n".join(lines)
    for needed in (
        "https://item.taobao.com/item.htm?id=520000000001",
        "模拟",
        "目标方决定",
        "丢失",
        "EV-2021-09-17-OTH",
    ):
        assert needed in text


def test_groups_of_inconclusive_come_largest_first():
    rows = [row for row in fakes.walled_garden() if row.verdict.cause]
    lines = told(lambda face: tell.inconclusive(face, rows))
    assert lines[0] == "Nobody may say:"
    assert [int(line.split("\t")[0]) for line in lines[2:]] == [2, 1, 1, 1, 1]


def test_without_inconclusive_there_is_no_group():
    assert told(lambda face: tell.inconclusive(face, [fakes.blocked(GIVEN, fakes.BEFORE)])) == []


def test_the_head_shouts_when_we_failed():
    rows = [*fakes.walled_garden(), fakes.hostile(GIVEN)]
    text = "\n".join(told(lambda face: tell.head(face, fakes.head(), fakes.tally(rows))))
    assert "No verdict because our own side broke: 1." in text
    assert "Emulator and verdict disagree: 1." in text
    assert "Not applicable\t4" in text


def test_a_gap_says_how_to_ask_on():
    lines = told(lambda face: tell.card(face, fakes.gap(GIVEN, fakes.GapKind.NO_POLICY)))
    asking = next(line for line in lines if "packs why" in line)
    assert asking.endswith("linktester packs why wechat chat taobao-item --as-of 2024-10-15")
    assert any("--assume-inferred" in line for line in lines)


def test_an_extra_of_a_verdict_is_explained():
    lines = told(lambda face: tell.card(face, fakes.honored(GIVEN, fakes.PHASE_TWO, Modifier.CARRIED)))
    assert "  carried – the last evidence is older than the date asked for; no change is known" in lines


def test_a_verdict_without_rules_says_so():
    made = replace(fakes.honored(GIVEN, fakes.PHASE_TWO), journal=(), last_evidence=None)
    assert "evidenced – no rule was needed" in "\n".join(told(lambda face: tell.card(face, made)))


def test_what_all_rows_share_is_said_once_on_a_terminal():
    made = [fakes.honored(GIVEN, fakes.PHASE_TWO), fakes.blocked(GIVEN, fakes.BEFORE)]
    out = Screen()
    tell.table(Face(Words("en"), stdout=out, stderr=io.StringIO(), width=120), made)
    text = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert f"{GIVEN.link.text} · Android · 2024-10-15" in text
    assert text.count("2024-10-15") == 1
    assert "D documented" in text


def test_an_order_is_told_beside_the_answer():
    (_, line) = told(lambda face: tell.table(face, [orders.paid()]))
    assert " | Order: paid (SUCCESS) · ¥12.34 · back in the same tab | " in line


def test_a_card_tells_an_order_from_making_it_to_asking_about_it():
    lines = told(lambda face: tell.card(face, orders.refused()))
    start = lines.index("Payment")
    assert lines[start + 1 : start + 5] == [
        "  ● Order LT1 made: WeChat Pay QR code (Native)",
        "  ○ The paying app refuses the order: expired",
        "  ○ Nobody could pay",
        "  ● The merchant asks: not paid (NOTPAY)",
    ]
    assert "  Refused\texpired" in lines
    assert "Payment" not in told(lambda face: tell.card(face, fakes.rewritten(GIVEN, fakes.BEFORE)))
