import pytest
from PySide6.QtGui import QColor

from linktester import qr
from linktester.gui.widgets.codeview import QUIET, CodeView, picture_of
from tests.fakes.clips import octets_of


@pytest.fixture
def view(qtbot) -> CodeView:
    made = CodeView()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("side", [168, 251, 600])
def test_it_reads_off_the_screen_at_any_size(view: CodeView, side: int):
    code = qr.make("https://item.taobao.com/item.htm?id=600000000601")
    view.resize(side, side)
    view.show_modules(code.modules)
    (found,) = qr.read(octets_of(view))
    assert found.data == code.payload
    assert view.scale == side // (len(code.modules) + 2 * QUIET)
    assert view.modules == len(code.modules)


def test_modules_are_whole_pixels_in_black_and_white(view: CodeView):
    view.resize(300, 340)
    view.show_modules(qr.make("a").modules)
    image = view.grab().toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert colours == {QColor("white").rgb(), QColor("black").rgb()}


def test_without_a_code_it_is_a_white_page(view: CodeView):
    view.show_modules(qr.make("a").modules)
    view.show_modules(())
    image = view.grab().toImage()
    assert view.modules == 0
    assert view.scale == 0
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor("white")


def test_the_quiet_zone_is_part_of_the_picture():
    modules = qr.make("a").modules
    picture = picture_of(modules)
    assert picture.width() == len(modules) + 2 * QUIET
    assert all(picture.pixelColor(x, 0) == QColor("white") for x in range(picture.width()))
    assert picture.pixelColor(QUIET, QUIET) == QColor("black")
