"""Minting links into mini programs. The emulated WeChat's door knows the age of what is minted here."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from linktester.model.zone import day_of
from linktester.serve.exchange import Answer
from linktester.serve.payapis import minting
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechat import expiry
from linktester.serve.payapis.wechat.answers import Problem, done
from linktester.serve.payapis.wechat.asked import Page, SchemeWish, ShortLinkWish, UrlLinkWish, app, body
from linktester.serve.payapis.wechat.name import NAME, SCHEME, SHORT_LINK, URL_LINK, key, limit, words
from linktester.serve.state import EVERYWHERE, Mint

_QUERY = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%`]*", re.ASCII)
_VERSIONS = frozenset({"release", "trial", "develop"})
_EVER = date(2000, 1, 1)
"""The day under which is counted what has no day."""


def scheme(call: ApiCall) -> Answer:
    """Answer `/wxa/generatescheme`."""
    appid, wish = app(call), body(call, SchemeWish)
    page = wish.jump_wxa or Page()
    _check(call, page)
    return done({"openlink": _ticket(call, appid, SCHEME, page, expiry.end(wish, call.ground.clock.now()))})


def url_link(call: ApiCall) -> Answer:
    """Answer `/wxa/generate_urllink`; where it leads on the web (`cloud_base`) is kept, not followed."""
    appid, wish = app(call), body(call, UrlLinkWish)
    page = Page(path=wish.path, query=wish.query, env_version=wish.env_version)
    _check(call, page)
    return done({"url_link": _ticket(call, appid, URL_LINK, page, expiry.end(wish, call.ground.clock.now()))})


def short_link(call: ApiCall) -> Answer:
    """Answer `/wxa/genwxashortlink`."""
    appid, wish, now = app(call), body(call, ShortLinkWish), call.ground.clock.now()
    address = wish.page_url or ""
    if not address or len(address) > limit("short-link-page"):
        raise Problem(40097)
    path, _, query = address.partition("?")
    if not _is_published(call, path):
        raise Problem(40066)
    held = {"name": words("mini-program")["name"], "title": _title(wish.page_title)}
    token, text = minting.fresh(NAME, SHORT_LINK, **held)
    ends = None if wish.is_permanent else now + timedelta(days=limit("short-link-days"))
    with call.ground.database.together():
        _count(call, appid, "short-links", day_of(now), 45009)
        if ends is None:
            _count(call, appid, "lasting-short-links", _EVER, 85400)
        _keep(call, SHORT_LINK, token, ends, _leads(appid, Page(path=path, query=query)))
    return done({"link": text})


def _ticket(call: ApiCall, appid: str, kind: str, page: Page, ends: datetime | None) -> str:
    """Mint a ticket and return its link. Raises Problem when today's are used up."""
    now = call.ground.clock.now()
    token, text = minting.fresh(NAME, kind)
    with call.ground.database.together():
        _count(call, appid, "links", day_of(now), 45009)
        if ends is None:
            _count(call, appid, "lasting-links", _EVER, 85400)
        _keep(call, kind, token, ends, _leads(appid, page))
        call.ground.codes.tell(EVERYWHERE, token, made_at=now, expires_at=ends)
    return text


def _keep(call: ApiCall, kind: str, token: str, ends: datetime | None, told: Mapping[str, str]) -> None:
    now = call.ground.clock.now()
    call.ground.minted.add(
        Mint(key=key(kind, token), platform=NAME, kind=kind, made_at=now, expires_at=ends, more=told)
    )


def _leads(appid: str, page: Page) -> dict[str, str]:
    """Return what is kept of where a link leads."""
    return {
        "appid": appid,
        "path": page.path or "",
        "query": page.query or "",
        "env_version": page.env_version or "release",
    }


def _count(call: ApiCall, appid: str, what: str, day: date, over: int) -> None:
    if call.ground.tokens.count(NAME, appid, what, day) > limit(f"{what}-most"):
        raise Problem(over, "quota")


def _check(call: ApiCall, page: Page) -> None:
    if page.path and not _is_published(call, page.path):
        raise Problem(40165)
    if not call.ground.credentials.bundle.wechat.published_pages:
        raise Problem(85079)
    query = page.query or ""
    if len(query) > limit("query-letters") or not _QUERY.fullmatch(query):
        raise Problem(40212)
    if page.env_version and page.env_version not in _VERSIONS:
        raise Problem(40097)


def _is_published(call: ApiCall, path: str) -> bool:
    return path.removeprefix("/") in call.ground.credentials.bundle.wechat.published_pages


def _title(given: str | None) -> str:
    """Return the title as the link holds it: long ones are cut."""
    most = limit("short-link-title")
    title = given or words("mini-program")["title"]
    return title if len(title) <= most else title[:most] + "..."
