import pytest

from linktester import links
from linktester.model.evidence import AnyObservation, Evidence, Navigated, Requested, Swallowed
from linktester.model.link import Content, Intent, Link, ParamChange
from linktester.model.verdict import By, Cause, Modifier, Outcome, Verdict
from linktester.verdict import classify
from tests.fakes.seen import (
    BLOCK_URL,
    CONFIRM_URL,
    ITEM_URL,
    OTHER_URL,
    control,
    item,
    itself,
    launched,
    link,
    page,
    pressed,
    redirected,
    saw,
    web,
)

ACQUIRER = "https://pay.acquirer.example/q/QA1"
SCHEME = "taobao://item.taobao.com/item.htm?id=600000000001"
STORE_URL = "https://a.app.qq.com/o/simple.jsp?pkgname=com.taobao.taobao"
FINE = control(itself())


def judge(*observations: AnyObservation, given: Link | None = None, told: Evidence | None = FINE) -> Verdict:
    return classify(given or link(), saw(*observations), told)


def test_the_page_that_names_itself_is_honored() -> None:
    verdict = judge(itself())
    assert (verdict.outcome, verdict.by, verdict.modifiers) == (Outcome.HONORED, None, ())
    assert verdict.reached == item()
    assert all(line.change is ParamChange.EQUAL for line in verdict.diff)
    assert verdict.reasons[0].observations == (1,)


def test_no_control_run_is_needed_for_what_was_identified() -> None:
    assert judge(itself(), told=None).outcome is Outcome.HONORED


def test_200_at_the_right_host_is_not_enough() -> None:
    for told in (None, FINE, control(page())):
        verdict = judge(page(), told=told)
        assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)


def test_a_wrong_item_at_the_right_address_is_another_page() -> None:
    verdict = judge(Requested(url=ITEM_URL), page(ITEM_URL, OTHER_URL))
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.TARGET)
    assert verdict.reached == item("600000000002")
    (line,) = verdict.diff
    assert (line.name, line.change) == ("id", ParamChange.CHANGED)


def test_who_asked_for_another_item_is_who_is_named() -> None:
    assert judge(Requested(url=OTHER_URL), itself(OTHER_URL)).by is By.HOST
    assert judge(Requested(url=ITEM_URL), redirected(ITEM_URL, OTHER_URL), itself(OTHER_URL)).by is By.TARGET


def test_what_the_browser_reaches_as_well_is_not_the_hosts() -> None:
    verdict = judge(Requested(url=OTHER_URL), itself(OTHER_URL), told=control(itself(OTHER_URL)))
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.TARGET)
    assert verdict.reasons[1].control


def test_a_block_page_is_the_hosts_word_with_or_without_control() -> None:
    for told in (None, FINE, control(page(status=404))):
        verdict = judge(page(BLOCK_URL), told=told)
        assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)


@pytest.mark.parametrize("words", ["", "如需浏览，请长按网址复制后使用浏览器访问", "填充文字"])
def test_wording_never_decides(words: str) -> None:
    assert judge(page(BLOCK_URL, text=words)).outcome is Outcome.BLOCKED
    assert judge(page(ITEM_URL, ITEM_URL, text=words, title=words)).outcome is Outcome.HONORED
    unidentified = judge(page(ITEM_URL, text=words, classes=("weui-msg",), script_names=("cgiData",)))
    assert (unidentified.outcome, unidentified.by) == (Outcome.INCONCLUSIVE, None)


def test_a_confirm_page_that_was_passed_is_a_modifier() -> None:
    verdict = judge(page(CONFIRM_URL), pressed(CONFIRM_URL, ITEM_URL), itself())
    assert (verdict.outcome, verdict.modifiers, verdict.by) == (Outcome.HONORED, (Modifier.CONFIRM,), By.HOST)
    assert verdict.reasons[1].observations == (2,)


def test_a_confirm_page_that_stands_is_a_refusal_until_somebody_continues() -> None:
    verdict = judge(page(CONFIRM_URL))
    assert (verdict.outcome, verdict.modifiers, verdict.by) == (Outcome.BLOCKED, (Modifier.CONFIRM,), By.HOST)


def test_signals_nobody_has_recorded_are_named() -> None:
    address = "https://c.pc.qq.com/middleb.html?pfurl=https%3A%2F%2Fshop.example.com%2F"
    assert classify(link(), saw(page(address), host="qq"), FINE).unproven == ("qq-pc-middle-block",)
    assert judge(page(BLOCK_URL)).unproven == ()


def test_a_site_may_move_visitors_on_but_the_host_may_not_choose_another_address() -> None:
    own = web("https://shop.example.com/p/1")
    longer = "https://shop.example.com/p/1-a-fine-thing"
    moved = (Requested(url=own.text), redirected(own.text, longer), page(longer, own.text))
    assert judge(*moved, given=own, told=None).outcome is Outcome.HONORED
    chosen = judge(Requested(url=longer), page(longer, own.text), given=own, told=None)
    assert (chosen.outcome, chosen.by) == (Outcome.REWRITTEN, By.HOST)


