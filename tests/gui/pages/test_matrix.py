from datetime import datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDateEdit, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import View
from linktester.gui.models.picturemaker import Origin
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.matrix import MatrixPage
from linktester.gui.panels.celldetail import CellDetail
from linktester.gui.panels.comparedates import ComparedPictures
from linktester.gui.panels.picturebar import PictureBar
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictureview import PictureView
from linktester.gui.widgets.timelinebar import TimelineBar
from linktester.model.phone import OS
from linktester.model.zone import CHINA
from linktester.run import Job
from linktester.suite import Options
from tests.fakes import boards as fakes


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> MatrixPage:
    made = MatrixPage(tools, run, project)
    qtbot.addWidget(made)
    made.resize(1_100, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(picture(made).model().rowCount()))
    return made


def picture(page: MatrixPage, name: str = "matrix-picture") -> PictureView:
    return page.findChild(PictureView, name)


def words(page: MatrixPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def choose(page: MatrixPage, origin: Origin, view: View | None = None) -> None:
    page.findChild(PictureBar).choose(origin, view)


def send(page: MatrixPage) -> QPushButton:
    return page.findChild(CellDetail).findChild(QPushButton)


def first_cell(page: MatrixPage) -> str:
    return str(picture(page).model().index(0, 0).data())


def test_the_rules_are_shown_and_said_to_be_no_verdict(page: MatrixPage) -> None:
    assert any("on Android – nothing was sent" in each for each in words(page))
    assert "WeChat: Taobao, Tmall" in words(page)
    assert {"run", "run-selected", "run-all", "compare-dates", "copy", "export", "find"} == set(
        page.commands()
    )


def test_walls_fall_while_the_date_moves(page: MatrixPage, qtbot: QtBot, tools: Tools) -> None:
    choose(page, Origin.RULES, View.PLACES)
    tools.circumstances.set_as_of(fakes.BEFORE)
    assert first_cell(page) == "blocked"
    line = page.findChild(TimelineBar)
    seen = [first_cell(page)]
    while tools.circumstances.as_of is not None and tools.circumstances.as_of < fakes.AFTER:
        qtbot.keyClick(line, Qt.Key.Key_Right)
        seen.append(first_cell(page))
    assert list(dict.fromkeys(seen)) == ["blocked", "sources disagree", "honored, confirm page", "honored"]
    assert tools.circumstances.as_of is not None
    assert any(f"What the rules say for {tools.circumstances.as_of:%Y-%m}" in each for each in words(page))


def test_a_drag_shows_before_it_settles(page: MatrixPage, tools: Tools) -> None:
    choose(page, Origin.RULES, View.PLACES)
    page.findChild(TimelineBar).moved.emit(fakes.BEFORE)
    assert first_cell(page) == "blocked"
    assert tools.circumstances.as_of is None


def test_the_day_field_chooses_for_the_whole_window(page: MatrixPage, tools: Tools) -> None:
    page.findChild(QDateEdit, "matrix-day-1").setDate(QDate(2021, 9, 1))
    assert tools.circumstances.as_of == datetime(2021, 9, 1, 12, tzinfo=CHINA)


def test_another_system_has_other_columns(page: MatrixPage, qtbot: QtBot, tools: Tools) -> None:
    before = picture(page).model().columnCount()
    tools.circumstances.set_system(OS.IOS)
    qtbot.waitUntil(lambda: picture(page).model().columnCount() == before + 1)
    assert any("on iOS" in each for each in words(page))


def test_two_dates_are_compared_and_put_away_again(page: MatrixPage, tools: Tools) -> None:
    tools.circumstances.set_as_of(fakes.BEFORE)
    page.commands()["compare-dates"]()
    assert page.findChild(ComparedPictures).is_comparing
    assert tools.actions["compare-dates"].isChecked()
    assert any("cells look different" in each for each in words(page))
    page.commands()["copy"]()
    assert QGuiApplication.clipboard().text().startswith("What the rules say for 2021-09-01 on Android")
    page.commands()["compare-dates"]()
    assert not page.findChild(ComparedPictures).is_comparing


def test_a_cell_is_sent_and_its_result_shown(page: MatrixPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.run_requested) as sent, qtbot.waitSignal(page.page_requested) as asked:
        page.commands()["run"]()
    assert [case.id for case in sent.args[0].suites[0].cases] == ["TB"]
    assert asked.args == ["results"]
    with qtbot.waitSignal(page.run_requested):
        qtbot.mouseClick(send(page), Qt.MouseButton.LeftButton)


def test_the_whole_picture_is_sent_and_fills_with_results(
    page: MatrixPage, qtbot: QtBot, run: OpenRun
) -> None:
    page.run_requested.connect(run.start)
    with qtbot.assertNotEmitted(page.page_requested):
        page.commands()["run-all"]()
        qtbot.waitUntil(lambda: run.finish is not None)
    qtbot.waitUntil(lambda: any("basis: simulated" in each for each in words(page)))
    qtbot.waitUntil(lambda: bool(picture(page).model().rowCount()))
    assert "run" not in page.commands()


def test_without_a_run_its_picture_says_how_to_get_one(page: MatrixPage) -> None:
    choose(page, Origin.RUN)
    assert "No results to draw" in words(page)
    assert "No results of a run are open" in words(page)
    assert "copy" not in page.commands()


def test_a_result_in_the_picture_leads_to_why(page: MatrixPage, qtbot: QtBot, run: OpenRun) -> None:
    run.start(Job(suites=(), options=Options()))
    qtbot.waitUntil(lambda: run.finish is not None)
    choose(page, Origin.RUN, View.PLACES)
    qtbot.waitUntil(lambda: bool(picture(page).model().rowCount()))
    assert run.current is not None
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(picture(page), Qt.Key.Key_Return)
    assert asked.args == ["results"]


def test_enter_on_a_forecast_leads_to_the_button(page: MatrixPage, qtbot: QtBot) -> None:
    qtbot.keyClick(picture(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.focusWidget() is send(page))


def test_a_link_of_ones_own_is_drawn(page: MatrixPage, qtbot: QtBot) -> None:
    page.show_link("https://v.douyin.com/iABCDEF/")
    model = picture(page).model()
    qtbot.waitUntil(
        lambda: model.columnCount() > 0 and model.headerData(0, Qt.Orientation.Horizontal) == "1:1 chat"
    )
    with qtbot.waitSignal(page.run_requested) as sent:
        page.commands()["run"]()
    assert sent.args[0].suites[0].cases[0].link.text == "https://v.douyin.com/iABCDEF/"


def test_known_links_are_drawn_one_by_one(page: MatrixPage, qtbot: QtBot) -> None:
    choose(page, Origin.RULES, View.LINK)
    model = picture(page).model()
    qtbot.waitUntil(lambda: model.rowCount() > 0)
    assert model.headerData(0, Qt.Orientation.Vertical) == "WeChat"


def test_everything_is_said_in_the_other_language(page: MatrixPage, tools: Tools) -> None:
    tools.speech.switch("zh_CN")
    assert any("的规则预测（Android）：尚未发送任何链接" in each for each in words(page))
    assert picture(page).model().headerData(0, Qt.Orientation.Vertical) == "微信"


def test_the_picture_is_copied_and_its_layout_kept(page: MatrixPage, qtbot: QtBot, tools: Tools) -> None:
    with qtbot.waitSignal(page.told) as told:
        page.commands()["copy"]()
    assert told.args[0].code == "matrix.copied"
    page.commands()["find"]()
    page.entered()
    page.leave()
    assert not tools.settings.octets("matrix-split").isEmpty()


def test_mistakes_in_a_teams_rules_are_told_and_mended_rules_are_read(
    qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject
) -> None:
    folder = tools.workspace.places.packs
    folder.mkdir(parents=True)
    broken = folder / "mine.toml"
    broken.write_text('platform = "nobody"\n', encoding="utf-8")
    page = MatrixPage(tools, run, project)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.failed):
        page.show()
        page.entered()
    assert any("rules have mistakes" in each for each in words(page))
    broken.unlink()
    page.entered()
    qtbot.waitUntil(lambda: bool(picture(page).model().rowCount()))
