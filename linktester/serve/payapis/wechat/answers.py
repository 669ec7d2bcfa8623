"""Answers of WeChat's open platform: always HTTP 200; errors are `errcode` and words that end in a `rid`."""

import secrets
from collections.abc import Mapping

from linktester.serve import wire
from linktester.serve.exchange import Answer
from linktester.serve.payapis import tables
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechat.name import NAME


class Problem(Exception):
    """An error of the platform's table."""

    def __init__(self, code: int, refused: str = "") -> None:
        self.code = code
        self.refused = refused
        """The check that refused, for the request log."""
        super().__init__(code)


def problem_answer(call: ApiCall, problem: Problem) -> Answer:
    """Return the answer of an error."""
    error = tables.errors(NAME)[str(problem.code)]
    call.findings.code = error.code
    call.findings.refused = problem.refused
    told = {"errcode": problem.code, "errmsg": f"{error.message} rid: {_request_id(call)}"}
    return wire.json_answer(told, status=error.status)


def done(value: Mapping[str, object]) -> Answer:
    """Return the answer of a call that went well."""
    return wire.json_answer({"errcode": 0, "errmsg": "ok", **value})


def bare(value: Mapping[str, object]) -> Answer:
    """Return an answer without `errcode`, as tokens are given out."""
    return wire.json_answer(value)


def _request_id(call: ApiCall) -> str:
    """Return three groups of eight hex digits; the first one is the time."""
    moment = int(call.ground.clock.real().timestamp())
    return f"{moment:08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
