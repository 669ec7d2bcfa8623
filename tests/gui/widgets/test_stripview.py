import pytest

from linktester import qr
from linktester.gui.widgets.stripview import QUIET, StripView
from linktester.qr.barcode import strip
from tests.fakes.clips import octets_of


@pytest.fixture
def view(qtbot) -> StripView:
    made = StripView()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("width", [333, 480, 1280])
def test_it_reads_off_the_screen_at_any_width(view: StripView, width: int):
    made = strip("130000000000000042")
    view.resize(width, 90)
    view.show_bars(made.bars)
    assert view.scale == width // (len(made.bars) + 2 * QUIET)
    assert [found.data for found in qr.read(octets_of(view))] == [made.payload]


def test_without_bars_it_is_not_there(view: StripView):
    view.show_bars((True, False, True))
    assert view.isVisible()
    assert view.scale > 0
    view.show_bars(())
    assert not view.isVisible()
    assert (view.scale, view.bars) == (0, ())
