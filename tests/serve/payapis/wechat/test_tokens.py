import pytest

from tests.fakes.openapis import MiniProgram
from tests.fakes.payers import moved, said


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"grant_type": "x"}, 40002),
        ({"grant_type": ""}, 40002),
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"appid": "wx0"}, 40013),
        ({"secret": "0"}, 40125),
        ({"secret": "密"}, 40125),
    ],
)
def test_wrong_wishes(program: MiniProgram, wrong: dict[str, str], code: int) -> None:
    assert program.fetch(**wrong)["errcode"] == code


def test_a_token_comes_bare_and_lives_two_hours(program: MiniProgram) -> None:
    told = program.fetch()
    assert set(told) == {"access_token", "expires_in"}
    assert told["expires_in"] == 7200


def test_the_token_before_lives_on_for_five_minutes(program: MiniProgram) -> None:
    program.token = program.fetch()["access_token"]
    program.fetch()
    moved(program.ground, seconds=299)
    assert program.ask("/wxa/queryscheme", {"query_type": 1})["errcode"] == 0
    moved(program.ground, seconds=1)
    assert program.ask("/wxa/queryscheme", {"query_type": 1})["errcode"] == 40001


def test_the_stable_token_stays_and_leaves_the_common_one_alone(program: MiniProgram) -> None:
    program.token = program.fetch()["access_token"]
    first = program.fetch_stable()
    moved(program.ground, seconds=6000)
    assert program.fetch_stable() == {**first, "expires_in": 1200}
    assert program.ask("/wxa/queryscheme", {"query_type": 1})["errcode"] == 0


def test_in_its_last_minutes_a_new_stable_token_comes_and_both_live(program: MiniProgram) -> None:
    program.token = program.fetch_stable()["access_token"]
    moved(program.ground, seconds=6900)
    new = program.fetch_stable()
    assert new["expires_in"] == 7200
    assert new["access_token"] != program.token
    assert program.ask("/wxa/queryscheme", {"query_type": 1})["errcode"] == 0


def test_forcing_ends_the_old_stable_token_at_once_but_not_twice_in_half_a_minute(
    program: MiniProgram,
) -> None:
    program.token = program.fetch_stable()["access_token"]
    moved(program.ground, seconds=30)
    forced = program.fetch_stable(force=True)["access_token"]
    assert forced != program.token
    assert program.ask("/wxa/queryscheme", {"query_type": 1})["errcode"] == 40001
    moved(program.ground, seconds=29)
    assert program.fetch_stable(force=True)["access_token"] == forced


def test_forcing_is_counted_by_the_day_in_beijing(program: MiniProgram) -> None:
    program.spend("forced-tokens", "2026-03-01", 19)
    assert "access_token" in program.fetch_stable(force=True)
    assert program.fetch_stable(force=True)["errcode"] == 45009
    moved(program.ground, hours=12)
    assert "access_token" in program.fetch_stable(force=True)


def test_a_stable_token_is_asked_for_with_a_body(program: MiniProgram) -> None:
    assert said(program.send("POST", "/cgi-bin/stable_token"))["errcode"] == 44002
    assert said(program.send("POST", "/cgi-bin/stable_token", {}))["errcode"] == 40002
