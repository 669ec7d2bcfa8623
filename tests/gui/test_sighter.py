from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui import sighter
from linktester.gui.annotator import picture_file
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors
from linktester.model.link import WEB
from linktester.model.verdict import Outcome
from linktester.policy import load
from tests.fakes import results as fakes
from tests.fakes.tabled import picture_in, play

DAY = date(2026, 11, 22)
CHAT = fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "chat", "2026-11-22"), fakes.BEFORE)


def filled(tools: Tools, result=CHAT, effect: str = "swallow"):
    blank = sighter.blank(result, DAY)
    choice = next(each for each in sighter.choices(tools.workspace, blank) if each.effect == effect)
    return sighter.chosen(blank, choice)


def test_a_chat_has_other_effects_than_a_checkout(tools: Tools) -> None:
    chat = sighter.choices(tools.workspace, sighter.blank(CHAT, DAY))
    assert [each.effect for each in chat][:2] == ["open", "confirm"]
    assert {each.mapped.outcome for each in chat} == {Outcome.HONORED, Outcome.REWRITTEN, Outcome.BLOCKED}
    checkout = fakes.offered(fakes.probe(fakes.PAYMENT, "taobao", "checkout", "2026-11-22"))
    there = sighter.choices(tools.workspace, sighter.blank(checkout, DAY))
    assert [each.effect for each in there] == ["offered", "offered-qr", "not-offered", "applied"]


def test_every_choice_can_be_recorded_as_it_is(tools: Tools, qtbot: QtBot, run: OpenRun) -> None:
    play(qtbot, tools, run)
    blank = sighter.blank(CHAT, DAY)
    for choice in sighter.choices(tools.workspace, blank):
        seen = sighter.chosen(blank, choice)
        noted = sighter.note(tools.workspace, sighter.Sighting("", seen, "", fakes.STARTED))
        assert noted.recorded.effect == choice.effect
    folder = tools.workspace.places.packs
    assert sum(rule.id.startswith("team.") for rule in load((folder,)).rules.values()) == 9


def test_a_screenshot_is_kept_beside_the_result_and_named_in_the_rule(
    tools: Tools, qtbot: QtBot, run: OpenRun, tmp_path: Path
) -> None:
    play(qtbot, tools, run)
    seen = replace(filled(tools), tester="Wang", device="Pixel 8")
    path = picture_in(tmp_path)
    row = run.rows[0]
    noted = sighter.note(
        tools.workspace, sighter.Sighting(row.run, seen, row.key, fakes.STARTED, picture_file(path))
    )
    assert noted.annotation.tester == "Wang"
    assert tools.workspace.archive.screenshot(noted.annotation.screenshot) == path.read_bytes()
    assert noted.annotation.screenshot in noted.recorded.file.read_text("utf-8")
    sighter.take_back(tools.workspace, noted.recorded)
    assert not noted.recorded.file.exists()


def test_without_its_picture_nothing_is_recorded(
    tools: Tools, qtbot: QtBot, run: OpenRun, tmp_path: Path
) -> None:
    play(qtbot, tools, run)
    wrong = tmp_path / "wrong.png"
    wrong.write_bytes(b"no picture")
    row = run.rows[0]
    sighting = sighter.Sighting(row.run, filled(tools), row.key, fakes.STARTED, picture_file(wrong))
    with pytest.raises(InputErrors):
        sighter.note(tools.workspace, sighting)
    assert not tools.workspace.places.packs.exists()


def test_anybodys_site_is_no_target(tools: Tools) -> None:
    link = replace(fakes.ITEM, target=WEB)
    own = sighter.blank(replace(CHAT, probe=replace(CHAT.probe, link=link)), DAY)
    assert own.target is None
    assert sighter.blank(CHAT, DAY).target == "taobao"


def test_what_was_seen_goes_for_its_own_day_and_later() -> None:
    assert sighter.answers(CHAT, DAY)
    old = replace(CHAT, probe=replace(CHAT.probe, as_of=fakes.day("2021-09-17")))
    assert not sighter.answers(old, DAY)
