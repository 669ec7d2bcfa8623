from typing import Any

from linktester.gui.tools import Tools
from linktester.gui.widgets.grid import Grid
from linktester.gui.widgets.prose import line


def test_shows_rows_under_a_header(qtbot: Any, tools: Tools) -> None:
    made = Grid(tools.theme, "grid")
    qtbot.addWidget(made)
    made.resize(300, 100)
    made.show_rows([line("Name"), line("Value")], [[line("id"), line("x" * 200)]], (30, 70))
    assert made.toPlainText().split() == ["Name", "Value", "id", "x" * 200]
    assert made.document().idealWidth() <= 300
    assert [cell.plain for cell in made.lines] == ["Name", "Value", "id", "x" * 200]


def test_is_not_there_without_rows(qtbot: Any, tools: Tools) -> None:
    made = Grid(tools.theme, "grid")
    qtbot.addWidget(made)
    made.show_rows([line("Name")], [], (100,))
    assert made.isHidden()
    assert made.toPlainText() == ""
