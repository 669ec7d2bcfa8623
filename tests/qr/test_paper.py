import pytest

from linktester import qr
from linktester.model.errors import InputErrors
from linktester.qr.emblem import swiss_cross
from linktester.qr.pdfpages import pages
from tests.fakes import papers


def refused(code: qr.Code, side: float | None) -> str:
    with pytest.raises(InputErrors) as error:
        qr.pdf(code, side)
    return error.value.problems[0].message.code


def test_a_code_is_as_wide_as_asked_for_and_has_its_quiet_zone():
    code = qr.make("x" * 50)
    (page,) = pages(qr.pdf(code, 40), dots_per_inch=254)
    count = len(code.modules)
    assert page.picture.width == pytest.approx(400 * (count + 8) / count, abs=2)
    ((_, found),) = qr.read_document(qr.pdf(code, 40))
    assert found.data == code.payload


def test_modules_are_drawn_not_pictured():
    made = qr.pdf(qr.make("x" * 50))
    assert papers.images(made) == 0
    assert made == qr.pdf(qr.make("x" * 50))


def test_modules_that_touch_leave_no_hair():
    code = qr.make("x")
    (page,) = pages(qr.pdf(code, 21), dots_per_inch=600)
    module = page.picture.width / (len(code.modules) + 8)
    finder = tuple(round(edge * module) for edge in (4.2, 4.2, 10.8, 4.8))
    assert page.picture.crop(finder).getextrema() == (0, 0)  # type: ignore[arg-type]


def test_the_size_a_standard_fixes_is_kept():
    code = qr.make("SPC" + "x" * 200, emblem=swiss_cross(7 / 46), side_mm=46.0)
    assert refused(code, 30) == "qr.side-fixed"
    assert qr.pdf(code, 46) == qr.pdf(code)


def test_sizes_that_do_not_do_are_refused():
    assert refused(qr.make("x" * 200), 5) == "qr.print-too-small"
    assert refused(qr.make("x"), 2000) == "qr.print-too-large"


def test_a_drawing_has_the_width_asked_for():
    code = qr.make("x")
    assert f'width="{30 * 29 / 21:g}mm"' in qr.sized(code, 30).decode()
    with pytest.raises(InputErrors):
        qr.sized(code, 3)


def test_a_logo_that_is_a_code_itself_is_refused():
    emblem = qr.logo(qr.make("another", scale=10).png)
    code = qr.make("x", level="H", emblem=emblem)
    assert refused(code, 40) == "qr.emblem-reads"
