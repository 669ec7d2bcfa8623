"""Errors of Alipay: the codes below the gateway's, with the gateway code each belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linktester import tables

_FILE = "payapis/alipay/errors.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayCode:
    """One gateway code."""

    code: str
    msg: str
    status: int
    """HTTP status in OpenAPI 3."""
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One code below a gateway code."""

    sub_code: str
    code: str
    message: str
    sure: str
    source: str


class Problem(Exception):
    """An error of the table, with words of its own where they help."""

    def __init__(self, sub_code: str, words: str = "", *, check: str = "") -> None:
        self.sub_code = sub_code
        self.words = words
        self.check = check
        """For the request log: which check refused, such as `signature`."""
        super().__init__(sub_code)


def invalid(field: str, issue: str) -> Problem:
    """Return the error of one wrong field of biz_content."""
    return Problem("ACQ.INVALID_PARAMETER", f"参数无效：{field} {issue}", check=field)


@cache
def gateway_codes() -> Mapping[str, GatewayCode]:
    """Return the gateway's codes."""
    return {each.code: each for each in tables.rows(_FILE, "answer", GatewayCode)}


@cache
def errors() -> Mapping[str, Error]:
    """Return the codes below them."""
    return {each.sub_code: each for each in tables.rows(_FILE, "error", Error)}
