from dataclasses import replace

from linktester.gui.panels.hops import Hops, hops
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import Dot, plain
from linktester.model.evidence import Stayed
from linktester.model.run import CaseResult
from linktester.report.detail import detail
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()


def laid_out(result: CaseResult, tools: Tools) -> Hops:
    phrases = tools.speech.phrases
    laid = detail(1, result, phrases, 0)
    return hops(result.evidence, laid.steps, laid.steps_left_out, phrases)


def test_each_stop_tells_what_was_seen_by_whom_and_when(tools: Tools) -> None:
    assert plain(laid_out(GARDEN[24], tools).lines).splitlines() == [
        "1. The link was put into System browser and set off.",
        "test tool · observed",
        f"2. The host handed it to the system: {fakes.SCHEME.text}",
        "host client · observed",
        "3. The system asked the user (open in the app?): allowed",
        "system · observed",
        "4. Taobao opened (custom scheme) and shows Taobao · item id=1",
        "system · observed",
        "scheme tbopen → one receiver",
    ]


def test_a_stop_with_an_exchange_links_it(tools: Tools) -> None:
    made = laid_out(GARDEN[0], tools)
    assert made.lines[3].plain == "network · observed · after 12 ms · exchange 1"
    assert made.lines[3].pieces[-1].link == "exchange:1"


def test_an_exchange_that_is_not_there_has_no_time(tools: Tools) -> None:
    lost = replace(GARDEN[0], evidence=replace(GARDEN[0].evidence, exchanges=()))
    assert laid_out(lost, tools).lines[3].plain == "network · observed · exchange 1"


def test_knows_the_lines_of_each_stop(tools: Tools) -> None:
    made = laid_out(GARDEN[24], tools)
    assert made.lines_of((1, 4)) == {0, 1, 6, 7, 8}
    assert made.lines_of((0, 99)) == frozenset()


def test_faults_gaps_and_hearsay_look_otherwise(tools: Tools) -> None:
    of = fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10")
    dots = {line.dot for line in laid_out(fakes.everything_seen(of), tools).lines if line.dot}
    assert Dot(role="warning", filled=True) in dots
    assert Dot(role="inconclusive", filled=True) in dots
    assert Dot(role="accent", filled=False) in dots


def test_ten_thousand_stops_are_bounded_and_counted(tools: Tools) -> None:
    seen = replace(GARDEN[0].evidence, observations=(Stayed(text="x"),) * 10_000)
    made = laid_out(replace(GARDEN[0], evidence=seen), tools)
    assert len(made.spans) == 200
    assert made.lines[-1].plain == "The first 200 of 10000 steps. An export as JSON has them all."


def test_a_stop_is_one_line_however_hostile(tools: Tools) -> None:
    of = fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10")
    made = laid_out(fakes.hostile(of), tools)
    assert all("\u2028" not in piece.safe for line in made.lines for piece in line.pieces)
