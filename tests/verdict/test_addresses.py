from linktester import links, urls
from linktester.verdict import addresses
from tests.fakes.seen import ITEM_URL, item


def test_an_address_is_read_as_always() -> None:
    for text in (ITEM_URL, "https://[", "weixin://dl/business/?t=x", "\ud800", ""):
        assert addresses.parsed(text) == urls.parse(text)
        assert addresses.named(text) == links.identify(text)
    assert addresses.named(ITEM_URL) == item()


def test_long_addresses_are_read_but_not_kept() -> None:
    long = ITEM_URL + "&spm=" + "x" * addresses.LONGEST_KEPT
    assert addresses.parsed(long) == urls.parse(long)
    assert addresses.named(long) == item()
    assert addresses.parsed(long) is not addresses.parsed(long)
