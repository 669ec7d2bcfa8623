import pytest

from linktester.serve.state import EVERYWHERE
from linktester.serve.worlds import DEFAULT
from tests.fakes.openapis import MiniProgram
from tests.fakes.payers import NOON

PAGE = {"path": "pages/index/index", "query": "id=1"}
SCHEME, LINK = "/wxa/queryscheme", "/wxa/query_urllink"


def test_a_scheme_tells_its_page_and_age(program: MiniProgram) -> None:
    text = program.ask("/wxa/generatescheme", {"jump_wxa": PAGE, "expire_type": 1, "expire_interval": 1})
    told = program.ask(SCHEME, {"scheme": text["openlink"]})
    made = int(NOON.timestamp())
    assert told["scheme_info"] == {
        "appid": program.ground.credentials.bundle.wechat.appid,
        **PAGE,
        "env_version": "release",
        "create_time": made,
        "expire_time": made + 86400,
    }
    assert told["visit_openid"] == ""


def test_parameters_added_by_hand_are_told_with_the_own_ones(program: MiniProgram) -> None:
    text = program.ask("/wxa/generatescheme", {"jump_wxa": PAGE})["openlink"]
    assert program.ask(SCHEME, {"scheme": text + "&cq=b%3D2"})["scheme_info"]["query"] == "id=1&b=2"


def test_the_first_user_is_told(program: MiniProgram) -> None:
    text = program.ask("/wxa/generate_urllink", PAGE)["url_link"]
    program.ground.codes.open(DEFAULT, text.rpartition("/")[2], "ann", NOON)
    told = program.ask(LINK, {"url_link": text})
    assert told["visit_openid"] == "ann"
    assert told["url_link_info"]["path"] == PAGE["path"]
    assert program.ground.codes.known(EVERYWHERE, text.rpartition("/")[2]).first_user is None


def test_a_plain_scheme_tells_what_it_says(program: MiniProgram) -> None:
    appid = program.ground.credentials.bundle.wechat.appid
    text = f"weixin://dl/business/?appid={appid}&path=pages/index/index&query=a%3D1&env_version=trial"
    told = program.ask(SCHEME, {"scheme": text})["scheme_info"]
    assert (told["path"], told["query"], told["env_version"]) == ("pages/index/index", "a=1", "trial")
    assert program.ask(SCHEME, {"scheme": text.replace(appid, "wx0")})["errcode"] == 40097


@pytest.mark.parametrize(
    ("path", "question", "code"),
    [
        (SCHEME, {}, 40097),
        (SCHEME, {"scheme": "https://wxaurl.cn/AbCdEfGhIjK"}, 40097),
        (SCHEME, {"scheme": "weixin://dl/business/?t="}, 40097),
        (SCHEME, {"scheme": "weixin://dl/business/?t=AbCdEfGhIjK"}, 85402),
        (SCHEME, {"query_type": 2}, 40097),
        (LINK, {"url_link": "weixin://dl/business/?t=AbCdEfGhIjK"}, 40097),
        (LINK, {"url_link": "https://wxaurl.cn/AbCdEfGhIjK"}, 85403),
        (LINK, {"url_link": "\ud800" + "x" * 3000}, 47001),
    ],
)
def test_what_was_never_minted(program: MiniProgram, path: str, question: object, code: int) -> None:
    assert program.ask(path, question)["errcode"] == code


def test_a_url_link_s_ticket_is_no_scheme_s(program: MiniProgram) -> None:
    ticket = program.ask("/wxa/generate_urllink", PAGE)["url_link"].rpartition("/")[2]
    assert program.ask(SCHEME, {"scheme": f"weixin://dl/business/?t={ticket}"})["errcode"] == 85402


def test_an_app_asks_for_its_own_links_only(program: MiniProgram) -> None:
    text = program.ask("/wxa/generate_urllink", PAGE)["url_link"]
    program.ground.database.run("UPDATE minted SET more = replace(more, 'wxfa4e', 'wx0000')")
    assert program.ask(LINK, {"url_link": text})["errcode"] == 85403


@pytest.mark.parametrize("path", [SCHEME, LINK])
def test_the_openings_left_today(program: MiniProgram, path: str) -> None:
    assert program.ask(path, {"query_type": 1})["quota_info"] == {"remain_visit_quota": 3_000_000}
