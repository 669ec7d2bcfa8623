import pytest

from linktester.links.pieces import MAX_PARAMETERS, cut


def test_web_links_are_cut_as_browsers_read_them() -> None:
    pieces = cut(" HTTPS://Shop.Example:443\\a/../b?x=1+2&y=%E4%BA%BA#z ")
    assert (pieces.scheme, pieces.host, pieces.port, pieces.path) == ("https", "shop.example", "", "/b")
    assert {name: param.value for name, param in pieces.by_name.items()} == {"x": "1 2", "y": "人"}
    assert (pieces.search, pieces.fragment) == ("x=1+2&y=%E4%BA%BA", "z")


def test_custom_links_are_cut_as_written() -> None:
    pieces = cut("OpenApp.jdMobile://Virtual/A%2Fb?x=1+2&x=3#Frag#2")
    assert (pieces.scheme, pieces.host, pieces.path) == ("openapp.jdmobile", "virtual", "/A%2Fb")
    assert pieces.place == "Virtual/A%2Fb"
    assert pieces.by_name["x"].value == "1+2"
    assert [param.value for param in pieces.params] == ["1+2", "3"]
    assert pieces.fragment == "Frag#2"
    assert pieces.url is None


@pytest.mark.parametrize(
    ("text", "host", "path", "place"),
    [
        ("weixin:///dl", "", "/dl", "/dl"),
        ("weixin:dl/x", "", "dl/x", "dl/x"),
        ("weixin:", "", "", ""),
        ("weixin://dl", "dl", "", "dl"),
        ("weixin://u@DL:80/x", "dl", "/x", "u@DL:80/x"),
        ("weixin://dl:x/y", "dl:x", "/y", "dl:x/y"),
    ],
)
def test_places_of_custom_links(text: str, host: str, path: str, place: str) -> None:
    pieces = cut(text)
    assert (pieces.host, pieces.path, pieces.place) == (host, path, place)


@pytest.mark.parametrize("text", ["", "no scheme", "https://", "://x"])
def test_what_is_no_link_has_no_scheme(text: str) -> None:
    assert cut(text).scheme == ""


def test_parameters_are_bounded() -> None:
    assert len(cut("x://?" + "a=1&" * (MAX_PARAMETERS + 5)).params) == MAX_PARAMETERS
