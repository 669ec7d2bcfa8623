"""A checkout: which payment methods an app offers at the date, and the hand-off when one is taken.

The app's own method is always there. What is known of the others comes from the packs; the method the
question is about must be known, or nobody may say.
"""

from linktester.model.hostprotocol import ClientAnswer, WireItem
from linktester.model.link import Link
from linktester.serve import gates
from linktester.serve.clients.answers import CLIENT, answered, open_external, show, unanswered
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Record
from linktester.serve.gates import Ruling, Stand
from linktester.serve.worlds import World

_METHODS = {
    "wechatpay": ("wechat", "微信支付", "weixin://wap/pay?prepayid=wx0&package=0&noncestr=0&sign=0"),
    "alipay": ("alipay", "支付宝", "alipay://alipayclient/?%7B%7D"),
    "unionpay": ("unionpay", "云闪付", "upwallet://pay"),
}
"""Method id → the payer's platform, its Chinese name, a hand-off link by which its rule is looked up."""
_OWN_GROUP_METHOD = {"alibaba": "alipay"}
_IN_WECHAT = frozenset({"mini-program-checkout"})


def answer(link: Link, stand: Stand, choice: str | None, world: World, emulator: Emulator) -> Answer:
    """Answer with the methods on offer, or hand the chosen one's link to the system."""
    asked_method = _method_of(link)
    items: list[WireItem] = []
    record = CLIENT
    for method in _METHODS:
        ruling = _ruling(method, link if method == asked_method else None, stand, world, emulator)
        if ruling.gap is not None and method == asked_method:
            return unanswered(ruling)
        record = ruling.record if method == asked_method else record
        item = _item(method, ruling.effect)
        items += [item] if item else []
    return answered(_chosen(items, choice, link), record)


def _chosen(items: list[WireItem], choice: str | None, link: Link) -> ClientAnswer:
    taken = next((item for item in items if item.id == choice), None)
    if taken is None:
        return show(*items)
    return open_external(link.text) if taken.kind == "method" else show(taken)


def _ruling(method: str, link: Link | None, stand: Stand, world: World, emulator: Emulator) -> Ruling:
    platform, _, sample = _METHODS[method]
    asked = link or gates.read(sample, world).link
    ruling = emulator.gates.host(world, asked, stand)
    if ruling.gap == "no-policy" and not ruling.record.gap_sources and platform == _own(stand, emulator):
        return Ruling("offered", Record(role="client", effects=("offered",)))
    return ruling


def _own(stand: Stand, emulator: Emulator) -> str | None:
    """Return the platform whose method the merchant's app always has, as far as that is known."""
    if stand.surface in _IN_WECHAT:
        return "wechat"
    app = emulator.platform(stand.host)
    return _OWN_GROUP_METHOD.get(app.group) if app else None


def _item(method: str, effect: str | None) -> WireItem | None:
    name = _METHODS[method][1]
    if effect in {"offered", "open"}:
        return WireItem(id=method, label=name, kind="method")
    if effect == "offered-qr":
        return WireItem(id=method, label=f"{name}（保存二维码后扫一扫）", kind="method-qr")
    return None


def _method_of(link: Link) -> str | None:
    return next((method for method, (platform, *_) in _METHODS.items() if platform == link.target), None)
