import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.links import identify, parse
from linktester.model.link import Content, Intent, Parsed
from linktester.model.world import Site

GROUPS = tomllib.loads(
    (Path(__file__).parents[1] / "vectors" / "links" / "same_identity.toml").read_text(encoding="utf-8")
)["group"]
SAME = [(group, link) for group in GROUPS for link in group["links"]]


def codes(parsed: Parsed) -> set[str]:
    return {finding.message.code for finding in parsed.findings}


@pytest.mark.parametrize(("group", "link"), SAME, ids=[link[:60] for _, link in SAME])
def test_links_to_one_thing_share_its_identity(group, link: str) -> None:
    found = identify(link)
    assert found is not None
    assert (found.platform, found.kind, dict(found.params)) == (
        group["platform"],
        group["kind"],
        group["params"],
    )
    assert parse(link).valid


@pytest.mark.parametrize("text", ["", "no link", "shop.example/a", "￥dAEYbi4KO4D￥", "https://h:99999/"])
def test_identify_says_none_for_what_is_no_link(text: str) -> None:
    assert identify(text) is None


def test_intent_and_content_may_be_overridden() -> None:
    link = parse("https://item.jd.com/1.html", intent=Intent.APP, content=Content.CAMPAIGN).link
    assert (link.family, link.intent, link.content) == ("jd-item", Intent.APP, Content.CAMPAIGN)


def test_a_declared_campaign_is_a_campaign() -> None:
    assert parse("https://my.example/", content=Content.CAMPAIGN).link.family == "campaign"
    site = Site(host="my.example", content=Content.CAMPAIGN)
    link = parse("https://my.example/", sites=(site,)).link
    assert (link.family, link.content) == ("campaign", Content.CAMPAIGN)
    assert parse("https://other.example/", sites=(site,)).link.family == "web-page"


def test_a_site_tells_its_owner_but_not_another_identity() -> None:
    site = Site(host="my.example", owner="taobao")  # type: ignore[arg-type]
    link = parse("https://my.example/a", sites=(site,)).link
    assert (link.target, link.content) == ("taobao", Content.E_COMMERCE)
    assert link.identity == identify("https://my.example/a")


def test_pages_of_catalogued_hosts_have_their_owner() -> None:
    link = parse("https://s.taobao.com/?q=shoes").link
    assert (link.family, link.target, link.content) == ("web-page", "taobao", Content.E_COMMERCE)
    assert (link.identity.platform, link.identity.kind) == ("taobao", "page")


def test_unknown_schemes_belong_to_nobody() -> None:
    link = parse("MyShop://Item/1").link
    assert (link.family, link.target, link.intent) == ("custom-scheme", "web", Intent.APP)
    assert dict(link.identity.params) == {"uri": "MyShop://Item/1"}


def test_the_text_is_kept_as_given() -> None:
    text = "  OPENAPP.jdmobile://virtual?params=%7b%7d \ud800"
    assert parse(text).link.text == text


def test_opaque_links_say_so() -> None:
    assert parse("https://m.tb.cn/h.3XYA5IW").link.opaque
    assert parse("weixin://dl/business/?t=abc").link.opaque
    assert parse("https://weibo.cn/sinaurl?u=http%3A%2F%2Ft.cn%2FA6abcde").link.opaque
    assert not parse("https://item.jd.com/1.html").link.opaque


def test_tracking_is_told_apart() -> None:
    link = parse("https://mp.weixin.qq.com/s/abc?scene=1&sharer_shareid=2&x=3").link
    assert dict(link.tracking) == {"scene": "1", "sharer_shareid": "2"}


def test_a_package_tells_whose_intent_it_is() -> None:
    link = parse("intent:#Intent;package=com.eg.android.AlipayGphone;end").link
    assert (link.target, link.identity.kind) == ("alipay", "launch")
    assert parse("intent:#Intent;package=com.example;end").link.target == "web"


def test_a_path_nobody_recorded_is_told() -> None:
    parsed = parse("weixin://dl/moments")
    assert parsed.link.identity_only
    assert "links.path-unrecorded" in codes(parsed)
    assert parsed.valid


def test_a_message_around_a_link_is_told() -> None:
    parsed = parse("看 https://item.jd.com/1.html")
    assert parsed.link.family == "jd-item"
    assert "links.surrounding-text" in codes(parsed)


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_nothing_raises(text: str) -> None:
    parsed = parse(text)
    assert parsed.link.text == text
    assert parsed.layers
    assert parsed == parse(text)


@given(
    st.sampled_from(["https://", "weixin://", "tbopen://m.taobao.com/tbopen/index.html?h5Url=", "intent:"]),
    st.text(alphabet=st.characters(codec=None), max_size=80),
)
@settings(max_examples=200, deadline=None)
def test_nothing_raises_behind_a_known_scheme(start: str, rest: str) -> None:
    assert parse(start + rest).link.text == start + rest
