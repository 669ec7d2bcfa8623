from dataclasses import replace

import pytest

from linktester.model.evidence import AnyObservation, Evidence, Failed, Left, Prompted
from linktester.model.link import Identity, Intent, Link, PlatformId
from linktester.model.verdict import By, Cause, Modifier, Outcome, Verdict
from linktester.verdict import classify
from tests.fakes.seen import control, item, itself, launched, link, saw

URI = "taobao://item.taobao.com/item.htm?id=600000000001"
OTHER_URI = "taobao://item.taobao.com/item.htm?id=600000000002"
APP = link(URI, intent=Intent.APP, family="taobao-scheme")
OPENS = control(launched(URI, shows=item()))


def judge(*observations: AnyObservation, given: Link = APP, told: Evidence | None = OPENS) -> Verdict:
    return classify(given, saw(*observations), told)


def test_the_very_screen_is_honored() -> None:
    verdict = judge(Left(uri=URI), launched(URI, shows=item()))
    assert (verdict.outcome, verdict.by, verdict.reached) == (Outcome.HONORED, None, item())


def test_a_prompt_on_the_way_is_a_modifier() -> None:
    asked = Prompted(kind="open-in-app", allowed=True)
    verdict = judge(asked, launched(URI, shows=item()))
    assert (verdict.outcome, verdict.modifiers, verdict.by) == (Outcome.HONORED, (Modifier.PROMPT,), None)


def test_a_denied_prompt_is_the_systems_refusal() -> None:
    verdict = judge(Prompted(kind="open-in-app", allowed=False))
    assert (verdict.outcome, verdict.modifiers, verdict.by) == (Outcome.BLOCKED, (Modifier.PROMPT,), By.OS)


def test_assumed_association_files_are_told() -> None:
    assert judge(launched(URI, shows=item(), assumed=True)).assumed
    assert not judge(launched(URI, shows=item())).assumed


@pytest.mark.parametrize("shows", [item(platform="tmall"), item(), None])
def test_a_wrong_app_is_the_systems_doing(shows: Identity | None) -> None:
    verdict = judge(launched(URI, "tmall", shows))
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.OS)


def test_a_wrong_app_that_refuses_is_still_a_wrong_app() -> None:
    assert judge(launched(URI, "tmall", refusal="malformed")).outcome is Outcome.REWRITTEN


def test_for_a_payment_the_order_counts_not_whose_app_shows_it() -> None:
    code = Identity(PlatformId("wechat"), "collect", {"code": "f2f0LT"})
    pay = link("wxp://f2f0LT", intent=Intent.PAYMENT, identity=code, family="wechatpay-collect")
    verdict = classify(pay, saw(launched("wxp://f2f0LT", "unionpay", code), host="unionpay"), None)
    assert (verdict.outcome, verdict.reached) == (Outcome.HONORED, code)


def test_an_order_nobody_saw_is_no_arrival_whose_app_it_may_be() -> None:
    pay = link("wxp://f2f0LT", intent=Intent.PAYMENT, family="wechatpay-collect")
    verdict = classify(pay, saw(launched("wxp://f2f0LT", "unionpay"), host="unionpay"), None)
    assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.FAULT)


def test_another_screen_names_who_changed_it() -> None:
    by_target = judge(Left(uri=URI), launched(URI, shows=item("600000000002")))
    assert (by_target.outcome, by_target.by) == (Outcome.REWRITTEN, By.TARGET)
    by_host = judge(Left(uri=OTHER_URI), launched(OTHER_URI, shows=item("600000000002")))
    assert (by_host.outcome, by_host.by) == (Outcome.REWRITTEN, By.HOST)
    assert by_host.reasons[0].message.args == {"names": "id"}


def test_the_front_page_of_the_right_app_is_another_screen() -> None:
    verdict = judge(launched(URI, shows=Identity(PlatformId("taobao"), "launch")))
    assert (verdict.outcome, verdict.by) == (Outcome.REWRITTEN, By.TARGET)


def test_an_app_where_a_page_was_meant_is_the_systems_doing() -> None:
    verdict = judge(launched(URI, shows=item()), given=link())
    assert (verdict.outcome, verdict.by, verdict.reached) == (Outcome.REWRITTEN, By.OS, item())
    assert judge(launched(URI), given=link()).by is By.OS


