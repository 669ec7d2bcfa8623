from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.formats import Formats
from linktester.gui.tools import Tools
from linktester.report import REPORTS


def test_every_format_of_the_house_can_be_chosen(qtbot: QtBot, tools: Tools) -> None:
    formats = Formats(tools, "csv")
    qtbot.addWidget(formats)
    assert formats.report.name == "csv"
    for report in REPORTS:
        formats.choose(report.name)
        assert formats.report is report
    assert len(formats.findChildren(QRadioButton)) == len(REPORTS)


def test_one_that_is_not_there_any_more_gives_the_first(qtbot: QtBot, tools: Tools) -> None:
    formats = Formats(tools, "wordstar")
    qtbot.addWidget(formats)
    assert formats.report.name == "html"
    with qtbot.waitSignal(formats.chosen) as chosen:
        formats.findChild(QRadioButton, "export-format-xlsx").click()
    assert chosen.args[0].name == "xlsx"
    assert formats.findChild(QRadioButton, "export-format-xlsx").accessibleDescription()
