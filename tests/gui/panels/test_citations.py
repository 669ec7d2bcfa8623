from dataclasses import replace

from linktester.gui.panels.citations import citation_lines, citations, rule_lines
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import plain
from linktester.model.citation import Confidence, RuleKind
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()


def test_a_rule_is_told_with_everything_a_reader_may_doubt(tools: Tools) -> None:
    assert plain(rule_lines(GARDEN[0], tools.speech.phrases)).splitlines() == [
        "block page · decided by the host app",
        "P press – reported or tested by the press",
        "A change: since 2021-09-17, last confirmed 2021-09-17",
        "2021-09-17  State of the morning: Taobao and Douyin links refused  EV-2021-09-17-OTH",
        "nandu",
        "wechat.block-page.2021-09-17 · pack wechat 2026-03-13, 0011223344556677",
        "Copy rule and sources",
    ]


def test_titles_and_notes_are_in_the_readers_language(tools: Tools) -> None:
    offered = GARDEN[25]
    assert "Note: A small test." in plain(rule_lines(offered, tools.speech.phrases))
    tools.speech.switch("zh_CN")
    told = plain(rule_lines(offered, tools.speech.phrases))
    assert "淘宝测试微信支付：保存二维码后扫码" in told
    assert "小范围测试。" in told


def test_what_is_special_about_a_rule_is_explained(tools: Tools) -> None:
    cited = fakes.citation(
        "open",
        fakes.BEFORE,
        carried=True,
        inferred=True,
        partial=True,
        otherwise="block-page",
        overlay=True,
        stale=True,
        until="2022-01-01",
        confidence=Confidence.TEAM,
        kind=RuleKind.OBSERVATION,
    )
    told = plain(citation_lines(cited, tools.speech.phrases))
    for words in (
        "An observation: since 2021-09-17, last confirmed 2021-09-17 · ended 2022-01-01",
        "T own team – observed by your own team",
        "Carried: last confirmed before the date asked for",
        "Inferred: nobody reports having seen this",
        "Holds for some users or merchants only.",
        "for the others: block page",
        "A short exception",
        "has not been confirmed since",
    ):
        assert words in told


def test_a_rule_that_answered_twice_is_told_once(tools: Tools) -> None:
    twice = replace(GARDEN[0], journal=GARDEN[0].journal * 3)
    assert citations(twice) == citations(GARDEN[0])
    links = [
        piece.link for line in rule_lines(twice, tools.speech.phrases) for piece in line.pieces if piece.link
    ]
    assert links == ["copy:rule:0"]


def test_a_conflict_names_the_sources_that_contradict(tools: Tools) -> None:
    assert plain(rule_lines(GARDEN[13], tools.speech.phrases)).splitlines() == [
        "These sources contradict each other, so no rule may answer:",
        "2021-09-17  QQ opens, then suspends again on the same day  EV-2021-09-17-QQ",
        "chinanews",
        "shine",
    ]


def test_without_a_rule_it_says_why(tools: Tools) -> None:
    def told(number: int) -> str:
        return plain(rule_lines(GARDEN[number], tools.speech.phrases))

    assert told(12) == "No rule of any pack says what happens with this link in this place on this date."
    assert told(23) == "No rule is told, because the trial broke off on our side."
    assert told(24).startswith("No rule was needed")


def test_many_sources_are_bounded_and_counted(tools: Tools) -> None:
    cited = fakes.citation("open", fakes.BEFORE, sources=(fakes.BEFORE,) * 50)
    assert "and 30 more sources" in plain(citation_lines(cited, tools.speech.phrases))
