from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from linktester import qr
from linktester.gui.panels.codepictures import codes_in, codes_in_file, codes_in_image, codes_on_screens
from linktester.model.errors import InputErrors
from tests.fakes.paycodes import GOOD, PROMPTPAY

OTHER = b"000201\xe9"


def two() -> bytes:
    first, second = (Image.open(BytesIO(qr.make(each).png)).convert("L") for each in (GOOD, OTHER))
    page = Image.new("L", (first.width + second.width, max(first.height, second.height)), 255)
    page.paste(first, (0, 0))
    page.paste(second, (first.width, 0))
    stream = BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def test_every_code_is_read_byte_for_byte():
    seen = codes_in(two())
    assert {code.payload for code in seen.codes} == {GOOD, OTHER}
    assert {code.standard for code in seen.codes if code.payload == GOOD} == {PROMPTPAY}
    assert seen.pages == 1
    assert all(code.symbol.startswith("QRCode") for code in seen.codes)


def test_a_page_of_a_document_is_a_picture_too(tmp_path: Path):
    file = tmp_path / "a.pdf"
    file.write_bytes(qr.pdf(qr.make(GOOD)))
    assert [code.payload for code in codes_in_file(file).codes] == [GOOD]


def test_a_picture_without_a_code_says_why():
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    seen = codes_in_image(image)
    assert seen.codes == ()
    assert seen.findings[0].message.code == "qr.check-unreadable"


def test_what_is_no_picture_is_refused(tmp_path: Path):
    with pytest.raises(InputErrors):
        codes_in(b"hello")
    with pytest.raises(InputErrors):
        codes_in_file(tmp_path)


def test_all_screens_are_looked_at():
    seen = codes_on_screens([QImage.fromData(two()), QImage.fromData(qr.make(b"third").png)])
    assert {code.payload for code in seen.codes} == {GOOD, OTHER, b"third"}
    assert codes_on_screens([]).codes == ()


def test_what_shines_through_is_white():
    drawn = QImage.fromData(qr.make(GOOD).png).convertToFormat(QImage.Format.Format_ARGB32)
    drawn.setAlphaChannel(inverted(drawn))
    assert [code.payload for code in codes_in_image(drawn).codes] == [GOOD]


def inverted(image: QImage) -> QImage:
    """Return the mask of a picture that is there only where it is dark."""
    mask = image.convertToFormat(QImage.Format.Format_Grayscale8)
    mask.invertPixels()
    return mask
