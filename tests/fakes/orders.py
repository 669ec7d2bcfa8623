"""Made-up results of payment cases: orders that are paid, given up, refused, lost on the way."""

from dataclasses import replace

from linktester import links
from linktester.model.evidence import Launched, Ordered, Paid, Queried, Returned, Screen
from linktester.model.link import Identity, PlatformId
from linktester.model.order import PaymentEnd, ReturnLeg
from linktester.model.run import CaseResult
from linktester.model.verdict import By, Outcome, Verdict
from tests.fakes import results as fakes

NATIVE = "linktester://order/wechatpay/native?fen=1234&subject=%E5%92%96%E5%95%A1"
H5 = "linktester://order/wechatpay/h5?fen=1234&subject=tea&return_url=https%3A%2F%2Fshop.example%2Fdone"
NUMBER = "LT1"


def paid(
    text: str = H5, leg: ReturnLeg = ReturnLeg.SAME_TAB, landed: str = "", **changes: object
) -> CaseResult:
    """WeChat shows the order, the payer pays and goes back."""
    seen = (Paid(platform="wechatpay", does="pay", state="SUCCESS"), Returned(leg=leg, landed=landed))
    end = PaymentEnd(
        platform="wechatpay",
        number=NUMBER,
        fen=1234,
        state="SUCCESS",
        paid=True,
        leg=leg,
        landed=landed,
    )
    return replace(_result(text, Outcome.HONORED, (_shown(), *seen), end), **changes)


def given_up() -> CaseResult:
    """WeChat shows the order, and the payer gives up."""
    seen = (_shown(), Paid(platform="wechatpay", does="cancel", state="NOTPAY"))
    return _result(NATIVE + "&payer=cancel", Outcome.HONORED, seen, _unpaid("NOTPAY"))


def looked_at() -> CaseResult:
    """WeChat shows the order, and the payer goes away."""
    return _result(NATIVE + "&payer=look", Outcome.HONORED, (_shown(),), _unpaid("NOTPAY"))


def refused(why: str = "expired") -> CaseResult:
    """WeChat does not let the order be paid."""
    end = replace(_unpaid("NOTPAY"), refused=why)
    return _result(NATIVE + "&scan_after=7200", Outcome.BLOCKED, (_shown(refusal=why),), end)


def walled_off() -> CaseResult:
    """Nothing shows the code of Alipay, which knows no trade before."""
    end = replace(_unpaid(""), platform="alipay")
    return _result("linktester://order/alipay/precreate?fen=1234&subject=tea", Outcome.BLOCKED, (), end)


def _unpaid(state: str) -> PaymentEnd:
    return PaymentEnd(platform="wechatpay", number=NUMBER, fen=1234, state=state, paid=False)


def _shown(refusal: str | None = None) -> Launched:
    screen = None if refusal else Screen(Identity(PlatformId("wechat"), "order", {"out_trade_no": NUMBER}))
    return Launched(
        uri="weixin://wxpay/bizpayurl?pr=1",
        mechanism="custom-scheme",
        gesture=True,
        receiver=PlatformId("wechat"),
        screen=screen,
        refusal=refusal,
    )


def _result(text: str, outcome: Outcome, seen: tuple[object, ...], end: PaymentEnd) -> CaseResult:
    link = links.parse(text).link
    wish = links.order_of(link)
    assert wish is not None
    probe = fakes.probe(link, "wechat", "scan", "2024-10-15", case_id="order")
    made = Ordered(product=wish.product, number=NUMBER, fen=wish.fen, state="NOTPAY", code="weixin://code")
    asked = Queried(platform=end.platform, state=end.state)
    verdict = Verdict(
        outcome=outcome,
        by=None if outcome is Outcome.HONORED else By.HOST,
        reasons=(fakes.why(f"outcome.means-{outcome}"),),
    )
    # What is put before the host comes first in made-up evidence; of an order nothing is there before it.
    evidence = replace(
        fakes.evidence(probe), observations=(made, *fakes.evidence(probe, *seen, asked).observations)
    )
    return fakes.result(probe, verdict, evidence, payment=end)
