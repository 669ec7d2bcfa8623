from linktester.model.evidence import Evidence, Navigated, Prompted
from linktester.model.verdict import Modifier
from linktester.verdict.modifiers import Way, modifiers, read_way, same_address
from tests.fakes.seen import (
    CONFIRM_URL,
    ITEM_URL,
    itself,
    launched,
    link,
    page,
    pressed,
    redirected,
    saw,
    web,
)

WRAP_URL = "https://weibo.cn/sinaurl?u=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D600000000001"


def way(evidence: Evidence) -> Way:
    return read_way(evidence, len(evidence.observations) - 1)


def marks(evidence: Evidence, *, arrived: bool = True, text: str = ITEM_URL) -> tuple[Modifier, ...]:
    return modifiers(way(evidence), link(text), arrived=arrived)


def test_the_straight_way_has_no_marks() -> None:
    assert marks(saw(itself())) == ()
    assert marks(saw(redirected("http://item.taobao.com/x", ITEM_URL), itself())) == ()


def test_a_page_that_had_to_be_passed_is_a_confirm() -> None:
    assert marks(saw(page(CONFIRM_URL), pressed(CONFIRM_URL, ITEM_URL), itself())) == (Modifier.CONFIRM,)


def test_a_confirm_counts_on_pages_nobody_knows() -> None:
    other = "https://who.example/leaving"
    assert marks(saw(page(other), pressed(other, ITEM_URL), itself())) == (Modifier.CONFIRM,)


def test_a_confirm_page_that_leads_on_by_itself_is_a_wrap() -> None:
    moved = Navigated(url=CONFIRM_URL, to=ITEM_URL, how="script")
    assert marks(saw(page(CONFIRM_URL), moved, itself())) == (Modifier.WRAP,)


def test_a_redirect_page_is_a_wrap_and_with_a_button_a_confirm_too() -> None:
    moved = Navigated(url=WRAP_URL, to=ITEM_URL, how="meta-refresh")
    assert marks(saw(page(WRAP_URL), moved, itself())) == (Modifier.WRAP,)
    assert marks(saw(redirected(WRAP_URL, ITEM_URL), itself())) == (Modifier.WRAP,)
    both = (Modifier.CONFIRM, Modifier.WRAP)
    assert marks(saw(page(WRAP_URL), pressed(WRAP_URL, ITEM_URL), itself())) == both


def test_a_wrap_counts_only_where_the_link_arrived() -> None:
    assert marks(saw(redirected(WRAP_URL, ITEM_URL), itself()), arrived=False) == ()


def test_the_redirect_at_the_links_own_address_is_no_wrap() -> None:
    assert marks(saw(redirected(WRAP_URL, ITEM_URL), itself()), text=WRAP_URL) == ()
    shown = saw(page(WRAP_URL), Navigated(url=WRAP_URL, to=ITEM_URL, how="script"), itself())
    assert marks(shown, text=WRAP_URL) == (Modifier.WRAP,)


def test_the_page_of_the_end_was_not_passed() -> None:
    assert way(saw(page(WRAP_URL))).passed == ()


def test_a_prompt_is_told() -> None:
    asked = Prompted(kind="open-in-app", allowed=True)
    assert marks(saw(asked, launched("taobao://x"))) == (Modifier.PROMPT,)


def test_what_came_after_the_end_is_not_on_the_way() -> None:
    evidence = saw(itself(), Prompted(kind="open-in-app", allowed=False))
    assert modifiers(read_way(evidence, 1), link(), arrived=True) == ()


def test_host_picture_and_assumed_files_are_read() -> None:
    seen = way(saw(launched("x:y", assumed=True), host="qq", picture=True))
    assert (seen.host, seen.picture, seen.assumed) == ("qq", True, True)
    nobody = saw()
    empty = Evidence(probe_key="", basis=nobody.basis, started_at=nobody.started_at)
    assert read_way(empty, -1).host == ""


def test_addresses_are_the_same_without_their_fragments() -> None:
    assert same_address("HTTPS://Shop.example#a", "https://shop.example/#b")
    assert same_address("no address", "no address")
    assert not same_address("no address", "none either")
    assert not same_address(web("https://a.example/").text, "https://a.example/b")
