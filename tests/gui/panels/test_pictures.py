from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from linktester import qr
from linktester.gui.panels.pictures import from_clipboard, from_file, from_image, from_octets
from linktester.model.errors import InputErrors
from tests.fakes.clips import mime

TEXT = "https://item.taobao.com/item.htm?id=1"


def test_a_picture_is_taken_as_it_was_copied():
    png = qr.make(TEXT).png
    assert from_clipboard(mime(png=png)) == png
    assert isinstance(from_clipboard(mime(image=QImage.fromData(png))), QImage)
    assert from_clipboard(mime("text")) is None


def test_octets_files_and_pictures_say_the_same(tmp_path: Path):
    png = qr.make(TEXT).png
    path = tmp_path / "code.png"
    path.write_bytes(png)
    told = {from_octets(png).texts, from_file(path).texts, from_image(QImage.fromData(png)).texts}
    assert told == {(TEXT,)}


def test_a_picture_beyond_all_bounds_is_not_copied():
    with pytest.raises(InputErrors) as told:
        from_image(QImage(10_001, 10_000, QImage.Format.Format_Mono))
    assert told.value.problems[0].message.code == "qr.picture-too-many-pixels"
