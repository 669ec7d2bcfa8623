from linktester import links
from tests.fakes.visits import canonical, location, visit


def test_both_item_hosts_are_one_item() -> None:
    for url in (
        "https://item.jd.com/100006947212.html",
        "https://item.m.jd.com/product/100006947212.html?x=1",
    ):
        assert canonical(visit(url)) == "https://item.jd.com/100006947212.html"
        assert links.identify(url) == links.identify("https://item.jd.com/100006947212.html")


def test_a_short_link_leads_to_an_item() -> None:
    assert canonical(visit(location(visit("https://u.jd.com/abc123")))) is not None
    assert visit("https://u.jd.com/").status == 404


def test_other_pages_are_plain() -> None:
    assert canonical(visit("https://item.jd.com/")) == "https://item.jd.com/"
