from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from linktester.gui.widgets.pictures import decoded, pasted, pasted_file, png
from tests.fakes.tabled import picture, picture_in


def test_a_picture_on_the_clipboard_becomes_png(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(picture())
    encode = pasted()
    assert encode is not None
    assert encode().startswith(b"\x89PNG")
    assert QImage.fromData(encode()).size() == QSize(40, 40)


def test_text_on_the_clipboard_is_no_picture(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("https://a.example/")
    assert pasted() is None
    assert pasted_file() is None


def test_one_copied_file_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    path = picture_in(tmp_path)
    for files, found in (([path], path), ([path, path], None)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
        QGuiApplication.clipboard().setMimeData(data)
        assert pasted_file() == found


def test_large_pictures_are_made_small_and_small_ones_stay(qtbot: QtBot) -> None:
    octets = png(picture(300))
    assert decoded(octets, QSize(132, 96)).size() == QSize(96, 96)
    assert decoded(png(picture(20)), QSize(132, 96)).size() == QSize(20, 20)


def test_what_is_no_picture_is_none(qtbot: QtBot) -> None:
    whole = png(picture(300))
    for octets in (None, b"", b"no picture", whole[:50]):
        assert decoded(octets, QSize(10, 10)) is None
