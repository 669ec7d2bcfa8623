import re
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from linktester.model.errors import InputErrors
from linktester.qr import check, logo, make, read
from tests.fakes import pictures

VECTORS = Path(__file__).parents[1] / "vectors" / "qr" / "payloads.toml"
CONDITIONS = (pictures.clean, pictures.screenshot, pictures.jpeg, pictures.turned)


def payloads() -> list[bytes]:
    rows = tomllib.loads(VECTORS.read_text("utf-8"))["payload"]
    return [bytes.fromhex(row["hex"]) if "hex" in row else row["text"].encode() for row in rows]


def codes_of(error: pytest.ExceptionInfo[InputErrors]) -> list[str]:
    return [problem.message.code for problem in error.value.problems]


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("level", ["M", "H"])
@pytest.mark.parametrize("payload", payloads())
def test_every_payload_reads_back_to_the_same_octets(payload, level, condition):
    code = make(payload, level=level, scale=6)
    found = read(condition(code.png))
    assert [each.data for each in found] == [payload]
    assert found[0].level == level
    assert found[0].version == code.version


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("payload", [p for p in payloads() if p.isascii() and min(p) >= 9])
def test_an_unrelated_decoder_agrees_on_ascii(payload, condition):
    pyzbar = pytest.importorskip(
        "pyzbar.pyzbar", reason="libzbar is not on this machine", exc_type=ImportError
    )
    picture = pictures.opened(condition(make(payload, scale=6).png))
    assert [each.data for each in pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])] == [payload]


@pytest.mark.parametrize("payload", [p for p in payloads() if len(p) > 1])
def test_codes_of_another_encoder_are_read(payload):
    stream = BytesIO()
    segno.make_qr(payload, mode="byte", error="m").save(stream, kind="png", scale=6, border=4)
    assert [each.data for each in read(stream.getvalue())] == [payload]


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=120))
def test_any_octets_read_back(payload):
    assert [each.data for each in read(make(payload, scale=3).png)] == [payload]


@pytest.mark.parametrize("payload", payloads())
def test_what_is_made_has_nothing_against_it(payload):
    findings = check(make(payload, scale=4).png)
    assert [f.message.code for f in findings if f.message.code != "qr.check-charset"] == []


def test_text_and_its_octets_make_the_same_code():
    assert make("中文 link").png == make("中文 link".encode()).png


def test_modules_are_whole_pixels_and_the_border_is_kept():
    code = make("https://example.com", scale=5, border=7)
    picture = pictures.opened(code.png)
    assert picture.width == picture.height == (17 + 4 * code.version + 14) * 5
    assert picture.crop((0, 0, picture.width, 35)).getextrema() == (255, 255)
    shrunk = picture.resize((picture.width // 5,) * 2, Image.Resampling.NEAREST)
    assert shrunk.resize(picture.size, Image.Resampling.NEAREST).tobytes() == picture.tobytes()


def test_the_drawing_holds_the_same_modules_as_the_picture():
    code = make("https://example.com/svg")
    side = 17 + 4 * code.version + 8
    drawn = Image.new("L", (side, side), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", code.svg):
        drawn.paste(0, (int(x), int(y), int(x) + int(width), int(y) + 1))
    expected = pictures.opened(code.png).resize((side, side), Image.Resampling.NEAREST)
    assert drawn.tobytes() == expected.tobytes()
    assert f'viewBox="0 0 {side} {side}"' in code.svg


@pytest.mark.parametrize(("level", "limit"), [("L", 2953), ("M", 2331), ("Q", 1663), ("H", 1273)])
def test_the_capacity_holds_exactly(level, limit):
    full = make(b"\xa5" * limit, level=level, scale=3)
    assert full.version == 40
    with pytest.raises(InputErrors) as error:
        make(b"\xa5" * (limit + 1), level=level, scale=3)
    assert codes_of(error) == ["qr.too-much-data"]


def test_a_megabyte_is_refused_at_once():
    with pytest.raises(InputErrors) as error:
        make("1" * 1_000_000)
    assert codes_of(error) == ["qr.too-much-data"]


def test_growing_beyond_an_allowed_version_is_told():
    with pytest.raises(InputErrors) as error:
        make("x" * 200, max_version=5)
    assert codes_of(error) == ["qr.version-too-high"]


def test_all_mistakes_are_told_at_once():
    with pytest.raises(InputErrors) as error:
        make("", level="Z", scale=2, border=3)
    assert codes_of(error) == ["qr.empty", "qr.bad-level", "qr.bad-scale", "qr.bad-border"]


def test_half_a_character_is_refused_with_its_place():
    with pytest.raises(InputErrors) as error:
        make("ab\ud800")
    assert codes_of(error) == ["qr.not-unicode"]
    assert error.value.problems[0].message.args["offset"] == 2


def test_a_picture_too_wide_is_refused():
    with pytest.raises(InputErrors) as error:
        make("x" * 2000, scale=64)
    assert codes_of(error) == ["qr.image-too-large"]


def test_a_logo_that_reads_as_a_code_is_refused():
    emblem = logo(make("another", scale=10).png)
    with pytest.raises(InputErrors) as error:
        make("x", level="H", scale=60, emblem=emblem)
    assert error.value.problems[0].message.code == "qr.emblem-reads"
