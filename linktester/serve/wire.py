"""JSON bodies in and out, strictly typed and bounded, for the client protocol and the control port."""

from typing import Any, TypeVar

import msgspec

from linktester.serve.exchange import Answer, Record

T = TypeVar("T")
_TYPE = ((b"content-type", b"application/json"),)


class BadBodyError(Exception):
    """The body is not what was asked for; the text says where."""


def read_json(body: bytes, kind: type[T]) -> T:
    """Return `body` as `kind`. Raises BadBodyError."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadBodyError(str(error)[:300]) from error


def convert(value: object, kind: type[T]) -> T:
    """Return plain data as `kind`. Raises BadBodyError."""
    try:
        return msgspec.convert(value, type=kind)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BadBodyError(str(error)[:300]) from error


def json_answer(value: object, *, status: int = 200, record: Record | None = None) -> Answer:
    """Return `value` as a JSON answer; lone surrogates, which JSON cannot hold, become question marks."""
    return Answer(status=status, headers=_TYPE, body=encoded(value), record=record or Record())


def encoded(value: object) -> bytes:
    """Return `value` as JSON octets."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(value)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
