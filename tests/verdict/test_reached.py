from linktester import urls
from linktester.model.evidence import PageFacts
from linktester.model.link import ParamChange
from linktester.verdict.reached import Claim, claim, differences, equal, same
from tests.fakes.seen import ITEM_URL, OTHER_URL, item, site


def claimed(url: str, canonical: str | None = None, og_url: str | None = None) -> Claim | None:
    parsed = urls.parse(url)
    assert parsed is not None
    return claim(parsed, PageFacts(canonical=canonical, og_url=og_url))


def test_a_page_that_says_nothing_claims_nothing() -> None:
    assert claimed(ITEM_URL) is None
    assert claimed(ITEM_URL, "") is None
    assert claimed(ITEM_URL, "https://") is None
    assert claimed(ITEM_URL, "javascript:void(0)") is None


def test_canonical_goes_before_og_url() -> None:
    found = claimed(ITEM_URL, ITEM_URL, OTHER_URL)
    assert found is not None
    assert found.stated == item()
    assert found.agrees


def test_og_url_stands_in() -> None:
    found = claimed(ITEM_URL, None, ITEM_URL)
    assert found is not None
    assert found.against(item()) == item()


def test_a_relative_statement_is_read_against_the_address() -> None:
    found = claimed("https://shop.example/p/1?utm_source=x", "/p/1")
    assert found is not None
    assert same(site("https://shop.example/p/1"), found.against(site("https://shop.example/p/1")))


def test_an_address_with_more_than_the_statement_agrees() -> None:
    found = claimed(ITEM_URL + "&nsukey=abc", ITEM_URL)
    assert found is not None
    assert found.agrees


def test_an_address_that_lacks_what_the_page_states_contradicts_it() -> None:
    found = claimed("https://item.taobao.com/item.htm", ITEM_URL)
    assert found is not None
    assert not found.agrees


def test_of_two_contradicting_names_the_unintended_one_counts() -> None:
    wrong_page = claimed(ITEM_URL, OTHER_URL)
    wrong_address = claimed(OTHER_URL, ITEM_URL)
    assert wrong_page is not None
    assert wrong_address is not None
    assert wrong_page.against(item()) == item("600000000002")
    assert wrong_address.against(item()) == item("600000000002")


def test_a_mirror_cannot_claim_to_be_somebody_else() -> None:
    found = claimed("https://mirror.example.net/x", ITEM_URL)
    assert found is not None
    assert found.against(item()).platform == "web"


def test_another_host_of_the_same_house_may_state_the_item() -> None:
    found = claimed("https://h5.m.taobao.com/awp/core/detail.htm?id=600000000001", ITEM_URL)
    assert found is not None
    assert found.against(item()) == item()


def test_a_site_may_state_its_other_host() -> None:
    for address, statement, agrees in (
        ("https://m.shop.example/p/1", "https://www.shop.example/p?id=1", True),
        ("https://m.shop.com.cn/p/1", "https://www.shop.com.cn/p?id=1", True),
        ("https://other.com.cn/p/1", "https://www.shop.com.cn/p?id=1", False),
        ("https://evil.example/p/1", "https://shop.test/p/1", False),
    ):
        found = claimed(address, statement)
        assert found is not None
        assert found.agrees is agrees, address


def test_the_upgrade_to_https_is_no_difference() -> None:
    assert same(site("http://shop.example/p"), site("https://shop.example/p"))
    assert equal(site("https://shop.example/p"), site("http://shop.example/p"))
    assert not same(site("ftp://shop.example/p"), site("https://shop.example/p"))


def test_platform_and_kind_count() -> None:
    assert not equal(item(), item(platform="tmall"))
    assert not equal(item(), site(ITEM_URL))


def test_a_changed_parameter_is_told() -> None:
    (line,) = differences(item("1"), item("2"))
    assert (line.name, line.intended, line.reached, line.change) == ("id", "1", "2", ParamChange.CHANGED)
    assert not equal(item("1"), item("2"))


def test_tracking_never_decides() -> None:
    reached = item()
    tracked = type(reached)(reached.platform, reached.kind, {**reached.params, "spm": "a.b"})
    assert equal(item(), tracked, ("spm",))
    assert not equal(item(), tracked)
