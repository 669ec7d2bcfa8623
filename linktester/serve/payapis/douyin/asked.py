"""What callers of Douyin's open platform send: JSON bodies, read strictly, and the token in a header."""

from dataclasses import dataclass
from typing import Any, TypeVar

from linktester.serve import wire
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin.answers import Problem
from linktester.serve.payapis.douyin.name import NAME

TOKEN_HEADER = "access-token"
BAD_PARAMETER, BAD_TOKEN, OTHER_BAD_PARAMETER = 2100005, 28001003, 28001007
_Moment = int | str | None
"""Seconds since 1970; the official SDK declares them as text."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenWish:
    """Body of the token's calls."""

    client_key: str | None = None
    client_secret: str | None = None
    grant_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaWish:
    """Body of `generate_schema`."""

    app_id: str | None = None
    path: str | None = None
    query: str | None = None
    expire_time: _Moment = None
    no_expire: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWish:
    """Body of `url_link/generate`."""

    app_id: str | None = None
    app_name: str | None = None
    path: str | None = None
    query: str | None = None
    expire_time: _Moment = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Body of the two queries."""

    app_id: str | None = None
    schema: str | None = None
    url_link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpWish:
    """Body of the four jump links, each of which asks for some of these."""

    expire_at: _Moment = None
    open_id: str | None = None
    account: str | None = None
    item_id: str | None = None
    video_id: int | str | None = None
    client_ticket: str | None = None
    image_path: str | None = None
    image_list_path: list[Any] | str | None = None
    video_path: str | None = None


def body(call: ApiCall, kind: type[T], wrong: int = BAD_PARAMETER) -> T:
    """Return the body as `kind`; fields it does not know are let pass. Raises Problem `wrong`."""
    try:
        return wire.read_json(call.body, kind)
    except wire.BadBodyError as error:
        raise Problem(wrong, str(error)) from error


def caller(call: ApiCall) -> str:
    """Return the client key whose token the call bears. Raises Problem."""
    token = call.ground.tokens.find(call.headers.get(TOKEN_HEADER, ""))
    if token is None or token.platform != NAME or call.ground.clock.now() >= token.expires_at:
        raise Problem(BAD_TOKEN, refused=TOKEN_HEADER)
    return token.owner


def check_app(call: ApiCall, app_id: str | None) -> str:
    """Return the mini program's id. Raises Problem when it is missing or nobody's here."""
    if app_id != call.ground.credentials.bundle.douyin.app_id:
        raise Problem(BAD_PARAMETER, "app_id")
    return app_id


def seconds(given: _Moment) -> int | None:
    """Return a moment as seconds since 1970, None when it is none."""
    if isinstance(given, str):
        return int(given) if given.isascii() and given.isdigit() and len(given) <= 19 else None
    return given
