from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from linktester import links
from linktester.serve.doors.wechat import refusal
from linktester.serve.payapis.wechat.name import key
from tests.fakes.emulator import world
from tests.fakes.openapis import MiniProgram
from tests.fakes.payers import moved

PAGE = {"path": "pages/index/index", "query": "id=1"}
SCHEME, URL_LINK, SHORT = "/wxa/generatescheme", "/wxa/generate_urllink", "/wxa/genwxashortlink"


def opened(program: MiniProgram, text: str, when: datetime) -> str | None:
    return refusal(links.parse(text).link, "ann", world(when), program.ground.codes)


def test_minted_links_are_links_of_their_families(program: MiniProgram) -> None:
    scheme = program.ask(SCHEME, {"jump_wxa": PAGE})["openlink"]
    url = program.ask(URL_LINK, PAGE)["url_link"]
    assert links.parse(scheme).link.family == "wechat-scheme-ticket"
    assert links.parse(url).link.family == "wechat-url-link"
    assert links.parse(scheme).valid
    assert links.parse(url).valid


@pytest.mark.parametrize("kind", ["scheme", "url"])
def test_the_door_knows_when_a_minted_link_ends(program: MiniProgram, kind: str) -> None:
    ends = {"expire_type": 1, "expire_interval": 2}
    if kind == "scheme":
        text = program.ask(SCHEME, {"jump_wxa": PAGE, **ends})["openlink"]
    else:
        ticket = program.ask(URL_LINK, {**PAGE, **ends})["url_link"].rpartition("/")[2]
        text = f"weixin://dl/business/?t={ticket}"
    now = program.ground.clock.now()
    assert opened(program, text, now) is None
    assert opened(program, text, now + timedelta(days=2, seconds=-1)) is None
    assert opened(program, text, now + timedelta(days=2)) == "expired"


def test_a_link_leads_home_when_no_page_is_named(program: MiniProgram) -> None:
    assert program.ask(SCHEME, {})["errcode"] == 0
    assert program.ask(URL_LINK, {"cloud_base": {"env": "x"}})["errcode"] == 0


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"path": "pages/other"}, 40165),
        ({"path": "pages/index/index?id=1"}, 40165),
        ({"query": "名"}, 40212),
        ({"query": "a b"}, 40212),
        ({"query": "a" * 1025}, 40212),
        ({"env_version": "beta"}, 40097),
    ],
)
def test_pages_that_no_link_may_lead_to(program: MiniProgram, page: dict[str, str], code: int) -> None:
    assert program.ask(SCHEME, {"jump_wxa": page})["errcode"] == code
    assert program.ask(URL_LINK, page)["errcode"] == code


def test_a_leading_slash_and_the_whole_alphabet_are_let_pass(program: MiniProgram) -> None:
    page = {"path": "/pages/index/index", "query": "aZ09!#$&'()*+,/:;=?@-._~%`", "env_version": "trial"}
    assert program.ask(SCHEME, {"jump_wxa": page})["errcode"] == 0


def test_schemes_and_url_links_of_a_day_are_counted_together(program: MiniProgram) -> None:
    program.spend("links", "2026-03-01", 499_999)
    assert program.ask(SCHEME, {})["errcode"] == 0
    assert program.ask(URL_LINK, {})["errcode"] == 45009
    moved(program.ground, hours=12)
    program.token = ""
    assert program.ask(URL_LINK, {})["errcode"] == 0


def test_a_refused_link_is_not_counted(program: MiniProgram) -> None:
    program.spend("links", "2026-03-01", 500_000)
    assert program.ask(SCHEME, {})["errcode"] == 45009
    assert program.ground.database.row("SELECT count FROM counts WHERE what = 'links'")[0] == 500_000


def test_lasting_links_of_old_days_are_counted_altogether(program: MiniProgram) -> None:
    program.ground.clock.at = datetime(2021, 6, 1, tzinfo=UTC)
    program.spend("lasting-links", "2000-01-01", 99_999)
    link = program.ask(SCHEME, {})["openlink"]
    assert opened(program, link, datetime(2021, 12, 1, tzinfo=UTC)) is None
    assert program.ask(SCHEME, {})["errcode"] == 85400


def test_a_short_link_holds_a_title_that_is_cut(program: MiniProgram) -> None:
    told = program.ask(SHORT, {"page_url": "pages/index/index?a=1", "page_title": "标" * 21})
    _, _, _, title, token = told["link"].split("/")
    assert title == "标" * 20 + "..."
    mint = program.ground.minted.find(key("shortlink", token))
    assert mint is not None
    assert mint.expires_at == program.ground.clock.now() + timedelta(days=30)
    assert (mint.more["path"], mint.more["query"]) == ("pages/index/index", "a=1")


def test_lasting_short_links_have_a_limit_of_their_own(program: MiniProgram) -> None:
    wish = {"page_url": "pages/index/index", "is_permanent": True}
    program.spend("lasting-short-links", "2000-01-01", 100_000)
    assert program.ask(SHORT, wish)["errcode"] == 85400
    assert program.ask(SHORT, {**wish, "is_permanent": False})["errcode"] == 0


@pytest.mark.parametrize(
    ("address", "code"), [(None, 40097), ("", 40097), ("p" * 1025, 40097), ("pages/other?x=1", 40066)]
)
def test_short_links_to_nowhere(program: MiniProgram, address: str | None, code: int) -> None:
    assert program.ask(SHORT, {"page_url": address})["errcode"] == code


def test_an_app_without_a_published_page_has_no_links(program: MiniProgram) -> None:
    held = program.ground.credentials
    held.bundle = replace(held.bundle, wechat=replace(held.bundle.wechat, published_pages=()))
    assert program.ask(SCHEME, {})["errcode"] == 85079
