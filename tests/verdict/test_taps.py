import pytest

from linktester.model.citation import GapKind
from linktester.model.evidence import AnyObservation, Evidence, HarnessGap, Item, Offered, Stayed, Swallowed
from linktester.model.link import Identity, Intent, Link, PlatformId
from linktester.model.verdict import By, Cause, Outcome, Verdict
from linktester.verdict import classify
from tests.fakes.seen import control, item, itself, launched, link, page, saw

URI = "taobao://item.taobao.com/item.htm?id=600000000001"
APP = link(URI, intent=Intent.APP)
ORDER = Identity(PlatformId("wechat"), "order", {"prepayid": "wx1"})
PAY = link("weixin://wap/pay?prepayid=wx1", intent=Intent.PAYMENT, identity=ORDER)
TOKEN = link("￥LTb8cD3eF1g￥", intent=Intent.TEXT, family="taobao-token")
ALIPAY = Item("alipay", "支付宝", "method")


def judge(
    seen: AnyObservation, given: Link = APP, told: Evidence | None = None, *, picture: bool = False
) -> Verdict:
    return classify(given, saw(seen, picture=picture), told)


def test_a_dropped_tap_is_the_hosts_where_the_browser_reaches_the_app() -> None:
    verdict = judge(Swallowed(uri=URI), told=control(launched(URI, shows=item())))
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)
    assert verdict.reasons[1].control


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        (None, Cause.NO_CONTROL),
        (control(launched(URI, None)), Cause.NO_CONTROL),
        (control(itself()), Cause.NO_CONTROL),
        (control(), Cause.FAULT),
        (control(HarnessGap(kind=GapKind.CONFLICT)), Cause.CONFLICT),
    ],
)
def test_a_dropped_tap_alone_tells_no_host_from_a_missing_app(told: Evidence | None, cause: Cause) -> None:
    verdict = judge(Swallowed(uri=URI), told=told)
    assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, cause)


def test_a_dropped_tap_on_a_dead_link_is_the_links() -> None:
    verdict = judge(Swallowed(uri=URI), told=control(launched(URI, refusal="expired")))
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.LINK)
    dead_page = judge(Swallowed(uri=link().text), link(), control(page(status=410)))
    assert (dead_page.outcome, dead_page.by) == (Outcome.BLOCKED, By.LINK)


def test_a_page_a_code_or_a_text_needs_no_app() -> None:
    for verdict in (
        judge(Swallowed(uri=link().text), link()),
        judge(Swallowed(uri="wxp://f2f0LT"), PAY, control(launched("wxp://f2f0LT", None)), picture=True),
        judge(Swallowed(uri=TOKEN.text), TOKEN),
    ):
        assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)


def test_a_text_that_can_be_read_and_copied_is_honored() -> None:
    verdict = judge(Stayed(text=f"看这里 {TOKEN.text} 打开"), TOKEN)
    assert (verdict.outcome, verdict.reached, verdict.by) == (Outcome.HONORED, TOKEN.identity, None)


def test_a_text_that_was_altered_hidden_or_locked_is_not() -> None:
    locked = judge(Stayed(text=TOKEN.text, copyable=False), TOKEN)
    assert (locked.outcome, locked.by) == (Outcome.BLOCKED, By.HOST)
    hidden = judge(Stayed(text=" "), TOKEN)
    assert (hidden.outcome, hidden.by) == (Outcome.BLOCKED, By.HOST)
    altered = judge(Stayed(text="LTb8cD3eF1g"), TOKEN)
    assert (altered.outcome, altered.by) == (Outcome.REWRITTEN, By.HOST)


def test_a_text_shown_as_an_item_is_read_as_well() -> None:
    shown = Offered(items=(Item("t", TOKEN.text, "text"), Item("a", "x", "action")))
    assert judge(shown, TOKEN).outcome is Outcome.HONORED


def test_a_link_that_stays_text_was_not_opened() -> None:
    for seen in (Stayed(text=URI), Offered(items=(Item("t", URI, "text"),))):
        verdict = judge(seen)
        assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)
    dead = judge(Stayed(text="x"), link(), control(page(status=404)))
    assert (dead.outcome, dead.by) == (Outcome.BLOCKED, By.LINK)


@pytest.mark.parametrize("items", [(), (ALIPAY,), (ALIPAY, Item("friend-pays", "x", "action"))])
def test_a_method_that_is_not_listed_is_refused_by_the_host(items: tuple[Item, ...]) -> None:
    verdict = judge(Offered(items=items), PAY)
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)


def test_a_code_to_save_and_scan_is_a_detour() -> None:
    verdict = judge(Offered(items=(ALIPAY, Item("wechatpay", "x", "method-qr"))), PAY)
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.HOST)


def test_a_listed_method_that_was_not_chosen_is_offered() -> None:
    verdict = judge(Offered(items=(ALIPAY, Item("wechatpay", "x", "method"))), PAY)
    assert (verdict.outcome, verdict.reached) == (Outcome.HONORED, ORDER)


def test_a_chosen_method_that_leads_nowhere_is_no_end() -> None:
    chosen = Offered(items=(Item("wechatpay", "x", "method"),), chosen="wechatpay")
    verdict = judge(chosen, PAY)
    assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.FAULT)


def test_of_a_payment_of_nobodys_method_nothing_was_offered() -> None:
    given = link("x", intent=Intent.PAYMENT, identity=Identity(PlatformId("web"), "order", {}))
    assert judge(Offered(items=(ALIPAY,)), given).outcome is Outcome.BLOCKED
