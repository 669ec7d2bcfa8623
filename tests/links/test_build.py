import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.links import build, parse
from linktester.model.errors import InputErrors
from linktester.model.link import Intent


@pytest.mark.parametrize(
    ("family", "fields", "text"),
    [
        ("taobao-item", {"id": "1"}, "https://item.taobao.com/item.htm?id=1"),
        ("jd-item", {"sku": "1"}, "https://item.jd.com/1.html"),
        ("taobao-short", {"code": "3XYA5IW"}, "https://m.tb.cn/h.3XYA5IW"),
        ("taobao-short", {"e": "a=b"}, "https://s.click.taobao.com/t?e=a%3Db"),
        ("wechat-scheme-ticket", {"ticket": "a", "cq": "b=1"}, "weixin://dl/business/?t=a&cq=b%3D1"),
        ("wechatpay-collect", {"code": "f2f0x"}, "wxp://f2f0x"),
        (
            "taobao-open",
            {"h5_url": "https://item.taobao.com/item.htm?id=1"},
            "tbopen://m.taobao.com/tbopen/index.html?h5Url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D1",
        ),
        (
            "taobao-scheme",
            {"page": "https://item.taobao.com/item.htm?id=1"},
            "taobao://item.taobao.com/item.htm?id=1",
        ),
        (
            "jd-open",
            {"des": "productDetail", "sku": "1"},
            (
                "openapp.jdmobile://virtual?params="
                "%7B%22category%22%3A%22jump%22%2C%22des%22%3A%22productDetail%22%2C%22skuId%22%3A%221%22%7D"
            ),
        ),
        (
            "qq-open",
            {"url_prefix": "https://shop.example/a?b=1"},
            "mqqapi://forward/url?url_prefix=aHR0cHM6Ly9zaG9wLmV4YW1wbGUvYT9iPTE%3D&version=1&src_type=web",
        ),
        (
            "alipay-ulink",
            {"scheme": "alipays://platformapi/startapp?appId=1"},
            "https://ulink.alipay.com/?scheme=alipays%3A%2F%2Fplatformapi%2Fstartapp%3FappId%3D1",
        ),
        ("douyin-scheme", {"url": "https://a/"}, "snssdk1128://webview?url=https%3A%2F%2Fa%2F"),
        ("unionpay-wallet", {"page": "shop.example/a?b=1"}, "upwallet://html/shop.example/a?b=1"),
        ("alipay-sdk", {"order": '{"a":1}'}, "alipay://alipayclient?%7B%22a%22%3A1%7D"),
        ("taobao-token", {"token": "￥dAEYbi4KO4D￥"}, "￥dAEYbi4KO4D￥"),
        ("campaign", {"url": "https://my.example/a"}, "https://my.example/a"),
        ("douyin-shop", {"url": "https://my.example/a"}, "https://my.example/a"),
        ("taobao-launch", {}, "taobao://"),
        (
            "android-intent",
            {"data": "weixin://dl/business/?t=a", "package": "com.tencent.mm"},
            "intent://dl/business/?t=a#Intent;scheme=weixin;package=com.tencent.mm;end",
        ),
    ],
)
def test_links_are_written_in_the_first_fitting_form(family: str, fields: dict[str, str], text: str) -> None:
    link = build(family, fields)
    assert (link.text, link.family) == (text, family)


def test_the_intent_may_be_set() -> None:
    assert build("taobao-item", {"id": "1"}, intent=Intent.APP).intent is Intent.APP


@pytest.mark.parametrize(
    ("family", "fields", "codes"),
    [
        ("no-family", {}, ["links.no-such-family"]),
        ("taobao-item", {}, ["links.field-missing"]),
        ("taobao-item", {"id": ""}, ["links.field-missing"]),
        ("taobao-item", {"id": "1", "x": "2"}, ["links.no-such-field"]),
        (
            "taobao-item",
            {"x": "\ud800"},
            ["links.no-such-field", "links.lone-surrogate", "links.field-missing"],
        ),
        ("taobao-item", {"id": "a"}, ["links.field-charset"]),
        ("unionpay-qr", {"institution": "1x", "code": "1"}, ["links.field-charset", "links.field-short"]),
        ("taobao-token", {"token": "hello"}, ["links.builds-another"]),
        ("web-page", {"url": "https://item.jd.com/1.html"}, ["links.builds-another"]),
        ("taobao-short", {}, ["links.no-form"]),
    ],
)
def test_everything_wrong_is_told(family: str, fields: dict[str, str], codes: list[str]) -> None:
    with pytest.raises(InputErrors) as caught:
        build(family, fields)
    found = [problem.message.code for problem in caught.value.problems]
    assert found[: len(codes)] == codes


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_value_survives_being_built_and_read(value: str) -> None:
    link = build("dianping-open", {"keyword": value})
    assert dict(link.identity.params) == {"path": "searchshoplist", "keyword": value}
    assert parse(link.text).link.identity == link.identity


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_json_member_survives(value: str) -> None:
    link = build("jd-open", {"des": "productList", "key_word": value})
    assert link.identity.params["keyWord"] == value
