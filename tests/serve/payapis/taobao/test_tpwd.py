import re
from datetime import timedelta

import pytest

from linktester import links
from linktester.serve.payapis.taobao.tpwd import find
from tests.fakes.openapis import Shop, api_call
from tests.fakes.payers import moved

CREATE, QUERY = "taobao.tbk.tpwd.create", "taobao.wireless.share.tpwd.query"


def queried(shop: Shop, text: str) -> dict[str, object]:
    return shop.ask(QUERY, password_content=text)["wireless_share_tpwd_query_response"]


def test_a_command_is_a_token_the_links_know(shop: Shop) -> None:
    url = shop.ground.credentials.bundle.taobao.sample_promotion_url
    data = shop.ask(CREATE, url=url)["tbk_tpwd_create_response"]["data"]
    assert re.fullmatch(r"￥[0-9A-Za-z]{11}￥", data["password_simple"])
    for text in data.values():
        parsed = links.parse(text)
        assert parsed.link.family == "taobao-token"
        assert parsed.layers[0].fields["token"] == data["password_simple"]


@pytest.mark.parametrize(
    "address",
    [
        "http://s.click.taobao.com/t?e=1",
        "https://item.taobao.com/item.htm?id=1",
        "https://s.click.taobao.com@evil.example/",
        "https://s.click.taobao.com.example/",
        "https://s.click.taobao.com:444/",
        "not a link",
        "taobao://uland.taobao.com/",
    ],
)
def test_only_promotion_links_become_commands(shop: Shop, address: str) -> None:
    told = shop.ask(CREATE, url=address)["error_response"]
    assert (told["code"], told["sub_code"]) == (15, "isv.invalid-parameter")
    assert told["sub_msg"] == "口令跳转url不支持口令转换"


@pytest.mark.parametrize("method", [CREATE, QUERY])
def test_what_is_missing(shop: Shop, method: str) -> None:
    assert shop.ask(method)["error_response"]["code"] == 40


def test_a_command_tells_where_it_leads(shop: Shop) -> None:
    simple = shop.command()
    url = shop.ground.credentials.bundle.taobao.sample_promotion_url
    for text in (simple, simple.strip("￥"), f"看看 {simple} 复制", simple.replace("￥", "€")):
        told = queried(shop, text)
        assert (told["suc"], told["url"], told["content"]) == (True, url, "一双鞋")
        assert links.parse(str(told["native_url"])).link.family == "taobao-open"


def test_unknown_and_old_commands_lead_nowhere(shop: Shop) -> None:
    simple = shop.command()
    assert queried(shop, "￥AbCdEfGhIjK￥")["suc"] is False
    assert queried(shop, "x" * 5_000)["suc"] is False
    moved(shop.ground, days=30, seconds=-1)
    assert queried(shop, simple)["suc"] is True
    moved(shop.ground, seconds=1)
    assert queried(shop, simple)["suc"] is False


def test_the_first_living_command_of_a_text_counts(shop: Shop) -> None:
    first, second = shop.command(), shop.command()
    call = api_call(shop.ground, "GET", "/router/rest")
    found = find(call, f"￥AbCdEfGhIjK￥ {second} {first}")
    assert found is not None
    assert found.key == f"taobao:tpwd:{second.strip('￥')}"
    assert found.expires_at == shop.ground.clock.now() + timedelta(days=30)
