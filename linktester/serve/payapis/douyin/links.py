"""Schemas and URL links into a mini program: minting them, and asking what a minted one was."""

import json
import math
import re
from datetime import datetime, timedelta
from urllib.parse import quote

from linktester.model.zone import day_of
from linktester.serve.exchange import Answer
from linktester.serve.payapis import minting
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin.answers import Problem, done
from linktester.serve.payapis.douyin.asked import (
    BAD_PARAMETER,
    LinkWish,
    Question,
    SchemaWish,
    body,
    caller,
    check_app,
    seconds,
)
from linktester.serve.payapis.douyin.name import NAME, SCHEMA, URL_LINK, key, limit
from linktester.serve.state import Mint

_HOSTS = frozenset({"douyin", "douyinlite", "toutiao", "toutiaolite"})
_QUERY = re.compile(r"[!-~]*", re.ASCII)
_USED_UP, _GONE = 28003017, 28005001
_HOUR = 3600


def schema(call: ApiCall) -> Answer:
    """Answer `/api/apps/v1/url/generate_schema/`."""
    caller(call)
    wish = body(call, SchemaWish)
    app_id = check_app(call, wish.app_id)
    ends = None if wish.no_expire else _end(seconds(wish.expire_time), call.ground.clock.now())
    kept = {"app_id": app_id, **_page(wish.path, wish.query)}
    _, text = minting.fresh(NAME, SCHEMA, app_id=quote(app_id))
    _keep(call, SCHEMA, text, ends, kept)
    return done(call, {"schema": text})


def query_schema(call: ApiCall) -> Answer:
    """Answer `/api/apps/v1/url/query_schema/`."""
    return _told(call, SCHEMA)


def url_link(call: ApiCall) -> Answer:
    """Answer `/api/apps/v1/url_link/generate/`."""
    caller(call)
    wish = body(call, LinkWish)
    app_id = check_app(call, wish.app_id)
    if wish.app_name not in _HOSTS:
        raise Problem(BAD_PARAMETER, "app_name")
    ends = _end(seconds(wish.expire_time), call.ground.clock.now())
    kept = {"app_id": app_id, "app_name": wish.app_name, **_page(wish.path, wish.query)}
    _, text = minting.fresh(NAME, URL_LINK)
    _keep(call, URL_LINK, text, ends, kept)
    return done(call, {"url_link": text})


def query_url_link(call: ApiCall) -> Answer:
    """Answer `/api/apps/v1/url_link/query_info/`."""
    return _told(call, URL_LINK)


def _keep(call: ApiCall, kind: str, text: str, ends: datetime | None, kept: dict[str, str]) -> None:
    """Keep a new link. Raises Problem when today's are used up."""
    ground, now = call.ground, call.ground.clock.now()
    with ground.database.together():
        if ground.tokens.count(NAME, kept["app_id"], kind, day_of(now)) > limit(f"{kind}s-a-day"):
            raise Problem(_USED_UP, refused="quota")
        ground.minted.add(
            Mint(key=key(kind, text), platform=NAME, kind=kind, made_at=now, expires_at=ends, more=kept)
        )


def _told(call: ApiCall, kind: str) -> Answer:
    """Return what is known of a link that still lives."""
    caller(call)
    asked = body(call, Question)
    app_id = check_app(call, asked.app_id)
    text = asked.schema if kind == SCHEMA else asked.url_link
    if not text:
        raise Problem(BAD_PARAMETER, "schema" if kind == SCHEMA else "url_link")
    found = call.ground.minted.find(key(kind, text))
    if found is None or found.more["app_id"] != app_id or found.is_over(call.ground.clock.now()):
        raise Problem(_GONE)
    ends = int(found.expires_at.timestamp()) if found.expires_at else 0
    return done(call, {**found.more, "create_time": int(found.made_at.timestamp()), "expire_time": ends})


def _end(moment: int | None, now: datetime) -> datetime:
    """Return the end of a link: whole hours from now, rounded up. Raises Problem."""
    if moment is None:
        raise Problem(BAD_PARAMETER, "expire_time")
    begin = now.timestamp()
    if not begin < moment <= begin + limit("most-days") * 24 * _HOUR:
        raise Problem(BAD_PARAMETER, "expire_time")
    return now + timedelta(hours=math.ceil((moment - begin) / _HOUR))


def _page(path: str | None, query: str | None) -> dict[str, str]:
    """Return the page a link leads to. Raises Problem."""
    if "?" in (path or ""):
        raise Problem(BAD_PARAMETER, "path")
    if query and not _is_query(query):
        raise Problem(BAD_PARAMETER, "query")
    return {"path": path or "", "query": query or ""}


def _is_query(text: str) -> bool:
    """Tell whether `text` is a JSON object the platform lets pass."""
    if len(text) > limit("query-letters") or not _QUERY.fullmatch(text):
        return False
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
