import json

import pytest

from linktester.model.link import PlatformId
from linktester.model.world import Route, Site
from linktester.send import LIMITS
from linktester.send.page import Page
from linktester.serve.exchange import Answer
from linktester.serve.hosts.site import answer
from tests.fakes.emulator import asked

WECHAT, ALIPAY = PlatformId("wechat"), PlatformId("alipay")
CALL = '{"appId":"wx1","package":"prepay_id=wx2","paySign":"a="}'
REQUEST = asked("https://shop.example/a?b=1&nsukey=x")


def test_a_stand_in_states_the_address_asked_for() -> None:
    body = answer(Site(host="shop.example", title="我的店"), REQUEST).body.decode()
    assert 'rel="canonical" href="https://shop.example/a?b=1"' in body
    assert "<h1>我的店</h1>" in body


def test_it_may_state_nothing() -> None:
    assert b"canonical" not in answer(Site(host="shop.example", canonical=False), REQUEST).body


def test_its_status_is_the_tests_own() -> None:
    assert answer(Site(host="shop.example", status=410), REQUEST).status == 410
    assert answer(Site(host="shop.example", status=9), REQUEST).status == 200


@pytest.mark.parametrize(("status", "sent"), [(307, 307), (200, 302)])
def test_it_may_redirect(status: int, sent: int) -> None:
    found = answer(Site(host="shop.example", status=status, redirect="https://b.example/商"), REQUEST)
    assert (found.status, found.headers) == (sent, ((b"location", b"https://b.example/%E5%95%86"),))


def visited(agent: str, *routes: Route) -> Answer:
    site = Site(host="pay.example", routes=routes)
    return answer(site, asked("https://pay.example/q/1", agent=agent))


def test_it_sends_the_visitors_of_an_app_their_own_way() -> None:
    routes = (Route(ALIPAY, "https://openapi.alipay.com/gateway.do?a=1"), Route(WECHAT, CALL))
    sent = visited("x AlipayClient/10.3", *routes)
    assert (sent.status, sent.headers) == (
        302,
        ((b"location", b"https://openapi.alipay.com/gateway.do?a=1"),),
    )
    assert visited("Mozilla/5.0 Chrome/131", *routes).status == 200
    assert b"WeixinJSBridge" not in visited("Mozilla/5.0 Chrome/131", *routes).body


def test_its_page_hands_an_order_to_the_bridge() -> None:
    html = visited("x MicroMessenger/8.0", Route(WECHAT, CALL)).body
    page = Page(html, "text/html", LIMITS)
    (move,) = page.scripts.read().moves
    assert (move.address, move.hosts) == (CALL, (WECHAT,))


def test_what_is_handed_over_cannot_leave_its_script() -> None:
    call = json.dumps({"package": "</script><script>location='https://evil.example/'//"})
    html = visited("x MicroMessenger/8.0", Route(WECHAT, call)).body
    assert b"</script><script>" not in html
    (move,) = Page(html, "text/html", LIMITS).scripts.read().moves
    assert json.loads(move.address) == json.loads(call)
