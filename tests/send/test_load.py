from linktester import urls
from linktester.send.load import Load, asked, base_headers
from linktester.send.transport import Side
from linktester.urls import Url
from tests.fakes.trips import ATrip


def url(text: str) -> Url:
    found = urls.parse(text)
    assert found is not None
    return found


def test_a_page_is_asked_for_as_a_phone_does() -> None:
    trip = ATrip()
    load = Load(url=url("https://a.example/x?y=1#z"), referer="https://b.example/")
    ask = asked(trip, load, Side.EMULATED, base_headers("phone"))  # type: ignore[arg-type]
    headers = dict(ask.headers)
    assert (ask.method, ask.target, ask.body) == ("GET", b"/x?y=1", b"")
    assert (headers["Host"], headers["Referer"], headers["User-Agent"]) == (
        "a.example",
        "https://b.example/",
        "phone",
    )
    assert "Origin" not in headers


def test_cookies_go_back_where_they_came_from() -> None:
    trip = ATrip()
    trip.cookies.take(url("https://a.example/"), (("Set-Cookie", "k=v"),))
    for host, sent in (("a.example", "k=v"), ("b.example", None)):
        ask = asked(trip, Load(url=url(f"https://{host}/")), Side.EMULATED, ())  # type: ignore[arg-type]
        assert dict(ask.headers).get("Cookie") == sent


def test_a_form_is_sent_with_its_origin() -> None:
    load = Load(url=url("https://a.example/pay"), form=b"outcome=success")
    ask = asked(ATrip(), load, Side.EMULATED, ())  # type: ignore[arg-type]
    assert (ask.method, ask.body) == ("POST", b"outcome=success")
    assert dict(ask.headers)["Origin"] == "https://a.example"


def test_the_links_own_octets_win() -> None:
    load = Load(url=url("https://a.example/x"), target=b"/X")
    assert asked(ATrip(), load, Side.EMULATED, ()).target == b"/X"  # type: ignore[arg-type]
