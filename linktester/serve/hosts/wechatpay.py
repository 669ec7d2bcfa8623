"""WeChat Pay's H5 cashier: the page looks at where it was set off before it hands the order to WeChat.

A real cashier compares the Referer's domain with the merchant's registered H5 domain. The emulator takes
the world's own sites as registered; in a world without sites any Referer will do. An order of the ledger
shows why it cannot be paid any more; of a link nobody made here nothing is known.
"""

from urllib.parse import quote

from linktester import urls
from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, launching, missing
from linktester.serve.pages import page
from linktester.serve.payapis.payments import Refusal
from linktester.serve.payapis.wechatpay import PAYMENTS
from linktester.serve.shortcodes import hexes

_WHY = {
    "expired": "支付链接已过期，请回到商户页面重新下单。",
    "closed": "订单已关闭，请回到商户页面重新下单。",
    "paid": "订单已支付，请勿重复付款。",
}
_CASHIER = "/cgi-bin/mmpayweb-bin/checkmweb"


def cashier(visit: Visit) -> Answer:
    """Answer the H5 link of an order."""
    prepay = visit.asked.fields.get("prepay_id", "")
    if visit.asked.path != _CASHIER or not prepay:
        return missing()
    if not _registered(visit):
        return page(
            "notice", title="商户参数有误", words="发起支付的网页不是商户登记的域名，请联系商户处理。"
        )
    over = _why_over(visit)
    if over:
        return page("notice", title="无法支付", words=over)
    package = visit.asked.fields.get("package", hexes(prepay, 10))
    once, sign = hexes(prepay + "once", 32), hexes(prepay + "sign", 32)
    uri = (
        f"weixin://wap/pay?prepayid={quote(prepay, safe='')}&package={quote(package, safe='')}"
        f"&noncestr={once}&sign={sign}"
    )
    return launching("微信支付", "正在打开微信付款。", uri)


def _why_over(visit: Visit) -> str:
    """Return why the order behind the link cannot be paid, empty when it can or is not known."""
    if visit.ground is None:
        return ""
    try:
        PAYMENTS.scan(visit.ground, visit.asked.url)
    except Refusal as refusal:
        return _WHY.get(refusal.reason, "")
    return ""


def _registered(visit: Visit) -> bool:
    referer = urls.parse(visit.asked.headers.get("referer", ""))
    if referer is None or not referer.hostname:
        return False
    sites = visit.asked.world.sites
    return not sites or referer.hostname.lower() in sites


HOSTS: dict[str, Handler] = {"wx.tenpay.com": cashier}
