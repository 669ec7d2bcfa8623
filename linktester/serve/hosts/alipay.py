"""Alipay's public hosts: codes, and the https wrappers that hand a scheme to the app.

A code shows its collect page to Alipay itself; everybody else is sent to the landing page, which tries to
open the app. The code of an order shows that order, and by being opened makes its trade.
"""

import re
from urllib.parse import quote

from linktester.model.link import PlatformId
from linktester.serve.exchange import Answer, redirect
from linktester.serve.hosts.visit import Handler, Visit, launching, missing, plain, short, thing
from linktester.serve.pages import page
from linktester.serve.payapis.alipay import PAYMENTS
from linktester.serve.payapis.alipay.money import yuan
from linktester.serve.payapis.payments import Refusal

ALIPAY = PlatformId("alipay")
_OVER = {
    "paid": "这个二维码的订单已经付过款了。",
    "closed": "这个二维码的交易已经关闭，请让商家重新下单。",
    "expired": "这个二维码已经失效，请让商家重新生成。",
}
_CODE = re.compile(r"[A-Za-z0-9]+")
_SCHEMES = ("alipays:", "alipay:", "alipayqr:")
_SCAN = "alipays://platformapi/startapp?saId=10000007&qrcode="
_LANDING = "https://render.alipay.com/p/s/i/?scheme="


def code(visit: Visit) -> Answer:
    """Answer a collection or pay code."""
    found = visit.segments[0] if visit.segments else ""
    if not _CODE.fullmatch(found):
        return missing()
    address = f"https://qr.alipay.com/{found}"
    if visit.app == ALIPAY:
        return _order(visit, address) or thing(
            visit, address, "付款", words="仿真收款页，请核对收款方后输入金额。"
        )
    return redirect(_LANDING + quote(_SCAN + quote(address, safe=""), safe=""))


def _order(visit: Visit, address: str) -> Answer | None:
    """Answer the code of an order; None for codes no order here has."""
    ground = visit.ground
    if ground is None or not PAYMENTS.knows(ground, address):
        return None
    try:
        order = PAYMENTS.scan(ground, address).order
    except Refusal as refusal:
        return page("notice", title="不能付款", words=_OVER.get(refusal.reason, _OVER["expired"]))
    assert order is not None
    words = f"{order.request['subject']}，¥ {yuan(order.total)}，商户订单号 {order.number}。"
    return thing(visit, address, "付款", words=words)


def landing(visit: Visit) -> Answer:
    """Answer a wrapper: a page that tries the scheme it carries, if it is one of Alipay's own."""
    scheme = visit.asked.fields.get("scheme", "")
    if not scheme.lower().startswith(_SCHEMES):
        return plain(visit) if not scheme else missing()
    return launching("打开支付宝", "如果没有自动打开，请点下面的按钮。", scheme)


HOSTS: dict[str, Handler] = {
    "qr.alipay.com": code,
    "render.alipay.com": landing,
    "ds.alipay.com": landing,
    "ulink.alipay.com": landing,
    "ur.alipay.com": short,
}
