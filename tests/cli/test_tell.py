import io
from dataclasses import replace

from linktester.cli import tell
from linktester.cli.face import Face
from linktester.model.case import Expectation, Selector
from linktester.model.run import Match
from linktester.model.verdict import By, Modifier, Outcome
from linktester.wording import Words
from tests.fakes import results as fakes

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")


def told(show, language: str = "en") -> list[str]:
    out = io.StringIO()
    show(Face(Words(language), stdout=out, stderr=io.StringIO()))
    return out.getvalue().splitlines()


def test_a_row_says_what_where_when_why_and_who_says_so():
    made = fakes.honored(GIVEN, fakes.PHASE_TWO, Modifier.CARRIED)
    lines = told(lambda face: tell.table(face, [made]))
    assert lines[1] == (
        "honored | + carried\ttaobao-item\tWeChat · 1:1 chat | Android\t2024-10-15\t"
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
    assert [int(line.split("\t")[0]) for line in lines[1:]] == [2, 1, 1, 1, 1]


def test_without_inconclusive_there_is_no_group():
    assert told(lambda face: tell.inconclusive(face, [fakes.blocked(GIVEN, fakes.BEFORE)])) == []


def test_the_head_shouts_when_we_failed():
    rows = [*fakes.walled_garden(), fakes.hostile(GIVEN)]
    text = "\n".join(told(lambda face: tell.head(face, fakes.head(), fakes.tally(rows))))
    assert "1 have no verdict because our own side broke" in text
    assert "1 harness disagreements" in text
    assert "Not applicable\t4" in text
