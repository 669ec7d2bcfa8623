from io import BytesIO

import pytest
import segno

from linktester.qr import make
from linktester.qr.covering import logo_share
from linktester.qr.quad import Grid
from linktester.qr.read import read_grey
from tests.fakes import pictures

TEXT = "https://example.com/a/rather/long/path?with=some&more=parameters"


def share(png: bytes) -> float | None:
    grey = pictures.opened(png)
    (found,) = read_grey(grey)
    return logo_share(grey, Grid(found.position, 17 + 4 * (found.version or 0)), found, 128, False)


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_nothing_over_a_code_is_nothing(level):
    assert share(make(TEXT, level=level).png) == 0


@pytest.mark.parametrize("wide", [0.10, 0.15, 0.20])
def test_a_logo_is_measured_to_a_module_or_two(wide):
    code = make(TEXT, level="H")
    count = len(code.modules)
    found = share(pictures.with_logo(code.png, wide))
    assert found is not None
    assert found == pytest.approx(wide * (count + 8) / count, abs=4 / count)


def test_a_picture_that_is_turned_is_measured_as_well():
    assert share(pictures.turned(make(TEXT).png)) == 0


def test_another_packing_cannot_be_compared():
    stream = BytesIO()
    segno.make_qr("A" * 20 + "1" * 30 + "a" * 20, error="m", mask=0, version=9).save(
        stream, kind="png", scale=6
    )
    assert share(stream.getvalue()) in {None, 0}
