from pathlib import Path

import pytest

from linktester.gui.openresolution import MOST_FILES, OpenResolution
from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Receiver
from linktester.oslinks.answers.switches import HarmonyIf, WhatIf
from tests.fakes import linkfiles as fakes


@pytest.fixture
def opened(tools) -> OpenResolution:
    made = OpenResolution(tools)
    yield made
    made.leave()


def ask(opened: OpenResolution, qtbot, url: str = fakes.URL) -> None:
    with qtbot.waitSignal(opened.changed):
        opened.show_link(url)


def test_a_link_is_answered_and_again_with_each_file(opened, qtbot):
    ask(opened, qtbot)
    assert opened.found.of(OS.IOS).receiver is Receiver.UNKNOWN
    with qtbot.waitSignal(opened.changed):
        opened.add((fakes.aasa(),))
    assert opened.found.of(OS.IOS).receiver is Receiver.APP
    with qtbot.waitSignal(opened.changed):
        opened.remove("apple-app-site-association")
    assert opened.found.of(OS.IOS).receiver is Receiver.UNKNOWN


def test_without_a_link_there_is_no_answer(opened, qtbot):
    ask(opened, qtbot)
    ask(opened, qtbot, "")
    assert opened.found is None
    assert not opened.is_busy


def test_a_switch_asks_anew_and_the_same_switch_does_not(opened, qtbot):
    opened.add((fakes.applinking("1"), fakes.module()))
    ask(opened, qtbot)
    what = WhatIf(harmony=HarmonyIf(gone=frozenset({"shop"})))
    with qtbot.waitSignal(opened.changed):
        opened.turn(what)
    assert opened.found.of(OS.HARMONY).receiver is Receiver.BROWSER
    with qtbot.assertNotEmitted(opened.asked_changed):
        opened.turn(what)


def test_files_are_read_and_checked_against_each_other(opened, qtbot, tmp_path: Path):
    path = tmp_path / "apple-app-site-association"
    path.write_text("{")
    with qtbot.waitSignal(opened.files_changed):
        opened.read([path])
    assert [each.path for each in opened.files] == [str(path)]
    path.write_text('{"applinks": {"details": []}}')
    opened.read([path])
    qtbot.waitUntil(lambda: [each.readable for each in opened.files] == [True])


def test_a_host_stays_with_a_file_that_is_read_anew(opened):
    opened.add((fakes.aasa(),))
    opened.serve("apple-app-site-association", " Shop.Example ")
    opened.add((fakes.aasa(),))
    assert [each.host for each in opened.files] == [fakes.HOST]


def test_there_are_never_too_many(opened, qtbot):
    with qtbot.waitSignal(opened.told):
        opened.add(tuple(fakes.aasa(name=f"{number}-aasa.json") for number in range(MOST_FILES + 1)))
    assert len(opened.files) == MOST_FILES
    opened.remove_all()
    assert opened.files == ()
