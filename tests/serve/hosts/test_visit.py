from linktester.model.phone import OS
from linktester.serve.hosts.visit import Visit, launching, missing, plain, short, thing
from tests.fakes.emulator import asked

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1) MicroMessenger/8.0.46"


def test_a_visit_knows_who_comes_and_where() -> None:
    visit = Visit(asked("https://a.example//x/y%2f/?nsukey=1&b=2&continueFlag=3", agent=IPHONE), None)
    assert (visit.app, visit.os, visit.who) == ("wechat", OS.IOS, "a.example")
    assert visit.segments == ("x", "y%2f")
    assert visit.own_address == "https://a.example//x/y%2f/?b=2"


def test_pages_state_one_identity_twice() -> None:
    body = thing(Visit(asked("https://a.example/"), None), "https://b.example/?c=1&d=2", "B").body.decode()
    assert body.count("https://b.example/?c=1&amp;d=2") == 2
    assert b'href="https://a.example/x"' in plain(Visit(asked("https://a.example/x"), None)).body


def test_launching_tries_by_script_and_offers_a_tap() -> None:
    body = launching("t", "w", "weixin://a?b=1&c=2").body.decode()
    assert 'window.location.href = "weixin://a?b=1&c=2";' in body
    assert 'href="weixin://a?b=1&amp;c=2"' in body


def test_short_links_redirect_or_are_missing() -> None:
    there = short(Visit(asked("https://u.jd.com/abc"), None))
    assert (there.status, there.headers[0][0]) == (302, b"location")
    assert short(Visit(asked("https://u.jd.com/"), None)).status == 404
    assert missing().status == 404
