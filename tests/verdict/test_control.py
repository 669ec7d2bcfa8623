from linktester.model.citation import GapKind
from linktester.model.evidence import Failed, HarnessGap, Swallowed
from linktester.model.verdict import Cause
from linktester.verdict.control import intended, read_control
from tests.fakes.seen import (
    ITEM_URL,
    OTHER_URL,
    control,
    item,
    itself,
    launched,
    link,
    page,
    redirected,
    site,
    told,
    web,
)

URI = "taobao://item.taobao.com/item.htm?id=600000000001"


def test_no_control_tells_nothing() -> None:
    none = read_control(link(), None)
    assert not none.tells
    assert not none.app_started
    assert not none.dead
    assert not none.refused
    assert (none.at, none.trouble) == (-1, Cause.NO_CONTROL)


def test_a_control_that_broke_tells_nothing_but_why() -> None:
    causes = [
        read_control(link(), control(*seen)).trouble
        for seen in (
            (Failed(kind="timeout"),),
            (HarnessGap(kind=GapKind.NO_POLICY),),
            (HarnessGap(kind=GapKind.CONFLICT),),
            (told("HONORED"),),
            (),
        )
    ]
    assert causes == [Cause.FAULT, Cause.NO_POLICY, Cause.CONFLICT, Cause.NO_CONTROL, Cause.FAULT]
    assert not read_control(link(), control(Failed(kind="tls"))).tells


def test_dead_and_refused_are_told_apart() -> None:
    for seen, dead, refused in (
        (page(status=404), True, False),
        (page(status=503), True, False),
        (page(status=403), False, True),
        (launched(URI, refusal="expired"), True, False),
        (launched(URI, refusal="login"), False, True),
        (itself(), False, False),
    ):
        found = read_control(link(), control(seen))
        assert (found.dead, found.refused) == (dead, refused), seen


def test_an_app_started_whatever_it_shows() -> None:
    assert read_control(link(), control(launched(URI, shows=item()))).app_started
    assert read_control(link(), control(launched(URI))).app_started
    assert not read_control(link(), control(launched(URI, None))).app_started
    assert not read_control(link(), control(launched(URI, refusal="expired"))).app_started


def test_what_stands_behind_an_attempt_was_reached() -> None:
    assert read_control(link(), control(itself(), Swallowed(uri=URI))).reached == item()


def test_a_plain_link_means_what_it_says() -> None:
    other = read_control(link(), control(itself(OTHER_URL)))
    assert intended(link(), other) == item()
    assert intended(link(), read_control(link(), None)) == item()


def test_an_opaque_link_means_what_the_browser_reached() -> None:
    short = link("https://m.tb.cn/h.LTa1B2C", opaque=True)
    seen = control(redirected(short.text, ITEM_URL), itself())
    assert intended(short, read_control(short, seen)) == item()
    assert intended(short, read_control(short, None)) is None
    assert intended(short, read_control(short, control(page()))) is None


def test_a_sites_own_redirect_says_what_its_address_means() -> None:
    own = web("https://go.example.com/tb")
    assert intended(own, read_control(own, control(redirected(own.text, ITEM_URL), itself()))) == item()
    elsewhere = control(redirected("https://third.example/", ITEM_URL), itself())
    assert intended(own, read_control(own, elsewhere)) == own.identity


def test_being_sent_to_the_front_page_is_no_resolution() -> None:
    own = web("https://shop.example.com/p/404")
    home = "https://shop.example.com/"
    assert intended(own, read_control(own, control(redirected(own.text, home), itself(home)))) == own.identity
    assert own.identity == site("https://shop.example.com/p/404")


def test_a_catalogued_item_is_never_redefined_by_a_redirect() -> None:
    seen = control(redirected(ITEM_URL, OTHER_URL), itself(OTHER_URL))
    assert intended(link(), read_control(link(), seen)) == item()


def test_assumed_files_of_the_control_are_told() -> None:
    seen = control(launched(ITEM_URL, shows=item(), assumed=True, mechanism="universal-link"))
    assert read_control(link(), seen).assumed
