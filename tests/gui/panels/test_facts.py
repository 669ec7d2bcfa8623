from dataclasses import replace

import pytest

from linktester.gui.panels.facts import fact_lines, fault_lines, notice_lines
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import plain
from linktester.model.run import CaseResult
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()


def facts(result: CaseResult, tools: Tools) -> dict[str, str]:
    told = (line.plain.partition("\t") for line in fact_lines(result, tools.speech.phrases))
    return {label: text for label, _, text in told}


def means(code: str, tools: Tools) -> str:
    return tools.speech.t(f"outcome.{code}")


def test_tells_what_was_tried_and_what_it_rests_on(tools: Tools) -> None:
    assert facts(GARDEN[1], tools) == {
        "Link": "https://item.taobao.com/item.htm?id=520000000001&spm=a1z10.1  Copy link",
        "Place": "WeChat · 1:1 chat",
        "Phone": "Android · newest app of that date",
        "Date asked for": "2021-10-10",
        "Intent": "page · Taobao · item id=520000000001",
        "Reached": "Taobao · item id=520000000001",
        "Decided": "by the host app",
        "Basis": f"simulated – {means('means-simulated', tools)}",
        "Evidence": f"carried · last evidence 2021-09-17 – {means('means-reach-carried', tools)}",
        "Trial": "took 41 ms · 2026-11-22 10:45:02 +08:00",
        "Case": "taobao-item",
    }


@pytest.mark.parametrize(
    ("number", "who"), [(12, "not known"), (7, "nobody had to decide"), (23, "by our side")]
)
def test_tells_who_decided_or_that_nobody_did(tools: Tools, number: int, who: str) -> None:
    assert facts(GARDEN[number], tools)["Decided"] == who


def test_tells_client_referer_and_attempts_where_there_are_some(tools: Tools) -> None:
    tried = replace(GARDEN[2], attempt=2, probe=replace(GARDEN[2].probe, referer="https://shop.example/"))
    told = facts(tried, tools)
    assert told["Phone"] == "iOS · 8.0.12"
    assert told["Set off from"] == "https://shop.example/"
    assert told["Trial"].startswith("2 attempts · took 41 ms")


def test_a_long_link_is_bounded(tools: Tools) -> None:
    probe = GARDEN[0].probe
    long = replace(GARDEN[0], probe=replace(probe, link=replace(probe.link, text="x" * 1_000_000)))
    assert "… (+998000)" in facts(long, tools)["Link"]


def test_a_harness_disagreement_is_told_as_our_fault(tools: Tools) -> None:
    assert fault_lines(GARDEN[0], tools.speech.phrases) == ()
    lines = fault_lines(replace(GARDEN[0], disagreement="HONORED"), tools.speech.phrases)
    assert "fault of ours" in plain(lines)


def test_limits_are_told_in_sentences(tools: Tools) -> None:
    launched = GARDEN[24]
    assert plain(notice_lines(launched, tools.speech.phrases)).splitlines() == [
        "Rests on an association file that is not public and was assumed.",
        "Rests on page signals without a sample from the real world: sample-less-signal.",
    ]
    anecdotal = replace(GARDEN[8], anecdotal=True)
    assert plain(notice_lines(anecdotal, tools.speech.phrases)).splitlines() == [
        "Rests on an anecdotal source (one user or one site).",
        "carried: the last evidence is older than the date asked for; no change is known",
        "for some only: holds for some users or merchants only",
    ]
    assert notice_lines(GARDEN[0], tools.speech.phrases) == ()
