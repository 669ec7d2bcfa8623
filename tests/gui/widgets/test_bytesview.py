import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from linktester.gui.widgets.bytesview import BytesView


@pytest.fixture
def view(qtbot) -> BytesView:
    made = BytesView()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.colour(QColor("yellow"))
    made.show_octets(bytes(range(32, 96)))
    return made


def marked(view: BytesView) -> list[str]:
    return [each.cursor.selectedText() for each in view.extraSelections()]


def test_a_stretch_is_marked_in_numbers_and_letters(view: BytesView):
    view.mark(17, 3)
    assert view.marked == (17, 3)
    assert marked(view) == ["31 32 33", "123"]


def test_the_cursor_tells_the_byte_it_is_at(view: BytesView, qtbot):
    view.setFocus()
    with qtbot.waitSignal(view.byte_chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told.args[0] >= 16


def test_a_narrow_view_has_shorter_lines_and_the_same_mark(view: BytesView):
    wide = view.document().blockCount()
    view.mark(17, 3)
    view.resize(260, 300)
    assert view.document().blockCount() > wide
    assert marked(view) == ["31 32 33", "123"]


def test_no_bytes_are_no_lines(view: BytesView):
    view.show_octets(b"")
    assert view.toPlainText() == ""
    assert marked(view) == []
