import re

from linktester.serve.payapis import tables
from linktester.serve.payapis.wechat.answers import Problem, bare, done, problem_answer
from linktester.serve.payapis.wechat.name import NAME
from tests.fakes.openapis import MiniProgram, api_call
from tests.fakes.payers import said


def test_every_error_has_words_that_end_in_a_request_id(program: MiniProgram) -> None:
    for code in tables.errors(NAME):
        call = api_call(program.ground, "GET", "/cgi-bin/token")
        answer = problem_answer(call, Problem(int(code), "why"))
        told = said(answer)
        assert answer.status == 200
        assert told["errcode"] == int(code)
        assert re.fullmatch(r".+ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}", told["errmsg"])
        assert (call.findings.code, call.findings.refused) == (code, "why")


def test_what_went_well_says_ok_and_tokens_do_not() -> None:
    assert said(done({"a": 1})) == {"errcode": 0, "errmsg": "ok", "a": 1}
    assert said(bare({"a": 1})) == {"a": 1}
