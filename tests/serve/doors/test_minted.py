from datetime import timedelta
from pathlib import Path

import pytest

from linktester import links
from linktester.serve.doors.minted import refused
from linktester.serve.ground import Ground
from tests.fakes.emulator import world
from tests.fakes.openapis import a_mini_program, a_shop, a_studio
from tests.fakes.payers import NOON


def why(ground: Ground, app: str, text: str, days: float = 0) -> str | None:
    return refused(app, links.parse(text).link, world(NOON + timedelta(days=days)), ground)


def test_a_tao_command_lives_its_days(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    command = f"复制这条口令 {shop.command()} 后打开手机淘宝"
    assert why(shop.ground, "taobao", command) is None
    assert why(shop.ground, "taobao", command, days=31) == "expired"
    assert why(shop.ground, "tmall", command, days=31) is None
    shop.ground.close()


@pytest.mark.parametrize("name", ["generate_schema", "get_user_profile", "get_chat"])
def test_links_of_douyin_end_when_they_were_told_to(tmp_path: Path, name: str) -> None:
    studio = a_studio(tmp_path)
    ends = int((NOON + timedelta(days=2)).timestamp())
    if name == "generate_schema":
        app_id = studio.ground.credentials.bundle.douyin.app_id
        made = studio.ask("/api/apps/v1/url/generate_schema/", app_id=app_id, expire_time=ends)
    else:
        made = studio.ask(f"/api/douyin/v1/schema/{name}/", open_id="o", expire_at=ends)
    text = made["data"]["schema"]
    assert why(studio.ground, "douyin", text) is None
    assert why(studio.ground, "douyin", text, days=1.9) is None
    assert why(studio.ground, "douyin", text, days=2.1) == "expired"
    studio.ground.close()


def test_openings_of_tickets_are_counted_until_the_day_is_used_up(tmp_path: Path) -> None:
    program = a_mini_program(tmp_path)
    ticket = program.ask("/wxa/generatescheme", {"jump_wxa": {}})["openlink"]
    page = program.ask("/wxa/generate_urllink", {})["url_link"]
    same = "weixin://dl/business/?t=" + page.rsplit("/", 1)[1]
    for text in (ticket, same):
        assert why(program.ground, "wechat", text) is None
    left = program.ask("/wxa/queryscheme", {"query_type": 1})["quota_info"]["remain_visit_quota"]
    assert left == 2_999_998
    sql = "UPDATE counts SET count = 3000000 WHERE what = 'openings'"
    program.ground.database.run(sql)
    assert why(program.ground, "wechat", ticket) == "quota"
    assert program.ask("/wxa/queryscheme", {"query_type": 1})["quota_info"]["remain_visit_quota"] == 0
    program.ground.clock.advance(timedelta(days=1))
    assert why(program.ground, "wechat", ticket) is None
    program.ground.close()


@pytest.mark.parametrize(
    ("app", "text"),
    [
        ("wechat", "weixin://dl/business/?t=nobodys1234"),
        ("wechat", "weixin://dl/business/?appid=wx1"),
        ("taobao", "￥dAEYbi4KO4D￥"),
        ("taobao", "https://item.taobao.com/item.htm?id=1"),
        ("douyin", "snssdk1128://aweme/detail/1"),
        ("douyin", "https://open.douyin.com/platform/oauth/slink/?token=x"),
        ("jd", "￥dAEYbi4KO4D￥"),
    ],
)
def test_what_was_not_made_here_is_not_judged_and_opens_no_books(tmp_path: Path, app: str, text: str) -> None:
    ground = Ground(tmp_path)
    assert why(ground, app, text) is None
    assert list(tmp_path.iterdir()) == []
