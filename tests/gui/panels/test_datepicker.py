from datetime import datetime

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QDateEdit
from pytestqt.qtbot import QtBot

from linktester.gui.models.twodates import now
from linktester.gui.panels.datepicker import DatePicker
from linktester.gui.tools import Tools
from linktester.model.zone import CHINA
from tests.fakes import boards as fakes


def shown(qtbot: QtBot, tools: Tools, *dates: datetime) -> DatePicker:
    picker = DatePicker(tools)
    qtbot.addWidget(picker)
    picker.resize(1_000, 120)
    picker.show_book(fakes.book())
    picker.show_dates(list(dates) or [fakes.AFTER])
    picker.show()
    return picker


def press(qtbot: QtBot, picker: DatePicker, name: str) -> None:
    qtbot.mouseClick(picker.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def test_the_date_is_told_with_its_era_and_what_happened_last(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    assert picker.said.startswith("2021-12-15 · WeChat, phase two · last: 2021-1")
    tools.speech.switch("zh_CN")
    assert picker.said.startswith("2021-12-15 · 微信第二阶段 · 最近：")
    picker.show_dates([datetime(2001, 1, 1, 12, tzinfo=CHINA)])
    assert picker.said == "2001-01-01 · 互相屏蔽"


def test_buttons_go_from_event_to_event(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    with qtbot.waitSignal(picker.settled) as settled:
        press(qtbot, picker, "matrix-earlier")
    moments = [moment.at for moment in fakes.book().moments]
    assert settled.args == [0, max(moment for moment in moments if moment < fakes.AFTER)]
    with qtbot.waitSignal(picker.settled) as settled:
        press(qtbot, picker, "matrix-now")
    assert settled.args == [0, None]


def test_an_exact_day_means_noon_in_beijing(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    with qtbot.waitSignal(picker.settled) as settled:
        picker.findChild(QDateEdit, "matrix-day-1").setDate(QDate(2022, 3, 4))
    assert settled.args == [0, datetime(2022, 3, 4, 12, tzinfo=CHINA)]


def test_dragging_is_told_at_once_and_shown_in_the_field(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    with qtbot.waitSignal(picker.moved) as moved:
        qtbot.keyClick(picker.bar, Qt.Key.Key_Right)
    number, moment = moved.args
    assert number == 0
    assert picker.findChild(QDateEdit, "matrix-day-1").date() == QDate(moment.year, moment.month, moment.day)


def test_the_end_of_the_line_is_now(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    with qtbot.waitSignal(picker.settled) as settled:
        qtbot.keyClick(picker.bar, Qt.Key.Key_End)
    assert settled.args == [0, None]


def test_a_second_date_has_its_own_field_and_handle(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    second = picker.findChild(QDateEdit, "matrix-day-2")
    assert not second.isVisible()
    picker.show_dates([fakes.AFTER, fakes.BEFORE])
    assert second.isVisible()
    assert picker.bar.handles == (fakes.AFTER, fakes.BEFORE)
    with qtbot.waitSignal(picker.settled) as settled:
        second.setDate(QDate(2021, 9, 2))
    assert settled.args[0] == 1
    picker.show_dates([fakes.AFTER])
    assert not second.isVisible()


def test_the_walk_goes_on_until_it_is_stopped(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools)
    with qtbot.waitSignals([picker.moved, picker.moved]):
        press(qtbot, picker, "matrix-play")
    with qtbot.waitSignal(picker.settled) as settled:
        picker.stop()
    assert settled.args[1] > fakes.AFTER


def test_the_walk_ends_at_the_present(qtbot: QtBot, tools: Tools) -> None:
    picker = shown(qtbot, tools, now())
    play = picker.findChild(QAbstractButton, "matrix-play")
    with qtbot.waitSignal(picker.settled):
        press(qtbot, picker, "matrix-play")
    assert not play.isChecked()
