"""UnionPay's codes: an order to QuickPass, a hint to everybody else."""

from linktester.model.link import PlatformId
from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, missing, thing
from linktester.serve.pages import page

UNIONPAY = PlatformId("unionpay")


def code(visit: Visit) -> Answer:
    """Answer a merchant's code."""
    if not visit.segments:
        return missing()
    if visit.app == UNIONPAY:
        return thing(visit, visit.own_address, "付款", words="仿真付款页，请核对收款方后输入金额。")
    return page("notice", title="云闪付收款码", words="请用云闪付或手机银行扫描这个二维码。")


HOSTS: dict[str, Handler] = {"qr.95516.com": code}
