import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.douyin.answers import Problem
from linktester.serve.payapis.douyin.asked import JumpWish, SchemaWish, body, caller, check_app, seconds
from tests.fakes.openapis import Studio, api_call
from tests.fakes.payers import moved


@pytest.mark.parametrize("octets", [b"", b"{", b"[]", b"\xff", b'{"path":1}', b"[" * 100_000])
def test_bodies_that_cannot_be_read(studio: Studio, octets: bytes) -> None:
    with pytest.raises(Problem) as told:
        body(api_call(studio.ground, "POST", "/", octets), SchemaWish)
    assert told.value.code == 2100005


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=60))
def test_any_octets_are_read_or_refused(octets: bytes) -> None:
    call = api_call(None, "POST", "/", octets)  # type: ignore[arg-type]
    try:
        assert isinstance(body(call, JumpWish), JumpWish)
    except Problem as problem:
        assert problem.code == 2100005


def test_moments_may_be_numbers_or_text() -> None:
    assert seconds(5) == seconds("5") == 5
    assert [seconds(wrong) for wrong in (None, "", "-5", "5.0", "٥", "9" * 20)] == [None] * 6


def test_a_token_tells_the_client(studio: Studio) -> None:
    token = studio.fetch()["data"]["access_token"]
    called = api_call(studio.ground, "POST", "/", access_token=token)
    assert caller(called) == studio.ground.credentials.bundle.douyin.client_key
    moved(studio.ground, seconds=7200)
    for headers in ({"access_token": token}, {"access_token": "clt.x"}, {}):
        with pytest.raises(Problem) as told:
            caller(api_call(studio.ground, "POST", "/", **headers))
        assert told.value.code == 28001003


def test_only_the_own_mini_program_is_known(studio: Studio) -> None:
    call = api_call(studio.ground, "POST", "/")
    assert check_app(call, studio.app_id) == studio.app_id
    for wrong in (None, "", "tt0"):
        with pytest.raises(Problem):
            check_app(call, wrong)
