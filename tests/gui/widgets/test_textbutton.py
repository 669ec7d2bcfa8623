from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.textbutton import TextButton


def test_it_follows_language_and_colours(qtbot: QtBot, tools: Tools) -> None:
    button = TextButton(tools.speech, tools.theme, "import-table", "cases.import", sign="open")
    qtbot.addWidget(button)
    light = button.icon().pixmap(16, 16).toImage()
    assert (button.objectName(), button.text()) == ("import-table", "Import a table…")
    tools.speech.switch("zh_CN")
    tools.theme.choose("dark")
    assert button.text() == "导入表格…"
    assert button.icon().pixmap(16, 16).toImage() != light


def test_it_needs_no_icon(qtbot: QtBot, tools: Tools) -> None:
    button = TextButton(tools.speech, tools.theme, "add", "cases.item-add")
    qtbot.addWidget(button)
    assert button.icon().isNull()
