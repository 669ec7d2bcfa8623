import pytest

from linktester import links
from linktester.serve.payapis.douyin.jumps import handlers
from tests.fakes.openapis import Studio

BASE = "/api/douyin/v1/schema/"
RIGHT = {
    "get_user_profile": {"account": "a"},
    "get_chat": {"open_id": "o"},
    "get_item_info": {"video_id": 5484639914658562446},
    "get_share": {"client_ticket": "t", "image_list_path": ["https://shop.example/1.png"]},
}


def test_every_kind_has_its_own_wish() -> None:
    assert set(handlers()) == set(RIGHT)


@pytest.mark.parametrize("kind", RIGHT)
def test_a_jump_link_is_one_of_douyin_s_own(studio: Studio, kind: str) -> None:
    text = studio.ask(f"{BASE}{kind}/", **RIGHT[kind], expire_at=studio.later(hours=1))["data"]["schema"]
    parsed = links.parse(text)
    if kind == "get_user_profile":
        assert text.startswith("https://open.douyin.com/platform/oauth/slink/?token=")
    else:
        assert parsed.link.family == "douyin-scheme"
        assert parsed.valid
    assert studio.ground.credentials.bundle.douyin.client_key in text


@pytest.mark.parametrize("kind", RIGHT)
def test_what_is_missing_or_past(studio: Studio, kind: str) -> None:
    later = studio.later(hours=1)
    for wrong in (
        {"expire_at": later},
        RIGHT[kind],
        {**RIGHT[kind], "expire_at": studio.later()},
        {**RIGHT[kind], "expire_at": "never"},
    ):
        assert studio.ask(f"{BASE}{kind}/", **wrong)["err_no"] == 28001007


def test_a_share_needs_its_ticket(studio: Studio) -> None:
    told = studio.ask(f"{BASE}get_share/", image_path="x", expire_at=studio.later(hours=1))
    assert told["err_no"] == 28001007


def test_the_far_end_of_time_is_no_end(studio: Studio) -> None:
    told = studio.ask(f"{BASE}get_chat/", open_id="o", expire_at=6143431893117105772)
    assert told["err_no"] == 0
    row = studio.ground.database.row("SELECT expires_at FROM minted")
    assert row is not None
    assert row[0] is None
