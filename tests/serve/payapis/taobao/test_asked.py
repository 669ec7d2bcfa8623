from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.taobao.asked import read
from tests.fakes.openapis import Shop, api_call

FORM = "application/x-www-form-urlencoded;charset=UTF-8"


def test_query_and_form_are_one(shop: Shop) -> None:
    call = api_call(shop.ground, "POST", "/router/rest?a=1&b=%E9%9E%8B", b"c=x+y&a=2", content_type=FORM)
    assert read(call).params == {"a": "1", "b": "鞋", "c": "x y"}


def test_forms_without_a_type_are_forms_and_files_are_not_read(shop: Shop) -> None:
    assert read(api_call(shop.ground, "POST", "/router/rest", b"c=1")).params == {"c": "1"}
    sent = api_call(
        shop.ground, "POST", "/router/rest", b"c=1", content_type="multipart/form-data; boundary=x"
    )
    assert read(sent).params == {}


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=8), max_size=4))
def test_whatever_is_encoded_comes_back(params: dict[str, str]) -> None:
    body = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in params.items())
    call = api_call(None, "POST", "/router/rest", body.encode())  # type: ignore[arg-type]
    assert read(call).params == params


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=80))
def test_any_octets_are_read(octets: bytes) -> None:
    assert isinstance(read(api_call(None, "POST", "/router/rest", octets)).params, dict)  # type: ignore[arg-type]
