import pytest

from linktester import links
from tests.fakes.visits import ALIPAY, WECHAT, canonical, location, visit

CODE = "https://qr.alipay.com/fkx12345abc"


def test_alipay_itself_sees_the_collect_page() -> None:
    assert canonical(visit(CODE, ALIPAY)) == CODE


@pytest.mark.parametrize("agent", ["", WECHAT])
def test_everybody_else_is_sent_to_try_the_app(agent: str) -> None:
    landing = location(visit(CODE, agent))
    assert landing.startswith("https://render.alipay.com/p/s/i/?scheme=alipays%3A%2F%2F")
    assert links.identify(landing) == links.identify(CODE)
    body = visit(landing, agent).body.decode()
    assert (
        'window.location.href = "alipays://platformapi/startapp?saId=10000007&qrcode=https%3A%2F%2F' in body
    )


@pytest.mark.parametrize("host", ["render.alipay.com/p/s/i", "ds.alipay.com", "ulink.alipay.com"])
def test_wrappers_try_alipays_schemes_only(host: str) -> None:
    assert b"alipays://platformapi" in visit(f"https://{host}/?scheme=alipays%3A%2F%2Fplatformapi%2Fa").body
    assert visit(f"https://{host}/?scheme=javascript%3Aalert(1)").status == 404
    assert visit(f"https://{host}/?scheme=weixin%3A%2F%2F").status == 404


def test_a_short_link_resolves_to_the_landing_page() -> None:
    assert location(visit("https://ur.alipay.com/a1b2")).startswith(
        "https://render.alipay.com/p/s/i/?scheme="
    )


def test_no_code_is_missing() -> None:
    assert visit("https://qr.alipay.com/").status == 404
    assert visit("https://qr.alipay.com/%3Cb%3E").status == 404
