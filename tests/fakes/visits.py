"""Visits to emulated public hosts, straight to the page's function."""

from linktester import links
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.hosts import HANDLERS
from linktester.serve.hosts.visit import Visit
from linktester.serve.worlds import World
from tests.fakes.emulator import asked

WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1) MicroMessenger/8.0.46"
ALIPAY = "Mozilla/5.0 (iPhone; CPU iPhone OS 11_2_6) AliApp(AP/10.1.18.449) AlipayClient/10.1.18.449"
WEIBO = "Mozilla/5.0 (iPhone; CPU iPhone OS 12_0) Weibo (iPhone8,2__weibo__8.9.3__iphone__os12.0)"
UNIONPAY = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6_2) (UnionPay/1.0 CloudPay)"


def visit(
    url: str,
    agent: str = "",
    *,
    referer: str = "",
    in_world: World | None = None,
    ground: Ground | None = None,
) -> Answer:
    """Return what the emulated host of `url` answers to a visitor with this User-Agent."""
    request = asked(url, agent=agent, referer=referer, in_world=in_world)
    return HANDLERS[request.host](Visit(request, links.catalogue().of_host(request.host), ground))


def canonical(answer: Answer) -> str | None:
    """Return the identity a page states, None when it states none."""
    _, found, rest = answer.body.decode().partition('rel="canonical" href="')
    return rest.partition('"')[0].replace("&amp;", "&") if found else None


def location(answer: Answer) -> str:
    """Return where a redirect leads."""
    assert answer.status == 302, answer
    return dict(answer.headers)[b"location"].decode()
