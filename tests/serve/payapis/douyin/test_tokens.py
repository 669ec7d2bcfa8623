import pytest

from tests.fakes.openapis import Studio
from tests.fakes.payers import moved, said

PROFILE = "/api/douyin/v1/schema/get_user_profile/"


def lives(studio: Studio, token: str) -> bool:
    studio.token = token
    return studio.ask(PROFILE, open_id="x", expire_at=studio.later(hours=1))["err_no"] == 0


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"grant_type": "x"}, 10002),
        ({"client_key": ""}, 10002),
        ({"client_key": "other"}, 10003),
        ({"client_secret": "other"}, 10013),
        ({"client_secret": "密"}, 10013),
    ],
)
@pytest.mark.parametrize("path", ["/oauth/client_token/", "/oauth/stable_client_token/"])
def test_wrong_wishes(studio: Studio, path: str, wrong: dict[str, str], code: int) -> None:
    told = studio.fetch(path, **wrong)
    assert (told["message"], told["data"]["error_code"]) == ("error", code)


def test_a_wish_that_cannot_be_read(studio: Studio) -> None:
    assert said(studio.send("POST", "/oauth/client_token/", b"client_key=1"))["data"]["error_code"] == 10002


def test_a_token_lives_two_hours(studio: Studio) -> None:
    told = studio.fetch()
    assert told["message"] == "success"
    assert told["data"]["access_token"].startswith("clt.")
    assert told["data"]["expires_in"] == 7200


def test_the_two_newest_tokens_live_the_older_one_five_minutes(studio: Studio) -> None:
    first, second, third = (studio.fetch()["data"]["access_token"] for _ in range(3))
    assert [lives(studio, token) for token in (first, second, third)] == [False, True, True]
    moved(studio.ground, seconds=300)
    assert [lives(studio, token) for token in (second, third)] == [False, True]


def test_the_stable_token_stays_and_leaves_the_common_one_alone(studio: Studio) -> None:
    common = studio.fetch()["data"]["access_token"]
    path = "/oauth/stable_client_token/"
    first = studio.fetch(path)["data"]
    moved(studio.ground, seconds=7199)
    assert studio.fetch(path)["data"] == {**first, "expires_in": 1}
    assert lives(studio, common)
    moved(studio.ground, seconds=1)
    assert studio.fetch(path)["data"]["access_token"] != first["access_token"]
