from linktester import urls
from linktester.model.evidence import AnyObservation, Left, Requested, Swallowed
from linktester.model.link import PlatformId
from linktester.model.verdict import By
from linktester.verdict import blame
from linktester.verdict.modifiers import read_way
from linktester.verdict.signals import Decides, PageKind, Signal, signals
from tests.fakes.seen import (
    CONFIRM_URL,
    ITEM_URL,
    OTHER_URL,
    item,
    itself,
    launched,
    link,
    page,
    pressed,
    redirected,
    saw,
)

STORE_URL = "https://a.app.qq.com/o/simple.jsp?pkgname=com.taobao.taobao"


def changer(*observations: AnyObservation) -> By:
    return blame.of_change(link(), item(), saw(*observations))


def mover(*observations: AnyObservation, app_in_reach: bool = False) -> By:
    evidence = saw(*observations)
    return blame.of_move(link(), evidence, len(evidence.observations) - 1, app_in_reach=app_in_reach)


def test_who_sets_off_with_something_else_changed_it() -> None:
    assert changer(Requested(url=OTHER_URL), itself(OTHER_URL)) is By.HOST
    assert changer(Left(uri="taobao://item.taobao.com/item.htm?id=2")) is By.HOST
    assert changer(Requested(url="https://elsewhere.example/")) is By.HOST
    assert changer(Left(uri="\ud800")) is By.HOST


def test_what_got_lost_behind_an_intact_request_is_the_targets() -> None:
    assert changer(Requested(url=ITEM_URL), redirected(ITEM_URL, OTHER_URL), itself(OTHER_URL)) is By.TARGET
    assert changer(Requested(url=ITEM_URL + "&spm=1"), itself(OTHER_URL)) is By.TARGET
    assert changer(launched("taobao://item.taobao.com/item.htm?id=600000000001")) is By.TARGET
    assert changer() is By.TARGET


def test_pages_in_between_are_left_out() -> None:
    passed = (Requested(url=CONFIRM_URL), page(CONFIRM_URL))
    assert changer(*passed, pressed(CONFIRM_URL, ITEM_URL), Requested(url=ITEM_URL)) is By.TARGET
    assert changer(*passed, pressed(CONFIRM_URL, OTHER_URL), Requested(url=OTHER_URL)) is By.HOST


def test_who_goes_there_first_led_there() -> None:
    assert mover(page(STORE_URL)) is By.HOST
    assert mover(redirected(ITEM_URL, STORE_URL), page(STORE_URL)) is By.TARGET
    assert mover(page(ITEM_URL)) is By.TARGET


def test_an_interstitial_leads_nowhere_of_its_own() -> None:
    assert mover(page(CONFIRM_URL), pressed(CONFIRM_URL, STORE_URL), page(STORE_URL)) is By.HOST


def test_a_dropped_tap_makes_the_fallback_the_hosts_doing() -> None:
    steps = (itself(), Swallowed(uri="taobao://x"), redirected(ITEM_URL, STORE_URL), page(STORE_URL))
    assert mover(*steps, app_in_reach=True) is By.HOST
    assert mover(*steps, app_in_reach=False) is By.TARGET


def owned(platform: str | None, decides: Decides = Decides.HOST) -> Signal:
    owner = None if platform is None else PlatformId(platform)
    return Signal(id="x", kind=PageKind.BLOCK, decides=decides, platform=owner)


def test_a_known_page_is_its_own_houses() -> None:
    at_wechat = read_way(saw(), 0)
    assert blame.of_signal(owned("wechat"), link(), at_wechat) is By.HOST
    assert blame.of_signal(owned("wechat"), link(), read_way(saw(host="wecom"), 0)) is By.HOST
    assert blame.of_signal(owned("weibo"), link(), at_wechat) is By.TARGET
    assert blame.of_signal(owned("taobao"), link(), read_way(saw(host="taobao"), 0)) is By.HOST
    assert blame.of_signal(owned("wechat", Decides.TARGET), link(), at_wechat) is By.TARGET
    assert blame.of_signal(owned("somebody"), link(), read_way(saw(host="browser"), 0)) is By.TARGET


def test_a_page_of_nobody_in_the_catalogue_is_the_hosts_unless_the_link_leads_there() -> None:
    way = read_way(saw(), 0)
    exit_url = "https://gitee.com/link?target=https%3A%2F%2Fshop.example%2F"
    known = signals().of_address(urls.parse(exit_url))
    assert known is not None
    assert blame.of_signal(known, link(), way) is By.HOST
    assert blame.of_signal(known, link(exit_url), way) is By.TARGET
