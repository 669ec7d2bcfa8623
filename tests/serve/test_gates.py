from linktester import links
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import Site
from linktester.serve.gates import Stand, read
from tests.fakes.emulator import DATE, world
from tests.fakes.gates import ruling


def test_a_site_has_the_owner_it_was_given() -> None:
    mine = world(DATE, Site(host="shop.example", owner=PlatformId("taobao")))
    assert read("https://shop.example/a", mine).link.target == "taobao"
    assert read("https://shop.example/a", world()).link.target == "web"


def test_reading_is_the_grammar_of_links_for_long_texts_too() -> None:
    long = "https://item.taobao.com/item.htm?id=1&x=" + "y" * 5_000
    assert read(long, world()) == links.parse(long)


def test_a_ruling_tells_its_gap() -> None:
    assert ruling("open", "client").gap is None
    assert ruling("conflict", "client").gap == "conflict"
    assert ruling(None, "host").gap is None


def test_stands_are_hashable_so_that_answers_can_be_kept() -> None:
    stand = Stand(PlatformId("wechat"), Surface("chat"), Entry.TAP, OS.IOS)
    assert {stand: 1}[Stand(PlatformId("wechat"), Surface("chat"), Entry.TAP, OS.IOS)] == 1
