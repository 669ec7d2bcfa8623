from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from linktester.gui import edits
from linktester.gui.panels.suitebar import MANY, Counted, SuiteBar, count_trials
from linktester.gui.tools import Tools
from linktester.model.zone import CHINA
from linktester.suite import Options
from tests.fakes.desks import TEXT, open_suite, suite, wait

TIE = TEXT + 'expect = [{host = "alipay", verdict = "HONORED"}, {surface = "scan", verdict = "BLOCKED"}]\n'


@pytest.fixture
def bar(qtbot: QtBot, tools: Tools, tmp_path: Path) -> SuiteBar:
    made = SuiteBar(tools)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    made.show_suite(open_suite(tmp_path))
    wait(qtbot, lambda: made.trials is not None)
    return made


def test_it_says_how_much_would_be_tried(bar: SuiteBar) -> None:
    assert (bar.title.whole, bar.about.whole) == ("hand", "By hand")
    assert bar.count.text() == "Cases: 3 · trials: 6"


def test_the_chosen_ones_are_counted_when_there_are_several(qtbot: QtBot, bar: SuiteBar) -> None:
    bar.show_chosen([0, 1])
    wait(qtbot, lambda: bar.trials == 4)
    assert bar.count.text() == "Chosen: 2 of 3 cases · trials: 4"
    bar.show_chosen([0])
    wait(qtbot, lambda: bar.trials == 6)


def test_another_date_is_counted_anew(qtbot: QtBot, tools: Tools, bar: SuiteBar) -> None:
    tools.circumstances.set_as_of(datetime(2021, 9, 1, 12, tzinfo=CHINA))
    wait(qtbot, lambda: bar.trials == 4)


def test_unsaved_is_marked(bar: SuiteBar, tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    assert opened.state is not None
    bar.show_suite(opened.with_state(edits.remove(opened.state, [0])))
    assert bar.title.whole == "● hand"


def test_what_keeps_it_from_running_is_told(qtbot: QtBot, bar: SuiteBar, tmp_path: Path) -> None:
    bar.show_suite(open_suite(tmp_path, TIE))
    wait(qtbot, lambda: not bar.wrong.isHidden())
    assert "equally specific" in bar.wrong.text()


def test_many_are_told(qtbot: QtBot, bar: SuiteBar) -> None:
    bar._on_counted(Counted(MANY + 1, 2))
    assert bar.count.text().endswith(
        "trials: 2,001 · left out, because no phone can show them: 2 · "
        "a large run: Shift+F5 stops it, what is done is kept"
    )


def test_words_filter_a_moment_later_and_escape_ends_it(qtbot: QtBot, bar: SuiteBar) -> None:
    with qtbot.waitSignal(bar.filter_changed) as changed:
        qtbot.keyClicks(bar.filter, "taobao")
    assert changed.args == ["taobao"]
    with qtbot.waitSignals([bar.filter_changed, bar.filter_left]):
        qtbot.keyClick(bar.filter, Qt.Key.Key_Escape)
    assert bar.filter.text() == ""


def test_without_a_suite_it_is_empty(bar: SuiteBar) -> None:
    bar.show_suite(None)
    assert (bar.title.whole, bar.count.text()) == ("", "")


def test_trials_are_counted_without_a_window(tmp_path: Path) -> None:
    assert count_trials(suite(tmp_path), (), Options()) == Counted(6, 0)
    assert count_trials(suite(tmp_path), (0, 99), Options()) == Counted(2, 0)
    assert count_trials(suite(tmp_path, TIE), (), Options()).errors is not None
