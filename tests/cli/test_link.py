import json

from tests.fakes.terminals import say

NESTED = "alipays://platformapi/startapp?appId=20000067&url=https%3A%2F%2Fexample.com%2Fa"


def test_a_link_is_explained_layer_by_layer():
    said = say("link", "explain", NESTED)
    assert said.code == 0
    assert "Family\tAlipay startapp scheme (alipay-startapp)" in said.out
    assert "Layer 0" in said.out
    assert "Layer 1" in said.out
    assert "https://example.com/a" in said.out


def test_a_link_is_read_from_standard_input():
    assert "taobao-item" in say("link", "explain", "-", typed="https://item.taobao.com/item.htm?id=1\n").out


def test_json_is_json():
    document = json.loads(say("link", "explain", NESTED, "--json").out)
    assert document["link"]["family"] == "alipay-startapp"
    assert document["layers"][0]["text"] == NESTED


def test_hostile_text_is_explained_without_harm():
    said = say("link", "explain", "javascript:\x1b[2J\u202ealert(1)[red]", screen=True)
    assert said.code == 0
    assert "\x1b[2J" not in said.out
    assert "\u202e" not in said.out


def test_a_link_is_built():
    assert (
        say("link", "build", "taobao-item", "id=520000000001").out
        == "https://item.taobao.com/item.htm?id=520000000001\n"
    )


def test_all_mistakes_of_a_building_are_told():
    said = say("link", "build", "taobao-item", "ids=1", "nonsense")
    assert said.code == 2
    assert "NAME=VALUE" in said.err


def test_families_are_listed_with_their_fields():
    said = say("link", "build", "--list")
    assert any(line.startswith("taobao-item\tTaobao\tid*") for line in said.lines)


def test_nothing_to_explain_is_told():
    for typed in ("", " \n"):
        said = say("link", "explain", "-", typed=typed)
        assert (said.code, said.out) == (2, "")
        assert "empty" in said.err


def test_an_order_is_explained_in_words():
    said = say("link", "explain", "linktester://order/wechatpay/native?fen=1234&subject=tea&scan_after=60")
    assert "Intended\tWeChat Pay QR code (Native) · ¥12.34 · tea · opened 60 s after the order" in said.out
    assert "Order, made when it is run" in said.out
    assert "Times\topened 60 s after the order" in said.out
    assert "Order, made" not in say("link", "explain", NESTED).out
