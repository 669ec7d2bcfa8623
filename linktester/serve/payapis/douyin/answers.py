"""Answers of Douyin's open platform: HTTP 200 with `err_no`; tokens have theirs in `data.error_code`."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linktester.model.zone import CHINA
from linktester.serve import wire
from linktester.serve.exchange import Answer
from linktester.serve.payapis import tables
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin.name import NAME


class Problem(Exception):
    """An error of the platform's table."""

    def __init__(self, code: int, words: str = "", *, refused: str = "") -> None:
        self.code = code
        self.words = words
        """Said after the table's words; empty for nothing."""
        self.refused = refused
        """The check that refused, for the request log."""
        super().__init__(code)


def problem_answer(call: ApiCall, problem: Problem) -> Answer:
    """Return the answer of an error."""
    error = _noted(call, problem)
    told = {"err_no": problem.code, "err_msg": _said(error, problem), "log_id": _log_id(call), "data": {}}
    return wire.json_answer(told, status=error.status)


def token_problem_answer(call: ApiCall, problem: Problem) -> Answer:
    """Return the answer of an error of the token's calls."""
    error = _noted(call, problem)
    data = {
        "captcha": "",
        "desc_url": "",
        "description": _said(error, problem),
        "error_code": problem.code,
    }
    return wire.json_answer({"data": data, "message": "error"}, status=error.status)


def done(call: ApiCall, data: Mapping[str, Any]) -> Answer:
    """Return the answer of a call that went well."""
    return wire.json_answer({"err_no": 0, "err_msg": "", "log_id": _log_id(call), "data": data})


def token_done(data: Mapping[str, Any]) -> Answer:
    """Return the answer of a token's call that went well."""
    return wire.json_answer({"data": {**data, "error_code": 0, "description": ""}, "message": "success"})


def _noted(call: ApiCall, problem: Problem) -> tables.Error:
    error = tables.errors(NAME)[str(problem.code)]
    call.findings.code = error.code
    call.findings.refused = problem.refused
    return error


def _said(error: tables.Error, problem: Problem) -> str:
    return f"{error.message}: {problem.words}" if problem.words else error.message


def _log_id(call: ApiCall) -> str:
    """Return a number of the request: Beijing's time and 20 hex digits."""
    moment: datetime = call.ground.clock.real().astimezone(CHINA)
    return f"{moment:%Y%m%d%H%M%S}{secrets.token_hex(10).upper()}"
