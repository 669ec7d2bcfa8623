from urllib.parse import urlencode

import pytest

from tests.fakes.openapis import Shop
from tests.fakes.payers import said


@pytest.mark.parametrize(
    ("method", "target", "code"),
    [
        ("GET", "/router/rest?format=json", 21),
        ("GET", "/router/rest?format=json&method=taobao.nothing", 22),
        ("GET", "/router/restful?format=json&method=taobao.tbk.tpwd.create", 22),
        ("PUT", "/router/rest?format=json&method=taobao.tbk.tpwd.create", 9),
        ("GET", "/router/rest?format=json&method=taobao.tbk.tpwd.create", 28),
    ],
)
def test_paths_and_methods(shop: Shop, method: str, target: str, code: int) -> None:
    answer = shop.send(method, target)
    assert (answer.status, said(answer)["error_response"]["code"]) == (200, code)


def test_an_unknown_method_is_named(shop: Shop) -> None:
    told = said(shop.send("GET", "/router/rest?format=json&method=taobao.nothing"))["error_response"]
    assert told["sub_msg"].endswith("taobao.nothing")


def test_parameters_may_be_split_between_query_and_form(shop: Shop) -> None:
    url = shop.ground.credentials.bundle.taobao.sample_promotion_url
    params = shop.params("taobao.tbk.tpwd.create", url=url, text="鞋 &+=%")
    form = {name: params.pop(name) for name in ("url", "text")}
    answer = shop.send("POST", "/router/rest?" + urlencode(params), urlencode(form).encode())
    assert "tbk_tpwd_create_response" in said(answer)
