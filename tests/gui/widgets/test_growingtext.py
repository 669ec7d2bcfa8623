import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from linktester.gui.widgets.growingtext import MOST, GrowingText, is_text
from tests.fakes.clips import mime

DOT = QImage(4, 4, QImage.Format.Format_RGB32)


@pytest.fixture
def edit(qtbot) -> GrowingText:
    made = GrowingText()
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    return made


def test_it_grows_with_its_lines_up_to_a_few(edit: GrowingText):
    heights = []
    for count in (1, 2, 3, 4, 40):
        edit.replace("\n".join("x" * count))
        heights.append(edit.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_characters_stay_what_they_are(edit: GrowingText):
    text = "a\u00a0b\u202e\u0000\u200b\tc\nd"
    edit.replace(text)
    assert edit.text == text


def test_too_much_is_cut_and_told(edit: GrowingText, qtbot):
    with qtbot.waitSignal(edit.overflowed) as told:
        edit.insertFromMimeData(mime("x" * 1_000_000))
    assert told.args == [1_000_000]
    assert len(edit.text) == MOST
    edit.selectAll()
    with qtbot.assertNotEmitted(edit.overflowed):
        edit.insertFromMimeData(mime("y" * MOST))
    assert edit.text == "y" * MOST


def test_a_replacement_can_be_taken_back(edit: GrowingText):
    edit.replace("first")
    edit.replace("second")
    edit.undo()
    assert edit.text == "first"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "https://a.example/"}, True),
        ({"text": "https://a.example/", "image": DOT}, True),
        ({"image": DOT}, False),
        ({"files": ("/tmp/a.png",)}, False),
        ({"text": "  "}, False),
        ({}, False),
    ],
)
def test_text_is_told_from_pictures_and_files(given, expected):
    assert is_text(mime(**given)) is expected


def test_pictures_and_files_are_handed_on(edit: GrowingText, qtbot):
    for given in (mime(image=DOT), mime(files=("/tmp/a.png",))):
        assert edit.canInsertFromMimeData(given)
        with qtbot.waitSignal(edit.mime_given):
            edit.insertFromMimeData(given)
    assert edit.text == ""


def test_ctrl_return_is_left_to_the_window(edit: GrowingText, qtbot):
    edit.replace("x")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edit.text == "x"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text == "\nx"
