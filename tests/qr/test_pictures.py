import pytest
from PIL import Image

from linktester import qr
from linktester.model.errors import InputErrors
from linktester.qr.pictures import MAX_BYTES, MAX_SIDE, open_grey
from tests.fakes import pictures


def test_a_picture_becomes_eight_bit_grey():
    grey = open_grey(pictures.saved(Image.new("RGB", (3, 2), (255, 0, 0))))
    assert (grey.mode, grey.size) == ("L", (3, 2))


def test_glass_lies_on_white():
    assert open_grey(pictures.saved(Image.new("RGBA", (1, 1), (0, 0, 0, 0)))).getpixel((0, 0)) == 255


def test_deep_grey_keeps_its_shades():
    deep = Image.frombytes("I;16", (2, 1), b"\x00\x00\x00\x40")
    assert open_grey(pictures.saved(deep)).tobytes() == b"\x00\xff"


def test_flat_deep_grey_is_no_division_by_zero():
    assert open_grey(pictures.saved(Image.new("I;16", (2, 1), 7))).size == (2, 1)


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "picture-broken"), (bytes(MAX_BYTES + 1), "picture-too-large")]
)
def test_what_is_no_picture_is_told(data, code):
    with pytest.raises(InputErrors) as error:
        open_grey(data)
    assert error.value.problems[0].message.code == f"qr.{code}"


def test_a_picture_far_too_large_is_told_by_its_size():
    bomb = pictures.saved(Image.new("1", (30_000, 30_000)))
    with pytest.raises(InputErrors) as error:
        open_grey(bomb)
    said = error.value.problems[0].message
    assert (said.code, said.args["width"]) == ("qr.picture-too-many-pixels", 30_000)


def test_a_picture_longer_than_the_decoder_takes_is_refused():
    with pytest.raises(InputErrors) as error:
        open_grey(pictures.saved(Image.new("1", (MAX_SIDE + 1, 2), 1)))
    assert error.value.problems[0].message.code == "qr.picture-too-long"


def test_the_longest_picture_is_read():
    assert qr.read(pictures.saved(Image.new("1", (2, MAX_SIDE), 1))) == ()
