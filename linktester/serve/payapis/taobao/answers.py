"""Answers of TOP, as JSON or XML: always HTTP 200, errors as an `error_response` with a number."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from linktester.serve.exchange import Answer
from linktester.serve.payapis import tables
from linktester.serve.payapis.taobao.asked import Asked
from linktester.serve.payapis.taobao.name import NAME
from linktester.serve.wire import encoded

_XML_HEAD = '<?xml version="1.0" encoding="utf-8" ?>'
_NO_XML = {code: "�" for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}


class Problem(Exception):
    """An error of the platform's table, with the called method's own code and words where it has some."""

    def __init__(self, code: int, *, refused: str = "", sub_code: str = "", sub_words: str = "") -> None:
        self.code = code
        self.refused = refused
        """The check that refused, for the request log."""
        self.sub_code = sub_code
        self.sub_words = sub_words
        super().__init__(code)


def problem_answer(asked: Asked, problem: Problem) -> Answer:
    """Return the answer of an error."""
    error = tables.errors(NAME)[str(problem.code)]
    asked.call.findings.code = error.code
    asked.call.findings.refused = problem.refused
    told: dict[str, Any] = {"code": problem.code, "msg": error.message}
    if problem.sub_code:
        told["sub_code"] = problem.sub_code
    if problem.sub_words:
        told["sub_msg"] = problem.sub_words
    return _answer(asked, "error_response", told, error.status)


def done(asked: Asked, told: Mapping[str, Any]) -> Answer:
    """Return the answer of a method that went well; it is named after the method."""
    name = asked.params["method"].removeprefix("taobao.").replace(".", "_")
    return _answer(asked, f"{name}_response", told, 200)


def _answer(asked: Asked, root: str, told: Mapping[str, Any], status: int) -> Answer:
    whole = {root: {**told, "request_id": secrets.token_hex(6)}}
    if asked.params.get("format") == "json":
        return _typed(b"application/json;charset=UTF-8", encoded(whole), status)
    text = _XML_HEAD + "".join(_elements(whole))
    return _typed(b"text/xml;charset=UTF-8", text.encode("utf-8", "replace"), status)


def _typed(kind: bytes, body: bytes, status: int) -> Answer:
    return Answer(status=status, headers=((b"content-type", kind),), body=body)


def _elements(value: Mapping[str, Any]) -> Iterator[str]:
    for name, held in value.items():
        inner = "".join(_elements(held)) if isinstance(held, Mapping) else _text(held)
        yield f"<{name}>{inner}</{name}>"


def _text(value: object) -> str:
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(plain.translate(_NO_XML))
