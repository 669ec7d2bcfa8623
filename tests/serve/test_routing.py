from hypothesis import given
from hypothesis import strategies as st

from linktester.serve.routing import address_of, host_name, path_and_query


def test_an_absolute_target_wins_over_host() -> None:
    found = address_of(b"http://M.TB.cn:80/h.abc?x=1#y", b"127.0.0.1:4000")
    assert (found.host, found.authority, found.path, found.query) == (
        "m.tb.cn",
        "M.TB.cn:80",
        "/h.abc",
        "x=1",
    )


def test_an_absolute_target_without_path_asks_for_the_root() -> None:
    assert address_of(b"https://a.example", b"b.example").path == "/"


def test_the_host_header_decides_otherwise() -> None:
    found = address_of(b"/a?b?c", b"User@Qr.Alipay.com.:443")
    assert (found.host, found.path, found.query) == ("qr.alipay.com", "/a", "b?c")


def test_a_scheme_in_the_path_is_no_authority() -> None:
    assert address_of(b"/http://a.example/", b"b.example").host == "b.example"


def test_ipv6_literals_lose_brackets_and_port() -> None:
    assert host_name("[::1]:8080") == "::1"
    assert host_name("[::1]") == "::1"


@given(st.binary(max_size=60), st.none() | st.binary(max_size=30))
def test_nothing_raises_and_paths_are_never_empty(target: bytes, host: bytes | None) -> None:
    found = address_of(target, host)
    assert found.path
    assert found.host == found.host.lower()


def test_what_signatures_cover_is_taken_as_it_was_sent() -> None:
    assert path_and_query(b"http://127.0.0.1:80/gateway.do?a=%E5+b&?#x") == "/gateway.do?a=%E5+b&?"
    assert path_and_query(b"/v3/a?") == "/v3/a?"
    assert path_and_query(b"http://127.0.0.1") == "/"
