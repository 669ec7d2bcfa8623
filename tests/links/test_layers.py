import pytest

from linktester.links import parse
from linktester.links.escape import encoded, to_base64
from linktester.links.layers import MAX_DEPTH, MAX_LAYERS
from linktester.links.notice import MAX_TEXT
from linktester.model.link import Parsed, Severity


def codes(parsed: Parsed) -> set[str]:
    return {finding.message.code for finding in parsed.findings}


def nested(depth: int) -> str:
    link = "https://shop.example/"
    for _ in range(depth):
        link = f"https://shop.example/?u={encoded(link)}"
    return link


def test_a_link_in_base64_in_a_link() -> None:
    inner = "tbopen://m.taobao.com/tbopen/index.html?h5Url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D1"
    wrapped = f"mqqapi://forward/url?url_prefix={to_base64(f'https://my.example/?go={encoded(inner)}')}"
    parsed = parse(wrapped)
    assert [(layer.depth, layer.where, layer.family) for layer in parsed.layers] == [
        (0, "", "qq-open"),
        (1, "query url_prefix (base64)", "web-page"),
        (2, "query go (percent)", "taobao-open"),
        (3, "query h5Url (percent)", "taobao-item"),
    ]
    assert parsed.layers[3].fields == {"id": "1"}
    assert parsed.link.identity.kind == "page"


def test_every_layer_is_decoded_once() -> None:
    parsed = parse("https://weibo.cn/sinaurl?u=https%3A%2F%2Fshop.example%2F%3Fq%3Da%2520b")
    assert parsed.layers[1].text == "https://shop.example/?q=a%20b"


def test_what_is_escaped_twice_is_shown_but_not_followed() -> None:
    parsed = parse("https://weibo.cn/sinaurl?u=https%253A%252F%252Fitem.jd.com%252F1.html")
    assert "links.double-encoded" in codes(parsed)
    assert not parsed.valid
    assert parsed.layers[1].family == "jd-item"
    assert parsed.link.identity.platform == "weibo"


def test_findings_of_inner_layers_name_their_layer() -> None:
    parsed = parse("taobao://item.taobao.com/item.htm?id=x")
    (finding,) = [finding for finding in parsed.findings if finding.severity is Severity.ERROR]
    assert finding.where == "layer 1: query id"


def test_depth_is_bounded() -> None:
    assert len(parse(nested(MAX_DEPTH - 1)).layers) == MAX_DEPTH
    parsed = parse(nested(MAX_DEPTH))
    assert len(parsed.layers) == MAX_DEPTH
    assert "links.too-deep" in codes(parsed)


def test_breadth_is_bounded() -> None:
    inner = encoded(f"https://a.example/?{'&'.join(f'v{n}=https%3A%2F%2Fb.example%2F' for n in range(10))}")
    parsed = parse("https://shop.example/?" + "&".join(f"u{n}={inner}" for n in range(10)))
    assert len(parsed.layers) == MAX_LAYERS
    assert "links.too-much" in codes(parsed)


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example/?" + "a=b&" * 250_000,
        "https://shop.example/?u=" + "%25" * 300_000,
        "weixin://" * 100_000,
        "intent:" + "#Intent;" * 120_000,
        "openjd://virtual?params=" + "%5B" * 20_000,
        "￥" * 1_000_000,
        "a" * 1_000_000,
        "\ud800" * 1_000_000,
    ],
    ids=lambda text: ascii(text[:24]),
)
def test_a_million_characters_are_read(text: str) -> None:
    assert parse(text).link.text == text


def test_longer_texts_are_cut_and_told() -> None:
    text = "https://shop.example/" + "a" * MAX_TEXT
    parsed = parse(text)
    assert parsed.link.text == text
    assert "links.too-long" in codes(parsed)
    assert not parsed.valid


def test_a_token_keeps_the_link_beside_it_as_a_layer() -> None:
    parsed = parse("http://m.tb.cn/h.3XYA5IW €g1IVbaMXxxK€")
    assert [(layer.where, layer.family) for layer in parsed.layers] == [
        ("", "taobao-token"),
        ("text", "taobao-short"),
    ]
    assert parsed.link.identity.params == {"text": "€g1IVbaMXxxK€"}
