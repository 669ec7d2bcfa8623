from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.models.results import ResultsModel
from linktester.gui.panels.filterbar import FilterBar
from linktester.gui.tools import Tools
from linktester.listing import Filter
from linktester.listing.counts import Counts
from tests.fakes import rows as fakes


@pytest.fixture
def bar(qtbot: QtBot, tools: Tools) -> Iterator[FilterBar]:
    model = ResultsModel(tools.speech)
    model.extend(tuple(fakes.walled_garden()))
    made = FilterBar(tools, model.listing)
    qtbot.addWidget(made)
    made.show()
    made.show_counts(26, 26, Counts(fakes.walled_garden()).counted())
    yield made
    model.deleteLater()


def edit(bar: FilterBar) -> QLineEdit:
    found = bar.findChild(QLineEdit, "filter")
    assert found is not None
    return found


def texts(bar: FilterBar) -> list[str]:
    return [button.text() for button in bar.findChildren(QToolButton) if button.isCheckable()]


def offered(bar: FilterBar) -> list[str]:
    return bar._offers.stringList() if bar._completer.popup().isVisible() else []


def test_typing_filters_after_a_moment(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.waitSignal(bar.filter_changed) as changed:
        QTest.keyClicks(edit(bar), "verdict:blocked")
    wanted = changed.args[0]
    assert isinstance(wanted, Filter)
    assert (wanted.text, wanted.problems) == ("verdict:blocked", ())
    assert bar.filter is wanted


def test_a_slip_is_told_with_its_place_and_does_not_hide_the_rest(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_text("verdict:blocked hots:wechat")
    assert len(bar.filter.tests) == 1
    assert bar._problems.isVisible()
    assert bar._problems.text().startswith("“hots” (position 17) is left out: ")
    assert edit(bar).property("wrong") is True
    bar.set_text("host:wechat")
    assert not bar._problems.isVisible()
    assert edit(bar).property("wrong") is False


def test_what_is_still_being_typed_is_no_slip_yet(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.waitSignal(bar.filter_changed):
        QTest.keyClicks(edit(bar), "verdict:blo")
    assert offered(bar) == ["blocked"]
    assert bar._problems.text() == ""
    bar._completer.popup().hide()
    QTest.keyClick(edit(bar), Qt.Key.Key_Return)
    assert "“verdict:” does not know “blo”" in bar._problems.text()


def test_many_slips_are_counted(bar: FilterBar) -> None:
    bar.set_text(" ".join(f"nokey{n}:x" for n in range(8)).replace("0", "a"))
    assert len(bar._problems.text().splitlines()) <= 4


def test_keys_and_values_are_completed(qtbot: QtBot, bar: FilterBar) -> None:
    QTest.keyClicks(edit(bar), "host:we")
    assert "wechat   WeChat" in offered(bar)
    bar._on_offer_taken(bar._offers.index(offered(bar).index("wechat   WeChat")))
    assert bar.text() == "host:wechat"
    edit(bar).clear()
    QTest.keyClick(edit(bar), Qt.Key.Key_Down)
    assert offered(bar)[0].startswith("verdict:")


def test_escape_clears_and_enter_goes_to_the_table(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_text("verdict:blocked")
    with qtbot.waitSignal(bar.filter_changed) as changed:
        QTest.keyClick(edit(bar), Qt.Key.Key_Escape)
    assert changed.args[0].is_empty
    edit(bar).setText("host:qq")
    with qtbot.waitSignals([bar.filter_changed, bar.left]):
        QTest.keyClick(edit(bar), Qt.Key.Key_Return)
    assert bar.filter.text == "host:qq"


def test_the_usual_questions_have_buttons_with_counts(qtbot: QtBot, bar: FilterBar) -> None:
    counted = Counts(fakes.walled_garden()).counted()
    assert [text.rpartition(" ")[0] for text in texts(bar)] == [
        "honored", "rewritten", "blocked", "inconclusive", "differs", "no status"
    ]  # fmt: skip
    assert texts(bar)[-1] == f"no status {counted.statuses[None]}"
    button = bar.findChild(QToolButton, "only-blocked")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bar.text() == "verdict:blocked"
    assert button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bar.text() == ""
    assert not button.isChecked()


def test_it_says_how_many_of_how_many(tools: Tools, bar: FilterBar) -> None:
    assert bar._shown.text() == "all 26 results"
    bar.show_counts(3, 26, Counts(fakes.walled_garden()).counted())
    assert bar._shown.text() == "showing 3 of 26"
    tools.speech.switch("zh_CN")
    assert bar._shown.text() == "显示 3 / 26 条"
    assert texts(bar)[2].startswith("拦截 ")


@pytest.mark.parametrize("text", [fakes.NASTY, '"' * 3_000, "verdict:" + "x" * 9_000, "\ud800:\udfff"])
def test_hostile_filters_are_only_text(bar: FilterBar, text: str) -> None:
    bar.set_text(text)
    QTest.keyClick(edit(bar), Qt.Key.Key_Down)
    assert "\u202e" not in bar._problems.text()
    assert len(bar._problems.text()) < 4_000
