import re

from linktester.serve.payapis import tables
from linktester.serve.payapis.douyin.answers import (
    Problem,
    done,
    problem_answer,
    token_done,
    token_problem_answer,
)
from linktester.serve.payapis.douyin.name import NAME
from tests.fakes.openapis import Studio, api_call
from tests.fakes.payers import said


def test_every_error_has_a_number_and_words(studio: Studio) -> None:
    for code in tables.errors(NAME):
        call = api_call(studio.ground, "POST", "/oauth/client_token/")
        told = said(problem_answer(call, Problem(int(code), "here", refused="why")))
        assert told["err_no"] == int(code)
        assert told["err_msg"].endswith(": here")
        assert (call.findings.code, call.findings.refused) == (code, "why")
        data = said(token_problem_answer(call, Problem(int(code))))["data"]
        assert data["error_code"] == int(code)
        assert data["description"]


def test_what_went_well_has_number_zero(studio: Studio) -> None:
    told = said(done(api_call(studio.ground, "POST", "/x"), {"schema": "y"}))
    assert (told["err_no"], told["err_msg"], told["data"]) == (0, "", {"schema": "y"})
    assert re.fullmatch(r"20260301120000[0-9A-F]{20}", told["log_id"])
    assert said(token_done({}))["data"] == {"error_code": 0, "description": ""}
