from pathlib import Path

from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import Item
from linktester.gui.models.rulebook import Answers, Rulebook, fits
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors
from linktester.model.phone import OS
from tests.fakes import boards as fakes
from tests.fakes.forecasts import at
from tests.fakes.matrix import a_link


def test_rules_are_read_and_computed_in_the_background(qtbot: QtBot, tools: Tools) -> None:
    rulebook = Rulebook(tools)
    told: list[tuple[int, int]] = []
    rulebook.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(rulebook.changed):
        rulebook.look()
    assert rulebook.answers is not None
    assert rulebook.answers.terms.os is OS.ANDROID
    qtbot.waitUntil(lambda: bool(told) and told[-1][0] == told[-1][1] > 400)


def test_another_system_is_computed_and_the_same_one_is_not(qtbot: QtBot, tools: Tools) -> None:
    rulebook = Rulebook(tools)
    with qtbot.waitSignal(rulebook.changed):
        rulebook.look()
    book = rulebook.book
    tools.circumstances.set_system(OS.IOS)
    with qtbot.waitSignal(rulebook.changed):
        rulebook.look()
    assert rulebook.book is book
    assert rulebook.answers is not None
    assert rulebook.answers.terms.os is OS.IOS
    with qtbot.assertNotEmitted(rulebook.changed):
        rulebook.look()
        qtbot.waitUntil(lambda: tools.tasks.is_idle)


def test_mistakes_of_the_team_are_told_and_the_rules_stay(qtbot: QtBot, tools: Tools) -> None:
    rulebook = Rulebook(tools)
    with qtbot.waitSignal(rulebook.changed):
        rulebook.look()
    folder: Path = tools.workspace.places.packs
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text("no toml at all", encoding="utf-8")
    with qtbot.waitSignal(rulebook.failed) as failed:
        rulebook.look()
    assert isinstance(failed.args[0], InputErrors)
    assert rulebook.answers is not None


def test_one_link_is_asked_everywhere_it_is_a_question(qtbot: QtBot, tools: Tools) -> None:
    rulebook = Rulebook(tools)
    with qtbot.waitSignal(rulebook.changed):
        rulebook.look()
    found: list[Answers] = []
    rulebook.ask(Item("mine", a_link("taobao-item")), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].items[0].id == "mine"
    assert {stand.surface for stand, _ in found[0].worlds.courses}.isdisjoint({"checkout"})


def test_payments_are_paid_or_scanned() -> None:
    method, page = fakes.item("WXPAY").link, fakes.item("TB").link
    assert fits(method, at("taobao", "checkout"))
    assert not fits(method, at("wechat", "chat"))
    assert not fits(page, at("taobao", "checkout"))
    assert fits(page, at("wechat", "scan"))
    assert not fits(fakes.item("TBtok").link, at("wechat", "scan"))
