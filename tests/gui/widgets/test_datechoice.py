from datetime import datetime

from PySide6.QtCore import QDate
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QDateEdit
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.datechoice import DateChoice
from linktester.model.zone import CHINA

DAY = datetime(2021, 9, 17, 12, tzinfo=CHINA)


def test_a_day_means_noon_in_beijing(qtbot: QtBot, tools: Tools) -> None:
    choice = DateChoice(tools)
    qtbot.addWidget(choice)
    assert tools.circumstances.as_of is None
    choice.findChild(QCheckBox).setChecked(True)
    choice.findChild(QDateEdit).setDate(QDate(2021, 9, 17))
    assert tools.circumstances.as_of == DAY
    choice.findChild(QCheckBox).setChecked(False)
    assert tools.circumstances.as_of is None


def test_a_date_chosen_elsewhere_is_shown(qtbot: QtBot, tools: Tools) -> None:
    choice = DateChoice(tools)
    qtbot.addWidget(choice)
    moment = DAY.replace(hour=9)
    tools.circumstances.set_as_of(moment)
    assert choice.findChild(QCheckBox).isChecked()
    assert choice.findChild(QDateEdit).date() == QDate(2021, 9, 17)


def test_a_moment_chosen_elsewhere_keeps_its_hour(qtbot: QtBot, tools: Tools) -> None:
    qtbot.addWidget(DateChoice(tools))
    moment = DAY.replace(hour=18)
    tools.circumstances.set_as_of(moment)
    assert tools.circumstances.as_of == moment


def _opened(qtbot: QtBot, choice: DateChoice) -> list[QAction]:
    choice.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(choice.menu.actions()) > 5)
    return choice.menu.actions()


def test_eras_and_events_are_offered(qtbot: QtBot, tools: Tools) -> None:
    choice = DateChoice(tools)
    qtbot.addWidget(choice)
    entries = _opened(qtbot, choice)
    words = [entry.text() for entry in entries if entry.text()]
    assert words[:3] == ["Now", "Mutual blocking · until 2021-09-17", "WeChat, phase one · from 2021-09-17"]
    assert {"2021", "2024"} <= set(words)
    entries[3].trigger()
    assert tools.circumstances.as_of == DAY
    year = next(entry.menu() for entry in entries if entry.text() == "2024")
    year.actions()[-1].trigger()
    assert tools.circumstances.as_of.year == 2024
    entries[0].trigger()
    assert tools.circumstances.as_of is None


def test_the_menu_speaks_the_other_language(qtbot: QtBot, tools: Tools) -> None:
    choice = DateChoice(tools)
    qtbot.addWidget(choice)
    _opened(qtbot, choice)
    tools.speech.switch("zh_CN")
    assert choice.menu.actions()[2].text() == "互相屏蔽 · 2021-09-17 止"
