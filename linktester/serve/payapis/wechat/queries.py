"""Asking WeChat what a minted link was: its page, its age, and who opened it first."""

from collections.abc import Mapping

from linktester import links
from linktester.model.zone import day_of
from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechat.answers import Problem, done
from linktester.serve.payapis.wechat.asked import Question, app, body
from linktester.serve.payapis.wechat.name import NAME, OPENINGS, SCHEME, URL_LINK, key, limit
from linktester.serve.state import Mint
from linktester.serve.worlds import DEFAULT


def scheme(call: ApiCall) -> Answer:
    """Answer `/wxa/queryscheme`, for tickets and for schemes in plain text."""
    appid, question = app(call), body(call, Question)
    if _asks_for_quota(question):
        return _quota(call, appid)
    family, fields = _read(question.scheme)
    if family == "wechat-scheme-plain":
        return done({"scheme_info": _plain(appid, fields), "visit_openid": ""})
    if family != "wechat-scheme-ticket":
        raise Problem(40097)
    found = _minted(call, appid, SCHEME, fields["ticket"], 85402)
    return _told(call, "scheme_info", found, fields)


def url_link(call: ApiCall) -> Answer:
    """Answer `/wxa/query_urllink`."""
    appid, question = app(call), body(call, Question)
    if _asks_for_quota(question):
        return _quota(call, appid)
    family, fields = _read(question.url_link)
    if family != "wechat-url-link":
        raise Problem(40097)
    found = _minted(call, appid, URL_LINK, fields["ticket"], 85403)
    return _told(call, "url_link_info", found, fields)


def _asks_for_quota(question: Question) -> bool:
    if question.query_type not in {None, 0, 1}:
        raise Problem(40097)
    return question.query_type == 1


def _quota(call: ApiCall, appid: str) -> Answer:
    """Return how often links may still be opened today."""
    day = day_of(call.ground.clock.now())
    left = limit("openings-a-day") - call.ground.tokens.counted(NAME, appid, OPENINGS, day)
    return done({"quota_info": {"remain_visit_quota": max(left, 0)}})


def _read(text: str | None) -> tuple[str, Mapping[str, str]]:
    """Return family and fields of a link, read by the same grammar as everywhere. Raises Problem."""
    parsed = links.parse(text or "")
    if not parsed.valid:
        raise Problem(40097)
    return parsed.link.family, parsed.layers[0].fields


def _minted(call: ApiCall, appid: str, kind: str, ticket: str, unknown: int) -> Mint:
    found = call.ground.minted.find(key(kind, ticket))
    if found is None or found.more["appid"] != appid:
        raise Problem(unknown)
    return found


def _told(call: ApiCall, name: str, mint: Mint, fields: Mapping[str, str]) -> Answer:
    queries = (mint.more["query"], fields.get("cq", ""))
    info = {
        **mint.more,
        "query": "&".join(query for query in queries if query),
        "create_time": int(mint.made_at.timestamp()),
        "expire_time": int(mint.expires_at.timestamp()) if mint.expires_at else 0,
    }
    known = call.ground.codes.known(DEFAULT, fields["ticket"])
    return done({name: info, "visit_openid": known.first_user or ""})


def _plain(appid: str, fields: Mapping[str, str]) -> dict[str, object]:
    """Return what a scheme in plain text says of itself. Raises Problem for somebody else's."""
    if fields["appid"] != appid:
        raise Problem(40097)
    told = {name: fields.get(name, "") for name in ("appid", "path", "query")}
    version = fields.get("env_version") or "release"
    return {**told, "env_version": version, "create_time": 0, "expire_time": 0}
