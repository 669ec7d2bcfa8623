import json
import re
from pathlib import Path

import pytest

from linktester.model.citation import Confidence
from linktester.model.phone import OS, Entry
from linktester.model.verdict import Outcome
from tests.fakes import results as fakes
from tests.fakes.references import reference
from tests.fakes.terminals import say
from tests.fakes.workspace import FakeWorkspace

LINK = "https://item.taobao.com/item.htm?id=1"
SUITE = """
[matrix]
at = [{ host = "wechat", surface = "chat" }]
[[case]]
id = "a"
link = "https://item.taobao.com/item.htm?id=1"
"""


def played(**settings) -> FakeWorkspace:
    return FakeWorkspace(fakes.walled_garden(), **settings)


def test_without_a_suite_the_bundled_one_runs():
    workspace = played()
    assert say("run", workspace=workspace).code == 0
    assert [suite.name for suite in workspace.jobs[0].suites] == ["walled-garden"]


@pytest.mark.parametrize("code", [0, 1, 3, 130])
def test_the_exit_code_is_the_runs(code):
    assert say("run", workspace=played(exit_code=code, cancelled=code == 130)).code == code


def test_a_pipe_gets_one_record_for_each_result_in_order():
    said = say("run", workspace=played())
    rows = [line.split("\t") for line in said.lines[:27]]
    assert rows[0] == ["Verdict", "Case", "Where", "Date", "Why"]
    assert rows[1][:4] == ["blocked", "taobao-item", "WeChat · 1:1 chat | Android", "2021-09-10"]
    assert {len(row) for row in rows} == {5}
    assert "EV-2021-09-17-OTH" in rows[1][4]
    assert "\x1b" not in said.out
    assert said.out == say("run", workspace=played()).out


def test_the_head_tells_how_far_the_evidence_reaches():
    out = say("run", workspace=played()).out
    assert "Evidence\t12 evidenced · 8 carried · 6 unknown" in out
    assert "Basis\tsimulated – a prediction from cited rules" in out
    assert "Verdicts\t9 honored · 2 rewritten · 9 blocked · 6 inconclusive" in out


def test_what_nobody_may_say_is_grouped():
    lines = say("run", workspace=played()).lines
    groups = lines[lines.index("Nobody may say:") + 1 :]
    assert groups[:2] == ["Results\tCause\tWhere", "2\tsources disagree\tQQ · 1:1 chat"]
    assert "1\tno evidence\tWeChat · Moments" in groups


def test_the_history_is_named():
    said = say("run", workspace=played())
    assert "Kept as 20261122-104500-3f9a in /history/of/nobody.sqlite" in said.err


def test_a_terminal_gets_shapes_beside_the_words():
    out = say("run", workspace=played(), screen=True).out
    for shape, word in (("●", "honored"), ("◆", "rewritten"), ("■", "blocked"), ("○", "inconclusive")):
        assert f"{shape} {word}" in out


def test_chinese_is_chinese():
    said = say("run", workspace=played(), language="zh_CN")
    assert said.lines[1].startswith("拦截\ttaobao-item\t微信 · 单聊")


def test_json_is_one_event_a_line_and_nothing_else():
    said = say("run", "--json", workspace=played())
    events = [json.loads(line) for line in said.lines]
    assert events[0]["event"] == "run_started"
    assert events[-1]["event"] == "run_finished"
    assert sum(event["event"] == "case_finished" for event in events) == 26
    assert said.out.isascii()


def test_reports_are_written(tmp_path: Path):
    page, record = tmp_path / "r.html", tmp_path / "r.json"
    said = say("run", "--report", f"html={page}", "--report", f"json={record}", workspace=played())
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert len(json.loads(record.read_text("utf-8"))["results"]) == 26
    assert str(page) in said.err


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_a_report_that_cannot_be_written_is_no_bad_input(tmp_path: Path):
    page, full = tmp_path / "r.html", "/dev/full"
    said = say("run", "--report", f"html={full}", "--report", f"html={page}", workspace=played())
    assert said.code == 3
    assert f"{full}: " in said.err
    assert page.exists()
    assert "honored" in said.out


def test_all_mistakes_are_told_and_nothing_runs(tmp_path: Path):
    workspace = played()
    bad = tmp_path / "bad.toml"
    bad.write_text(SUITE + "nonsense = 1\n", "utf-8")
    said = say(
        "run", str(bad), "--as-of", "yesterday", "--report", "pdf=x", "--report", "html", workspace=workspace
    )
    assert said.code == 2
    assert workspace.jobs == []
    assert "bad.toml:7" in said.err
    assert "--as-of: “yesterday” is not a date" in said.err
    assert "There are: json, html" in said.err
    assert "FORMAT=PATH" in said.err


def test_a_suite_that_is_not_there_is_told():
    said = say("run", "/nowhere/at/all.toml")
    assert said.code == 2
    assert "/nowhere/at/all.toml" in said.err


def test_options_reach_the_job(tmp_path: Path):
    suite = tmp_path / "mine.toml"
    suite.write_text(SUITE, "utf-8")
    workspace = played()
    words = ["--as-of", "2021-12-01", "--as-of", "2024-10-15", "--assume-inferred", "--rollout-seed", "7"]
    more = [
        "--live",
        "Shop.Example",
        "--jobs",
        "4",
        "--name",
        "nightly",
        "--emulator",
        "ready.json",
        "--packs",
        "own",
    ]
    assert say("run", str(suite), *words, *more, workspace=workspace).code == 0
    (job,) = workspace.jobs
    assert job.options.as_of == (fakes.day("2021-12-01"), fakes.day("2024-10-15"))
    assert Confidence.INFERRED in job.options.accept
    assert (job.options.rollout_seed, job.jobs, job.name) == (7, 4, "nightly")
    assert job.live == frozenset({"shop.example"})
    assert (job.emulator, job.packs) == (Path("ready.json"), (Path("own"),))


