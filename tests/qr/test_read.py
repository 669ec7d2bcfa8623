import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from linktester.model.errors import InputErrors
from linktester.qr import make, read
from tests.fakes import pictures

LINK = "https://example.com/a?b=1"
CODE = make(LINK, scale=6).png


def refused(data: bytes) -> str:
    with pytest.raises(InputErrors) as error:
        read(data)
    (problem,) = error.value.problems
    return problem.message.code


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds no pixels."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    empty = b"IDAT" + zlib.compress(b"")
    chunks = [
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (body, empty, b"IEND")
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_two_codes_are_both_found_with_their_places():
    found = read(pictures.side_by_side(make("one", scale=6).png, make("two", scale=6).png))
    assert sorted(each.text for each in found) == ["one", "two"]
    left = {each.text: each.position[0][0] for each in found}
    assert left["one"] < left["two"]


def test_a_picture_without_a_code_gives_nothing():
    assert read(pictures.saved(Image.new("RGB", (300, 200), "teal"))) == ()


def test_octets_that_are_no_utf_8_are_kept():
    (found,) = read(make(b"\xff\xfe\x80abc").png)
    assert found.data == b"\xff\xfe\x80abc"


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *((mode, "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        *((mode, "TIFF") for mode in ("CMYK", "YCbCr", "LAB", "I", "F")),
        ("CMYK", "JPEG"),
        ("RGB", "WEBP"),
        ("RGB", "BMP"),
    ],
)
def test_every_colour_mode_is_read(mode, kind):
    picture = pictures.opened(CODE)
    through = picture.convert("RGB") if mode in {"CMYK", "YCbCr"} else picture
    neutral = Image.new("L", picture.size, 128)
    made = Image.merge("LAB", [picture, neutral, neutral]) if mode == "LAB" else through.convert(mode)
    assert [each.text for each in read(pictures.saved(made, kind))] == [LINK]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_read(kind):
    picture = pictures.opened(CODE)
    deep = Image.frombytes("I;16", picture.size, b"".join(bytes((v, v)) for v in picture.tobytes()))
    assert [each.text for each in read(pictures.saved(deep, kind))] == [LINK]


def test_a_code_on_glass_is_read_as_on_white():
    code = pictures.opened(CODE)
    glass = Image.new("RGBA", code.size, (0, 0, 0, 0))
    glass.paste((0, 0, 0, 255), mask=Image.eval(code, lambda value: 255 - value))
    assert [each.text for each in read(pictures.saved(glass))] == [LINK]


def test_a_palette_with_a_transparent_entry_is_read():
    stream = BytesIO()
    pictures.opened(CODE).convert("P").save(stream, "GIF", transparency=255)
    assert [each.text for each in read(stream.getvalue())] == [LINK]


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"GIF89a", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg/>", CODE[:60], CODE[: len(CODE) // 2]],
)
def test_what_is_no_picture_is_refused(data):
    assert refused(data) == "qr.picture-broken"


@pytest.mark.parametrize("size", [(50_000, 1_001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(size):
    assert refused(png_head(*size)) in {"qr.picture-too-many-pixels", "qr.picture-broken"}


def test_a_large_file_is_refused_unread():
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(33 * 1024 * 1024)) == "qr.picture-too-large"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(CODE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_never_crashes(offset, noise):
    damaged = CODE[:offset] + noise + CODE[offset + len(noise) :]
    outcome = "read"
    try:
        read(damaged)
    except InputErrors as errors:
        outcome = errors.problems[0].message.code
    assert outcome in {"read", "qr.picture-broken", "qr.picture-too-many-pixels"}
