import pytest

from linktester.oslinks.ios import Circumstances, Origin, Receiver
from linktester.oslinks.ios.taps import INTERCEPTED, ORIGINS, SAME_HOST


def test_every_origin_has_a_row() -> None:
    assert set(ORIGINS) == set(Origin)


@pytest.mark.parametrize(
    ("page_host", "stays"),
    [("shop.example", True), ("SHOP.example", True), ("www.shop.example", False), (None, False)],
)
def test_safari_stays_on_the_same_host_only(page_host: str | None, stays: bool) -> None:
    given = Circumstances(Origin.SAFARI_TAP, page_host=page_host)
    assert (given.row("shop.example") is SAME_HOST) is stays


def test_a_web_view_can_keep_links() -> None:
    assert Circumstances(Origin.WEB_VIEW_TAP, intercepts=True).row("h") is INTERCEPTED
    assert Circumstances(Origin.WEB_VIEW_TAP).row("h").receiver is Receiver.APP
