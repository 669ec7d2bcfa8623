from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor

from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import Line, Piece, line
from linktester.gui.widgets.sheet import Sheet
from tests.fakes.results import HOSTILE_TEXT


def sheet(qtbot: Any, tools: Tools, *lines: Line, width: int = 300) -> Sheet:
    made = Sheet(tools.theme, "sheet")
    qtbot.addWidget(made)
    made.resize(width, 200)
    made.show_lines(lines)
    return made


def test_says_what_it_is_given(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("one"), Line((Piece("two"),), label="Place"))
    assert made.toPlainText() == "one\nPlace\ttwo"


def test_hostile_text_stays_text(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line(HOSTILE_TEXT), line("a\nb"))
    assert "<script>alert(1)</script>" in made.toPlainText()
    assert made.document().blockCount() == 2


def test_long_words_wrap_and_nothing_is_wider_than_the_sheet(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("x" * 500), width=200)
    assert made.document().idealWidth() <= 200
    assert made.heightForWidth(200) > made.heightForWidth(800)


def test_measuring_another_width_leaves_the_text_as_it_is_seen(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("some words that wrap " * 10), width=300)
    made.show()
    made.heightForWidth(120)
    assert made.document().textWidth() == made.viewport().width()


def test_following_a_link_tells_its_name(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, Line((Piece("see "), Piece("step 2", link="step:2"))))
    made.show()
    made.setFocus()
    with qtbot.waitSignal(made.followed) as told:
        qtbot.keyClick(made, Qt.Key.Key_Tab)
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert told.args == ["step:2"]


def test_copies_plain_text_only(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("<b>bold</b>"))
    made.selectAll()
    mime = made.createMimeDataFromSelection()
    assert mime.text() == "<b>bold</b>"
    assert not mime.hasHtml()


def test_marked_lines_have_a_soft_ground_and_no_others(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("one"), line("two"), line("three"))
    made.mark_lines(frozenset({1, 99}))
    marks = made.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["two"]
    assert marks[0].format.background().color() == tools.theme.color("accent-soft")
    made.mark_lines(frozenset())
    assert made.extraSelections() == []


def test_takes_its_colours_from_the_theme(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("wrong", "blocked"))
    cursor = QTextCursor(made.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().foreground().color() == QColor(tools.theme.color("blocked"))


def test_an_empty_sheet_is_not_there(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools)
    assert made.isHidden()
    made.show_lines([line("a")])
    assert not made.isHidden()


def test_lines_begin_one_below_the_other(qtbot: Any, tools: Tools) -> None:
    made = sheet(qtbot, tools, line("one"), line("two"))
    assert made.top_of(0) < made.top_of(1)
    assert made.top_of(99) == 0
