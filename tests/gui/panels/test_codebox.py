from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from linktester import qr
from linktester.gui.panels.codebox import CodeBox
from tests.fakes.clips import mime
from tests.fakes.paycodes import GOOD
from tests.gui.panels.test_codepictures import two


@pytest.fixture
def box(qtbot, tools) -> CodeBox:
    made = CodeBox(tools)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.leave()


def test_typing_is_told_after_a_pause(box: CodeBox, qtbot):
    with qtbot.waitSignal(box.given):
        qtbot.keyClicks(box.edit, "000201")
    assert box.payload == b"000201"


def test_a_pasted_text_keeps_its_line_ends(box: CodeBox, qtbot):
    QGuiApplication.clipboard().setText("SPC\r\n0200\r\n1")
    with qtbot.waitSignals([box.brought, box.given]):
        box.paste()
    assert box.payload == b"SPC\r\n0200\r\n1"
    box.edit.moveCursor(box.edit.textCursor().MoveOperation.End)
    with qtbot.waitSignal(box.given):
        qtbot.keyClicks(box.edit, "2")
    assert box.payload == b"SPC\r\n0200\r\n12"


def test_bytes_that_are_no_text_are_spelled_out_and_kept(box: CodeBox, qtbot):
    with qtbot.waitSignal(box.given):
        box.put(b"000201\xff")
    assert box.edit.text == "000201\\xFF"
    assert box.note.isVisible()
    with qtbot.waitSignal(box.given):
        qtbot.keyClicks(box.edit, "x")
    assert box.payload == b"x000201\xff"


def test_what_is_too_long_to_show_counts_as_a_whole(box: CodeBox, qtbot):
    for length in (30_000, 3_000_000):
        box.put(b"9" * length)
        assert box.payload == b"9" * length
        assert str(length) in box.note.plain


def test_a_dropped_picture_of_two_codes_asks_which(box: CodeBox, qtbot):
    with qtbot.waitSignal(box.given):
        box.take(mime(png=two()))
    assert box.choices.isVisible()
    assert box.note.plain.startswith("Read from the picture")
    first = box.payload
    with qtbot.waitSignal(box.given):
        box.choices.list.setCurrentRow(1)
    assert {first, box.payload} == {GOOD, b"000201\xe9"}
    with qtbot.waitSignal(box.given):
        box.clear()
    assert not box.choices.isVisible()


def test_what_speaks_against_a_picture_is_kept_with_its_code(box: CodeBox, qtbot, tmp_path: Path):
    file = tmp_path / "a.png"
    file.write_bytes(qr.make("Ä", scale=3).png)
    with qtbot.waitSignal(box.given):
        box.take(mime(files=(str(file),)))
    assert [each.message.code for each in box.scanned] == ["qr.check-charset"]


def test_what_cannot_be_read_is_told(box: CodeBox, qtbot, tmp_path: Path):
    box.take(mime(files=(str(tmp_path),)))
    qtbot.waitUntil(lambda: "folder" in box.note.plain)
    box.take(mime(files=("/a", "/b")))
    assert "2 files" in box.note.plain
    box.take(mime())
    assert box.note.plain.startswith("There is neither")


def test_a_screen_that_shows_nothing_is_told(box: CodeBox):
    box.read_screen()
    assert box.note.plain.startswith("This desktop does not show")
