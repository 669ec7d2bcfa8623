import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.wechat.answers import Problem
from linktester.serve.payapis.wechat.asked import SchemeWish, app, body
from tests.fakes.openapis import MiniProgram, api_call
from tests.fakes.payers import moved


def code_of(program: MiniProgram, token: str) -> int:
    with pytest.raises(Problem) as told:
        app(api_call(program.ground, "POST", f"/wxa/queryscheme?access_token={token}"))
    return told.value.code


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", 44002),
        (b" \n", 44002),
        (b"{", 47001),
        (b"[]", 47001),
        (b"\xff{}", 47001),
        (b'{"jump_wxa":{"path":5}}', 47001),
        (b'{"expire_type":"1"}', 47001),
        (b"[" * 100_000, 47001),
    ],
)
def test_bodies_that_cannot_be_read(program: MiniProgram, octets: bytes, code: int) -> None:
    with pytest.raises(Problem) as told:
        body(api_call(program.ground, "POST", "/wxa/generatescheme", octets), SchemeWish)
    assert told.value.code == code


def test_unknown_fields_and_nulls_are_let_pass(program: MiniProgram) -> None:
    sent = {"jump_wxa": {"path": None, "more": 1}, "expire_type": None, "new": []}
    wish = body(api_call(program.ground, "POST", "/wxa/generatescheme", sent), SchemeWish)
    assert wish.jump_wxa is not None
    assert wish.jump_wxa.path is None


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=60))
def test_any_octets_are_read_or_refused(octets: bytes) -> None:
    call = api_call(None, "POST", "/wxa/generatescheme", octets)  # type: ignore[arg-type]
    try:
        assert isinstance(body(call, SchemeWish), SchemeWish)
    except Problem as problem:
        assert problem.code in {44002, 47001}


def test_a_token_tells_the_app(program: MiniProgram) -> None:
    token = program.fetch()["access_token"]
    called = api_call(program.ground, "POST", f"/wxa/queryscheme?access_token={token}")
    assert app(called) == program.ground.credentials.bundle.wechat.appid


def test_each_bad_token_has_its_code(program: MiniProgram) -> None:
    assert code_of(program, "") == 41001
    assert code_of(program, "abc") == 40014
    assert code_of(program, "99_" + "A" * 136) == 40001


def test_an_expired_token_is_told_from_a_replaced_one(program: MiniProgram) -> None:
    old = program.fetch()["access_token"]
    moved(program.ground, seconds=100)
    new = program.fetch()["access_token"]
    moved(program.ground, seconds=300)
    assert code_of(program, old) == 40001
    moved(program.ground, seconds=6899)
    program.ask("/wxa/queryscheme", {"query_type": 1})
    moved(program.ground, seconds=1)
    assert code_of(program, new) == 42001


def test_another_platform_s_token_is_none(program: MiniProgram) -> None:
    token = program.fetch()["access_token"]
    program.ground.database.run("UPDATE tokens SET platform = 'douyin'")
    assert code_of(program, token) == 40001
