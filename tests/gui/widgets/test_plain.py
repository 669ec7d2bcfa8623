from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from linktester.gui.plaintext import MOST
from linktester.gui.widgets.plain import PlainLabel


def test_html_is_shown_as_text(qtbot: QtBot) -> None:
    label = PlainLabel("<b>bold</b><img src=x>").selectable()
    qtbot.addWidget(label)
    assert label.text() == "<b>bold</b><img src=x>"
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_hides_is_spelled_out(qtbot: QtBot) -> None:
    label = PlainLabel("pay\u202eexe\x1b[31m\ud800")
    qtbot.addWidget(label)
    assert label.text() == "pay\\u202eexe\\x1b[31m\\ud800"


def test_a_megabyte_is_cut_and_counted(qtbot: QtBot) -> None:
    label = PlainLabel("x" * 1_000_000)
    qtbot.addWidget(label)
    assert len(label.text()) < MOST + 20
    assert "996000" in label.text()