def test_of_an_app_without_documented_paths_only_the_start_can_be_asked() -> None:
    start = Identity(PlatformId("eleme"), "launch")
    given = link("eleme://", intent=Intent.APP, identity=start, identity_only=True, family="eleme-launch")
    for shows in (start, None, item(platform="eleme")):
        verdict = judge(launched("eleme://", "eleme", shows), given=given, told=None)
        assert (verdict.outcome, verdict.reached) == (Outcome.HONORED, start)


def test_a_screen_nobody_saw_is_no_arrival() -> None:
    verdict = judge(launched(URI))
    assert (verdict.outcome, verdict.cause, verdict.by) == (Outcome.INCONCLUSIVE, Cause.FAULT, By.OURS)


def test_an_opaque_ticket_is_compared_with_the_browser() -> None:
    ticket = link("weixin://dl/business/?t=LT", intent=Intent.APP, opaque=True)
    seen = launched(ticket.text, "taobao", item())
    assert judge(seen, given=ticket, told=OPENS).outcome is Outcome.HONORED
    assert (
        judge(seen, given=ticket, told=control(launched(URI, shows=item("7")))).outcome is Outcome.REWRITTEN
    )
    alone = judge(seen, given=ticket, told=None)
    assert (alone.outcome, alone.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)
    broke = judge(seen, given=ticket, told=control(Failed(kind="timeout")))
    assert (broke.outcome, broke.cause, broke.by) == (Outcome.INCONCLUSIVE, Cause.FAULT, By.OURS)
    assert broke.reasons[1].control


@pytest.mark.parametrize("why", ["expired", "used", "malformed"])
def test_a_spent_or_broken_link_is_the_links(why: str) -> None:
    for told in (None, control(launched(URI, refusal=why)), control(itself())):
        verdict = judge(launched(URI, refusal=why), told=told)
        assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.LINK)
        assert verdict.reasons[0].message.code == f"verdict.refused-{why}"


@pytest.mark.parametrize(
    ("why", "told", "by"),
    [
        ("login", control(launched(URI, refusal="login")), By.TARGET),
        ("login", None, By.TARGET),
        ("unknown-path", control(launched(URI, refusal="unknown-path")), By.LINK),
        ("unknown-path", OPENS, By.TARGET),
        ("something new", None, By.TARGET),
    ],
)
def test_other_refusals_are_the_apps_own(why: str, told: Evidence | None, by: By) -> None:
    verdict = judge(launched(URI, refusal=why), told=told)
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, by)


def test_a_link_the_host_broke_is_the_hosts() -> None:
    cut = "taobao://item.taobao.com/item.htm"
    verdict = judge(Left(uri=cut), launched(cut, refusal="malformed"))
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.HOST)


def test_no_app_is_a_refusal_only_where_a_browser_finds_one() -> None:
    missing = launched(URI, None)
    found = judge(Left(uri=URI), missing)
    assert (found.outcome, found.by) == (Outcome.BLOCKED, By.OS)
    for told in (None, control(missing)):
        verdict = judge(Left(uri=URI), missing, told=told)
        assert (verdict.outcome, verdict.cause) == (Outcome.INCONCLUSIVE, Cause.NO_CONTROL)


def test_a_scanner_says_what_is_wrong_with_a_code() -> None:
    text = "1345 6789 0123 4567 89"
    meant = Identity(PlatformId("web"), "code", {"code": text})
    code = link(text, intent=Intent.PAYMENT, identity=meant, family="payer-code")
    refused = replace(launched(text, "reader", refusal="malformed"), trace=("code blanks",))
    verdict = classify(code, saw(refused, host="reader", surface="scan", picture=True), None)
    assert (verdict.outcome, verdict.by) == (Outcome.BLOCKED, By.LINK)
    assert verdict.reasons[0].message.code == "verdict.refused-code"
    assert verdict.reasons[0].message.args == {"app": "reader", "faults": "code blanks"}
    tapped = classify(code, saw(refused), None)
    assert tapped.reasons[0].message.code == "verdict.refused-malformed"
