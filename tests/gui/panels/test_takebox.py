from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage

from linktester.gui.panels.takebox import TakeBox
from linktester.gui.tools import Tools
from linktester.gui.widgets.growingtext import GrowingText
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message


class Box(TakeBox):
    """Notes what it is given."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, GrowingText(), "box-choices")
        self.seen: list[Any] = []
        self.column(6, self.edit, self.note, self.choices)

    def rested(self) -> None:
        self.seen.append(("rested", self.edit.text))

    def typed(self) -> None:
        self.seen.append("typed")

    def bring(self, text: str) -> None:
        self.seen.append(("brought", text))

    def read_file(self, path: Path) -> str:
        if path.name == "bad.png":
            raise InputErrors([Problem(Place(str(path)), message("qr.check-unreadable"))])
        return path.name

    def read_octets(self, data: bytes) -> int:
        return len(data)

    def read_image(self, image: QImage) -> int:
        return image.width()

    def on_read(self, found: Any) -> None:
        self.seen.append(("read", found))

    def on_overflowed(self, length: int) -> None:
        self.seen.append(("cut", length))


@pytest.fixture
def box(qtbot: Any, tools: Tools) -> Box:
    made = Box(tools)
    qtbot.addWidget(made)
    return made


def files(*names: str) -> QMimeData:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(f"/somewhere/{name}") for name in names])
    return source


def test_a_dropped_file_is_read_on_another_thread(box: Box, qtbot: Any) -> None:
    box.take(files("one.png"))
    assert not box.note.isHidden()
    qtbot.waitUntil(lambda: box.seen == [("read", "one.png")])


def test_what_cannot_be_read_is_said(box: Box, qtbot: Any) -> None:
    box.take(files("bad.png"))
    qtbot.waitUntil(lambda: box.note.objectName() == "wrong")
    assert box.note.text() == box.tools.speech.t("qr.check-unreadable")
    assert box.seen == []


def test_several_files_are_refused(box: Box) -> None:
    box.take(files("one.png", "two.png"))
    assert "2" in box.note.text()
    assert box.note.objectName() == "wrong"


def test_an_image_is_read_as_qt_sees_it(box: Box, qtbot: Any) -> None:
    image = QImage(7, 5, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    source = QMimeData()
    source.setImageData(image)
    box.take(source)
    qtbot.waitUntil(lambda: box.seen == [("read", 7)])


def test_pasted_text_is_brought_whole(box: Box) -> None:
    QGuiApplication.clipboard().setText("a text")
    box.paste()
    assert box.seen == [("brought", "a text")]


def test_an_empty_clipboard_is_told(box: Box) -> None:
    box.take(QMimeData())
    assert box.note.text() == box.tools.speech.t("start.nothing-to-paste")


def test_typing_is_told_at_once_and_again_after_a_pause(box: Box, qtbot: Any) -> None:
    box.edit.insertPlainText("x")
    assert box.seen == ["typed"]
    qtbot.waitUntil(lambda: box.seen == ["typed", ("rested", "x")])


def test_what_the_box_puts_in_itself_is_no_typing(box: Box) -> None:
    box.replace("mine")
    assert box.edit.text == "mine"
    assert box.seen == []


def test_who_leaves_reads_nothing_more(box: Box, qtbot: Any, tools: Tools) -> None:
    other = Box(tools)
    qtbot.addWidget(other)
    box.edit.insertPlainText("x")
    box.leave()
    other.take(files("one.png"))
    qtbot.waitUntil(lambda: other.seen == [("read", "one.png")])
    assert box.seen == ["typed"]


def test_a_remark_is_taken_away(box: Box) -> None:
    box.say(message("start.nothing-to-paste"))
    box.say(None)
    assert box.note.isHidden()
    assert box.note.text() == ""