def test_a_pasted_link_is_a_suite_of_one():
    workspace = played()
    say(
        "run",
        "--link",
        LINK,
        "--host",
        "wechat",
        "--surface",
        "group",
        "--os",
        "ios",
        "--client",
        "8.0.13",
        workspace=workspace,
    )
    (case,) = workspace.jobs[0].suites[0].cases
    assert case.link.text == LINK
    assert [(s.host, s.surface, s.entry) for s in case.stands] == [("wechat", "group", Entry.TAP)]
    assert (case.os, case.clients) == ((OS.IOS,), ("8.0.13",))


def test_a_pasted_link_without_a_place_is_tried_in_several():
    workspace = played()
    say("run", "--link", LINK, workspace=workspace)
    (case,) = workspace.jobs[0].suites[0].cases
    assert {stand.host for stand in case.stands} == {"wechat", "qq"}


def test_a_host_without_a_surface_takes_the_places_its_rules_know():
    workspace = played()
    say("run", "--link", LINK, "--host", "weibo", "--host", "browser", workspace=workspace)
    (case,) = workspace.jobs[0].suites[0].cases
    assert ("browser", "browser", Entry.TYPED) in [(s.host, s.surface, s.entry) for s in case.stands]
    assert ("weibo", "feed", Entry.TAP) in [(s.host, s.surface, s.entry) for s in case.stands]


def test_a_link_comes_from_standard_input():
    workspace = played()
    say(
        "run",
        "--link",
        "-",
        "--host",
        "wechat",
        "--surface",
        "chat",
        workspace=workspace,
        typed=f"look: {LINK}\n",
    )
    assert workspace.jobs[0].suites[0].cases[0].link.family == "taobao-item"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--link", " "), "The link is empty"),
        (("--link", LINK, "--host", "nobody"), "There is no app “nobody”"),
        (("--link", "https://a.example/ https://b.example/"), "several links"),
        (("--host", "wechat"), "go with --link"),
        (("--os", "windows"), "windows"),
        (("--jobs", "0"), "0"),
    ],
)
def test_bad_wishes_are_told(words, told):
    workspace = played()
    said = say("run", *words, workspace=workspace)
    assert said.code == 2
    assert told in said.err
    assert workspace.jobs == []


def test_a_single_result_is_a_card_on_a_terminal():
    workspace = FakeWorkspace(
        [fakes.rewritten(fakes.probe(fakes.ITEM, "wechat", "chat", "2013-12-01"), fakes.BEFORE)]
    )
    out = say("run", "--link", LINK, workspace=workspace, screen=True).out
    for needed in (
        "◆ rewritten",
        "something else was reached",
        "EV-2021-09-17-OTH",
        "dropped",
        "taobao-item",
        "simulated",
    ):
        if needed != "taobao-item":
            assert needed in out


def test_an_expectation_that_differs_is_said():
    made = fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15"), fakes.BEFORE)
    said = say("run", workspace=FakeWorkspace([fakes.expecting(made, Outcome.HONORED)], exit_code=1))
    assert "expected honored" in said.lines[1]


def test_our_own_fault_is_said_in_words():
    said = say("run", workspace=played(broken=True))
    assert said.code == 3
    assert "our own side broke" in said.err


def test_cancelling_says_what_is_kept():
    said = say("run", workspace=played(exit_code=130, cancelled=True))
    assert said.code == 130
    assert "what was done is kept" in said.err


@pytest.mark.parametrize("screen", [True, False])
def test_hostile_results_do_not_reach_the_terminal(screen):
    made = fakes.hostile(fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15"))
    rows = [made, fakes.everything_seen(made.probe)]
    for results in (rows, [made]):
        said = say("run", workspace=FakeWorkspace(results), screen=screen)
        letters = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\s", "", said.out)
        assert "\u202e" not in said.out
        assert "\x07" not in said.out
        assert "[31mred" not in said.out
        assert "<script>alert(1)</script>" in letters


def test_many_results_are_drawn_as_boards_on_a_terminal():
    out = say("run", workspace=played(), screen=True).out
    assert "taobao-item  https://item.taobao.com/item.htm?id=520000000001" in out
    assert "~ carried" in out
    assert "linktester report last" in out


def test_what_stands_out_is_told_beside_the_boards():
    out = " ".join(say("run", workspace=played(), screen=True).out.split())
    assert "expected blocked" in out
    assert "our own side broke" in out


def test_a_pipe_gets_every_record():
    lines = say("run", workspace=FakeWorkspace(fakes.many(260))).lines
    assert sum(line.count("\t") == 4 for line in lines) == 261


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("screen", [True, False])
def test_the_output_reads_as_it_did(language, screen):
    found = say("run", workspace=played(), language=language, screen=screen).out
    if screen:
        # The bar goes at its own pace; what stays on the screen comes after it.
        found = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", found.rpartition("\x1b[2K")[2])
        found = "\n".join(line.rstrip() for line in found.splitlines()) + "\n"
    kind = "terminal" if screen else "pipe"
    assert found == reference(f"cli/run.{kind}.{language}.txt", found)


def test_who_ran_it_on_what_is_kept_with_the_run():
    workspace = FakeWorkspace(fakes.walled_garden()[:1])
    say("run", "--tester", "王", "--build", "8.1 (beta)", "--device", "Pixel 8", workspace=workspace)
    job = workspace.jobs[0]
    assert (job.tester, job.build, job.device) == ("王", "8.1 (beta)", "Pixel 8")
