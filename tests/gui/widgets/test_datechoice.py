from datetime import datetime

from PySide6.QtCore import QDate
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
