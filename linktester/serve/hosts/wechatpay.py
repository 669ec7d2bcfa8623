"""WeChat Pay's H5 cashier: the page looks at where it was set off before it hands the order to WeChat.

A real cashier compares the Referer's domain with the merchant's registered H5 domain. The emulator takes
the world's own sites as registered; in a world without sites any Referer will do.
"""

from urllib.parse import quote

from linktester import urls
from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, launching, missing
from linktester.serve.pages import page
from linktester.serve.shortcodes import hexes

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
    package = visit.asked.fields.get("package", hexes(prepay, 10))
    once, sign = hexes(prepay + "once", 32), hexes(prepay + "sign", 32)
    uri = (
        f"weixin://wap/pay?prepayid={quote(prepay, safe='')}&package={quote(package, safe='')}"
        f"&noncestr={once}&sign={sign}"
    )
    return launching("微信支付", "正在打开微信付款。", uri)


def _registered(visit: Visit) -> bool:
    referer = urls.parse(visit.asked.headers.get("referer", ""))
    if referer is None or not referer.hostname:
        return False
    sites = visit.asked.world.sites
    return not sites or referer.hostname.lower() in sites


HOSTS: dict[str, Handler] = {"wx.tenpay.com": cashier}
