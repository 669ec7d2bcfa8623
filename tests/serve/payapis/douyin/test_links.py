import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.douyin.links import _is_query
from linktester.serve.payapis.douyin.name import key
from tests.fakes.openapis import Studio
from tests.fakes.payers import NOON, moved

GENERATE, QUERY = "/api/apps/v1/url/generate_schema/", "/api/apps/v1/url/query_schema/"
LINK, INFO = "/api/apps/v1/url_link/generate/", "/api/apps/v1/url_link/query_info/"
PAGE = {"path": "pages/index", "query": '{"id":"1"}'}


def linked(studio: Studio, **changes: object) -> dict[str, object]:
    wish = {"app_id": studio.app_id, "app_name": "douyin", "expire_time": studio.later(hours=1)}
    return studio.ask(LINK, **{**wish, **changes})


def test_a_schema_tells_its_page_and_age(studio: Studio) -> None:
    wish = {"app_id": studio.app_id, **PAGE, "expire_time": str(studio.later(seconds=3601))}
    text = studio.ask(GENERATE, **wish)["data"]["schema"]
    told = studio.ask(QUERY, app_id=studio.app_id, schema=text)["data"]
    made = int(NOON.timestamp())
    assert told == {"app_id": studio.app_id, **PAGE, "create_time": made, "expire_time": made + 7200}


def test_a_schema_may_last_for_ever(studio: Studio) -> None:
    text = studio.ask(GENERATE, app_id=studio.app_id, no_expire=True)["data"]["schema"]
    moved(studio.ground, days=400)
    studio.token = ""
    assert studio.ask(QUERY, app_id=studio.app_id, schema=text)["data"]["expire_time"] == 0


def test_a_link_s_end_is_rounded_up_to_whole_hours(studio: Studio) -> None:
    for seconds, hours in ((1, 1), (3600, 1), (5820, 2), (180 * 86400, 4320)):
        text = linked(studio, expire_time=studio.later(seconds=seconds))["data"]["url_link"]
        mint = studio.ground.minted.find(key("urllink", text))
        assert mint is not None
        assert mint.expires_at is not None
        assert (mint.expires_at - NOON).total_seconds() == hours * 3600


def test_a_link_is_told_until_it_ends(studio: Studio) -> None:
    text = linked(studio, **PAGE)["data"]["url_link"]
    asked = {"app_id": studio.app_id, "url_link": text}
    told = studio.ask(INFO, **asked)["data"]
    assert (told["app_name"], told["path"], told["query"]) == ("douyin", *PAGE.values())
    moved(studio.ground, hours=1)
    assert studio.ask(INFO, **asked)["err_no"] == 28005001


@pytest.mark.parametrize(
    "wrong",
    [
        {"app_id": "tt0"},
        {"app_name": "wechat"},
        {"app_name": None},
        {"path": "pages/index?id=1"},
        {"query": "id=1"},
        {"query": "[]"},
        {"query": '{"名":1}'},
        {"query": '{"a":"' + "1" * 1024 + '"}'},
        {"expire_time": None},
        {"expire_time": 0},
        {"expire_time": 10**18},
        {"expire_time": "soon"},
        {"expire_time": int(NOON.timestamp()) + 180 * 86400 + 1},
    ],
)
def test_wrong_wishes(studio: Studio, wrong: dict[str, object]) -> None:
    told = linked(studio, **wrong)
    assert told["err_no"] == 2100005


@pytest.mark.parametrize(("path", "name"), [(QUERY, "schema"), (INFO, "url_link")])
def test_what_was_never_minted(studio: Studio, path: str, name: str) -> None:
    assert studio.ask(path, app_id=studio.app_id)["err_no"] == 2100005
    assert studio.ask(path, app_id=studio.app_id, **{name: "https://z.douyin.com/x"})["err_no"] == 28005001


def test_links_of_a_day_are_counted(studio: Studio) -> None:
    row = {"platform": "douyin", "owner": studio.app_id, "what": "urllink", "day": "2026-03-01"}
    studio.ground.database.put("counts", {**row, "count": 499_999})
    assert linked(studio)["err_no"] == 0
    assert linked(studio)["err_no"] == 28003017
    assert studio.ask(GENERATE, app_id=studio.app_id, no_expire=True)["err_no"] == 0


@pytest.mark.parametrize("path", [GENERATE, QUERY, LINK, INFO])
def test_nothing_without_a_token(studio: Studio, path: str) -> None:
    studio.token = "clt.none"
    assert studio.ask(path, app_id=studio.app_id)["err_no"] == 28001003


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_any_text_is_a_query_or_none(text: str) -> None:
    assert _is_query(text) in {True, False}
    assert not _is_query("[" * 900 + text)
