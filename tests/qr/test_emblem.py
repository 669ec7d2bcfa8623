import re

import pytest
from PIL import Image

from linktester.model.errors import InputErrors
from linktester.qr.emblem import logo, swiss_cross
from tests.fakes import pictures


def test_the_cross_is_light_on_dark_with_a_light_rim():
    drawn = swiss_cross(7 / 46).raster(112).convert("L")
    assert drawn.getpixel((2, 56)) == 255
    assert drawn.getpixel((16, 16)) == 0
    assert drawn.getpixel((56, 56)) == 255
    assert drawn.getpixel((36, 56)) == 255
    assert drawn.getpixel((32, 32)) == 0
    assert drawn.transpose(Image.Transpose.ROTATE_90).tobytes() == drawn.tobytes()


def test_the_drawing_says_the_same_as_the_picture():
    numbers = r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="(#\w+)"'
    boxes = re.findall(numbers, swiss_cross(0.1).svg(0, 0, 140))
    drawn = Image.new("L", (140, 140), 255)
    for *edges, colour in boxes:
        left, top, width, height = (round(float(edge)) for edge in edges)
        drawn.paste(0 if colour == "#000" else 255, (left, top, left + width, top + height))
    seen = swiss_cross(0.1).raster(140).convert("L")
    unlike = sum(a != b for a, b in zip(drawn.tobytes(), seen.tobytes(), strict=True))
    assert unlike < 140 * 140 * 0.02


def test_a_logo_keeps_its_shape_on_light_ground():
    made = logo(pictures.saved(Image.new("RGB", (200, 100), "red"))).raster(100)
    assert made.getpixel((50, 50)) == (255, 0, 0)
    assert made.getpixel((50, 10)) == (255, 255, 255)
    assert made.getpixel((1, 50)) == (255, 255, 255)


def test_what_is_no_logo_is_refused():
    with pytest.raises(InputErrors):
        logo(b"hello")
    with pytest.raises(InputErrors) as error:
        logo(pictures.saved(Image.new("L", (9, 9))), 0.3)
    assert error.value.problems[0].message.args == {"percent": 30, "most": 22}
