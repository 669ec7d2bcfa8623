"""WeChat's bridge: what a page in its web view hands over to have an order paid.

The page calls `WeixinJSBridge.invoke('getBrandWCPayRequest', {…})`; the app checks the merchant's signature
and shows the order. No other app has such a bridge.
"""

from linktester.model.hostprotocol import ClientAnswer, DoorAnswer, NavigateQuestion
from linktester.model.platform import Platform
from linktester.serve.clients.answers import CLIENT, NOTHING, answered
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.payments import Refusal
from linktester.serve.payapis.wechatpay import PAYMENTS

HOW = "bridge"
"""`NavigateQuestion.how` of such a call; its `uri` is what was handed over, as JSON."""


def answer(app: Platform, question: NavigateQuestion, ground: Ground) -> Answer:
    """Answer what `app` does when a page calls the bridge."""
    if app.id != "wechat" or not PAYMENTS.owns(question.uri):
        return answered(NOTHING, CLIENT)
    return answered(ClientAnswer(does="show", screen=_screen(question.uri, ground)), CLIENT)


def _screen(call: str, ground: Ground) -> DoorAnswer:
    """Return the order's screen, told by the merchant's own number, or why there is none."""
    try:
        order = PAYMENTS.scan(ground, call).order
    except Refusal as refusal:
        return DoorAnswer(refused=refusal.reason, title=str(refusal))
    assert order is not None, "an order was opened"
    return DoorAnswer(kind="order", params={"out_trade_no": order.number}, title="微信 · 订单付款")
