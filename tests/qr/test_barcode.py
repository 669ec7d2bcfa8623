import string
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from linktester import qr
from linktester.model.errors import InputErrors
from linktester.qr.barcode import MOST, QUIET_ZONE, strip
from linktester.qr.pictures import open_grey
from linktester.qr.read import decode

WECHAT, ALIPAY, UNIONPAY = "130000000000000042", "2800000000000000000042", "6200000000000000042"


@pytest.mark.parametrize("text", [WECHAT, ALIPAY, UNIONPAY, "A", "9" * MOST, "\x00\x1b~ aZ"])
def test_a_strip_says_exactly_its_text(text: str) -> None:
    made = qr.strip(text)
    assert made.payload == text.encode()
    assert [(each.data, each.format) for each in qr.read(made.png)] == [(text.encode(), "Code128")]


@settings(deadline=None, max_examples=30)
@given(st.text(string.digits + string.ascii_letters + "-./: ", min_size=1, max_size=MOST))
def test_another_reader_agrees(text: str) -> None:
    pyzbar = pytest.importorskip(
        "pyzbar.pyzbar", reason="libzbar is not on this machine", exc_type=ImportError
    )
    found = pyzbar.decode(Image.open(BytesIO(strip(text).png)), [pyzbar.ZBarSymbol.CODE128])
    assert [each.data.decode() for each in found] == [text]


def test_the_ends_stay_light_as_the_symbology_asks() -> None:
    made = strip(WECHAT, scale=4)
    picture = Image.open(BytesIO(made.png)).convert("L")
    left, top, right, bottom = ImageOps.invert(picture).getbbox()
    quiet = QUIET_ZONE * 4
    assert (left, top) == (quiet, quiet)
    assert (picture.width - right, picture.height - bottom) == (quiet, quiet)
    # Higher than 15 % of its length: nobody has to aim.
    assert (bottom - top) > 0.15 * (right - left)


def test_digits_take_half_the_room() -> None:
    assert len(strip("1" * 20).bars) < len(strip("a" * 20).bars) * 2 / 3


def test_the_drawing_holds_every_bar() -> None:
    made = strip(WECHAT)
    assert made.svg.count("M") == sum(
        dark and not before for before, dark in zip((False, *made.bars), made.bars, strict=False)
    )
    assert f'viewBox="0 0 {len(made.bars) + 20} {made.height + 20}"' in made.svg


def test_cut_at_the_edge_it_is_not_proved_by_luck() -> None:
    made = strip(WECHAT)
    grey = open_grey(made.png)
    assert decode(grey.crop((0, 0, grey.width // 2, grey.height))) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "qr.empty"),
        ("付款", "qr.strip-not-ascii"),
        ("\ud800", "qr.strip-not-ascii"),
        ("0" * (MOST + 1), "qr.strip-too-long"),
    ],
)
def test_what_fits_into_none_is_told(text: str, code: str) -> None:
    with pytest.raises(InputErrors) as caught:
        strip(text)
    assert [problem.message.code for problem in caught.value.problems] == [code]


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        strip("é", scale=1, border=2)
    assert [each.message.code for each in caught.value.problems] == [
        "qr.strip-not-ascii",
        "qr.bad-scale",
        "qr.bad-border",
    ]