def test_a_login_wall_is_the_targets_and_no_arrival() -> None:
    for told in (None, FINE, control(page(has_password_field=True))):
        verdict = judge(page(ITEM_URL, ITEM_URL, has_password_field=True), told=told)
        assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.TARGET)


def test_a_store_page_is_whose_who_led_there() -> None:
    assert judge(page(STORE_URL)).by is By.HOST
    verdict = judge(redirected(ITEM_URL, STORE_URL), page(STORE_URL))
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.TARGET)


def test_an_install_page_elsewhere_is_known_by_what_it_offers() -> None:
    offer = page("https://m.taobao.com/get", links=((STORE_URL, "x"),))
    verdict = judge(redirected(ITEM_URL, "https://m.taobao.com/get"), offer)
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.TARGET)
    assert verdict.unproven == ("install-offer",)
    assert judge(page(ITEM_URL, links=((STORE_URL, "x"),))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("status", "told", "by"),
    [
        (404, control(page(status=404)), By.LINK),
        (410, control(page(status=410)), By.LINK),
        (503, control(page(status=500)), By.LINK),
        (403, control(page(status=403)), By.TARGET),
        (404, FINE, By.TARGET),
        (403, FINE, By.TARGET),
        (500, FINE, By.TARGET),
        (404, control(page(status=403)), By.TARGET),
    ],
)
def test_the_same_dead_end_in_both_runs_is_the_links(status: int, told: Evidence, by: By) -> None:
    verdict = judge(Requested(url=ITEM_URL), page(status=status), told=told)
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, by)


def test_an_error_without_control_may_be_either() -> None:
    verdict = judge(page(status=404), told=None)
    assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)


def test_an_error_behind_an_address_the_host_changed_is_the_hosts() -> None:
    assert judge(Requested(url=OTHER_URL), page(OTHER_URL, status=404)).by is By.HOST


def test_h5_payment_that_stands_still_was_refused_by_the_target() -> None:
    address = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1&package=2"
    for told in (None, control(page(address))):
        verdict = judge(page(address), told=told)
        assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.TARGET)


def test_a_page_where_the_app_was_meant() -> None:
    app_link = link(intent=Intent.APP)
    opens = control(launched(ITEM_URL, shows=item(), assumed=True))
    verdict = judge(itself(), given=app_link, told=opens)
    assert (verdict.outcome, verdict.by, verdict.assumed) == (Outcome.REWRITTEN, By.HOST, True)
    assert judge(itself(), given=app_link, told=FINE).by is By.TARGET
    assert judge(page(), given=app_link, told=None).by is By.TARGET


def test_an_unknown_page_of_the_host_is_no_word_about_the_app() -> None:
    verdict = judge(page("https://support.weixin.qq.com/something"), given=link(intent=Intent.APP))
    assert verdict.outcome is Outcome.INCONCLUSIVE


def test_a_page_where_text_was_meant() -> None:
    verdict = judge(itself(), given=link(intent=Intent.TEXT))
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.HOST)


def test_a_page_that_states_the_very_order_is_a_payment_reached() -> None:
    code = "https://qr.alipay.com/baxlt000000000000001"
    collect = type(item())(item("x", "alipay").platform, "collect", {"code": "baxlt000000000000001"})
    paying = link(code, intent=Intent.PAYMENT, identity=collect, family="alipay-qr")
    assert judge(itself(code), given=paying, told=None).outcome is Outcome.HONORED
    assert judge(itself(), given=link(intent=Intent.PAYMENT), told=None).outcome is Outcome.REWRITTEN


def test_an_attempt_to_wake_the_app_does_not_spoil_the_page() -> None:
    tried = Navigated(url=ITEM_URL, to=SCHEME, how="script")
    verdict = judge(itself(), tried, Swallowed(uri=SCHEME))
    assert (verdict.outcome, verdict.reached) == (Outcome.HONORED, item())
    assert verdict.reasons[0].observations == (1,)


def test_an_opaque_link_is_compared_with_the_browser() -> None:
    short = link("https://m.tb.cn/h.LTa1B2C", opaque=True)
    way = (redirected(short.text, ITEM_URL), itself())
    assert judge(*way, given=short, told=control(*way)).outcome is Outcome.HONORED
    other = judge(*way, given=short, told=control(itself(OTHER_URL)))
    assert (other.outcome, other.by) == (Outcome.REWRITTEN, By.TARGET)
    alone = judge(*way, given=short, told=None)
    assert (alone.outcome, alone.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)


def test_a_sites_own_redirect_is_followed_like_anybody_follows_it() -> None:
    own = web("https://go.example.com/tb")
    way = (redirected(own.text, ITEM_URL), itself())
    assert judge(*way, given=own, told=control(*way)).outcome is Outcome.HONORED
    assert judge(*way, given=own, told=None).outcome is Outcome.REWRITTEN


def test_the_page_that_a_code_of_many_wallets_is_is_what_it_asks_for() -> None:
    declared = links.parse(ACQUIRER, content=Content.PAYMENT).link
    assert (declared.intent, declared.identity.kind) == (Intent.PAYMENT, "page")
    verdict = judge(itself(ACQUIRER), given=declared)
    assert (verdict.outcome, verdict.reached) == (Outcome.HONORED, declared.identity)
