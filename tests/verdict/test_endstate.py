import pytest

from linktester.model.citation import GapKind
from linktester.model.evidence import (
    AnyObservation,
    Failed,
    HarnessGap,
    Item,
    Left,
    Navigated,
    Offered,
    Prompted,
    Requested,
    ScriptNotRun,
    Stayed,
    Swallowed,
)
from linktester.model.link import PlatformId
from linktester.verdict.endstate import EndKind, read
from tests.fakes.seen import (
    BLOCK_URL,
    CONFIRM_URL,
    ITEM_URL,
    item,
    itself,
    launched,
    page,
    redirected,
    saw,
    told,
)

URI = "taobao://item.taobao.com/item.htm?id=600000000001"


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        (itself(), EndKind.PAGE),
        (page(), EndKind.UNKNOWN_PAGE),
        (page(BLOCK_URL), EndKind.BLOCK_PAGE),
        (page(CONFIRM_URL), EndKind.PASSABLE_PAGE),
        (page("https://weibo.cn/sinaurl?u=x"), EndKind.PASSABLE_PAGE),
        (page("https://a.app.qq.com/o/simple.jsp?pkgname=x"), EndKind.STORE_PAGE),
        (page("https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1"), EndKind.ERROR_PARAMS),
        (page(ITEM_URL, ITEM_URL, has_password_field=True), EndKind.LOGIN),
        (page("https://mobile.yangkeduo.com/login.html?from=x"), EndKind.LOGIN),
        (page(ITEM_URL, ITEM_URL, status=404), EndKind.DEAD),
        (page(ITEM_URL, ITEM_URL, status=304), EndKind.UNKNOWN_PAGE),
        (page("about:blank", ITEM_URL), EndKind.UNKNOWN_PAGE),
        (page("\ud800", ITEM_URL), EndKind.UNKNOWN_PAGE),
        (launched(URI, shows=item()), EndKind.SCREEN),
        (launched(URI, refusal="expired"), EndKind.APP_REFUSED),
        (launched(URI), EndKind.APP_UNSEEN),
        (launched(URI, None), EndKind.NO_APP),
        (Swallowed(uri=URI), EndKind.SWALLOWED),
        (Stayed(text="x"), EndKind.TEXT),
        (Offered(items=(Item("a", "b", "method"),)), EndKind.CHOICES),
        (Prompted(kind="open-in-app", allowed=False), EndKind.PROMPT_DENIED),
    ],
)
def test_the_last_observation_is_the_end(last: AnyObservation, kind: EndKind) -> None:
    end = read(saw(Requested(url=ITEM_URL), last))
    assert (end.kind, end.at) == (kind, 2)


@pytest.mark.parametrize(
    "last",
    [
        Requested(url=ITEM_URL),
        redirected(ITEM_URL, ITEM_URL),
        Navigated(url=ITEM_URL, to=URI, how="script"),
        Left(uri=URI),
        Prompted(kind="open-in-app", allowed=True),
    ],
)
def test_a_run_without_an_end_is_our_fault(last: AnyObservation) -> None:
    end = read(saw(itself(), last))
    assert (end.kind, end.detail) == (EndKind.FAULT, "no-end")


def test_an_empty_run_is_our_fault() -> None:
    empty = type(saw())(probe_key="", basis=saw().basis, started_at=saw().started_at)
    assert (read(empty).kind, read(empty).at) == (EndKind.FAULT, -1)
    assert read(saw()).kind is EndKind.FAULT


def test_trouble_anywhere_outweighs_what_was_seen() -> None:
    for trouble, kind, detail in (
        (HarnessGap(kind=GapKind.CONFLICT), EndKind.GAP, "conflict"),
        (Failed(kind="timeout"), EndKind.FAULT, "timeout"),
        (ScriptNotRun(url=ITEM_URL, excerpt="x"), EndKind.FAULT, "script"),
    ):
        end = read(saw(trouble, itself()))
        assert (end.kind, end.at, end.detail) == (kind, 1, detail)


def test_a_gap_outweighs_a_fault_and_a_person_both() -> None:
    gap, fault = HarnessGap(kind=GapKind.NO_POLICY), Failed(kind="tls")
    assert read(saw(fault, gap)).kind is EndKind.GAP
    assert read(saw(fault, gap, told("BLOCKED"))).kind is EndKind.TOLD


def test_a_fault_of_the_live_server_is_theirs() -> None:
    assert read(saw(Failed(kind="timeout", ours=False))).theirs
    assert not read(saw(Failed(kind="timeout"))).theirs


@pytest.mark.parametrize(
    "attempt",
    [Swallowed(uri=URI), Prompted(kind="open-in-app", allowed=False), launched(URI, None)],
)
def test_a_page_stands_behind_an_attempt_that_came_to_nothing(attempt: AnyObservation) -> None:
    end = read(saw(itself(), Navigated(url=ITEM_URL, to=URI, how="script"), attempt))
    assert end.at == 3
    assert end.standing is not None
    assert (end.standing.kind, end.standing.at) == (EndKind.PAGE, 1)


def test_nothing_stands_behind_an_app_that_opened_or_a_checkout() -> None:
    assert read(saw(itself(), launched(URI, shows=item()))).standing is None
    offered = Offered(items=(), chosen=None)
    assert read(saw(itself(), offered, Swallowed(uri=URI))).standing is None


def test_only_what_was_identified_was_reached() -> None:
    assert read(saw(itself())).reached(item()) == item()
    assert read(saw(launched(URI, shows=item("7")))).reached(item()) == item("7")
    assert read(saw(page())).reached(item()) is None
    assert read(saw(page(ITEM_URL, ITEM_URL, status=500))).reached(item()) is None
    assert read(saw(launched(URI, PlatformId("taobao")))).reached(item()) is None
