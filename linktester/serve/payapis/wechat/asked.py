"""What callers of WeChat's open platform send: JSON bodies, read strictly, and a token that names them."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from linktester.serve import wire
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechat.answers import Problem
from linktester.serve.payapis.wechat.name import NAME, limit
from linktester.serve.state import Token

_SHAPE = re.compile(r"\d{1,4}_[A-Za-z0-9_\-]{40,400}", re.ASCII)
_A_MOMENT = timedelta(seconds=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenWish:
    """Body of `stable_token`."""

    grant_type: str | None = None
    appid: str | None = None
    secret: str | None = None
    force_refresh: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The mini program's page a link leads to."""

    path: str | None = None
    query: str | None = None
    env_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """When a link ends."""

    is_expire: bool | None = None
    expire_type: int | None = None
    """0: at `expire_time`; 1: after `expire_interval` days."""
    expire_time: int | None = None
    expire_interval: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeWish(Expiry):
    """Body of `generatescheme`."""

    jump_wxa: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlLinkWish(Expiry):
    """Body of `generate_urllink`."""

    path: str | None = None
    query: str | None = None
    env_version: str | None = None
    cloud_base: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLinkWish:
    """Body of `genwxashortlink`."""

    page_url: str | None = None
    page_title: str | None = None
    is_permanent: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Body of the two queries."""

    scheme: str | None = None
    url_link: str | None = None
    query_type: int | None = None
    """0: the link; 1: how often links may still be opened today."""


def body(call: ApiCall, kind: type[T]) -> T:
    """Return the body as `kind`; fields it does not know are let pass. Raises Problem."""
    if not call.body.strip():
        raise Problem(44002)
    try:
        return wire.read_json(call.body, kind)
    except wire.BadBodyError as error:
        call.findings.notes.append(str(error))
        raise Problem(47001) from error


def app(call: ApiCall) -> str:
    """Return the app id whose token the call bears. Raises Problem."""
    given = call.fields.get("access_token", "")
    if not given:
        raise Problem(41001, "access-token")
    if not _SHAPE.fullmatch(given):
        raise Problem(40014, "access-token")
    token = call.ground.tokens.find(given)
    if token is None or token.platform != NAME:
        raise Problem(40001, "access-token")
    if call.ground.clock.now() >= token.expires_at:
        raise Problem(40001 if _was_retired(token) else 42001, "access-token")
    return token.owner


def _was_retired(token: Token) -> bool:
    """Tell whether a newer token ended this one before its time."""
    return token.expires_at + _A_MOMENT < token.made_at + timedelta(seconds=limit("token-life-seconds"))
