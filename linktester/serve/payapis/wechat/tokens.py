"""Access tokens: the common one, which every new one replaces, and the stable one, which stays the same."""

import hmac
from datetime import datetime, timedelta

from linktester.model.zone import day_of
from linktester.serve.exchange import Answer
from linktester.serve.payapis import minting
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechat.answers import Problem, bare
from linktester.serve.payapis.wechat.asked import TokenWish, body
from linktester.serve.payapis.wechat.name import NAME, limit
from linktester.serve.state import Token

STABLE = "stable"
_GRANT = "client_credential"


def give(call: ApiCall) -> Answer:
    """Answer `/cgi-bin/token`; the token before lives on for a short grace."""
    ground, asked = call.ground, call.fields
    owner = _app(call, asked.get("grant_type"), asked.get("appid"), asked.get("secret"))
    now = ground.clock.now()
    with ground.database.together():
        made = ground.tokens.add(_new(owner, "", now))
        grace = now + timedelta(seconds=limit("token-grace-seconds"))
        ground.tokens.cut(NAME, owner, grace, but=made.token)
    return _told(made, now)


def give_stable(call: ApiCall) -> Answer:
    """Answer `/cgi-bin/stable_token`: the same token while it lives, unless a new one is forced."""
    wish = body(call, TokenWish)
    owner = _app(call, wish.grant_type, wish.appid, wish.secret)
    ground, now = call.ground, call.ground.clock.now()
    with ground.database.together():
        if wish.force_refresh:
            _count_forced(call, owner)
        known = ground.tokens.newest(NAME, owner, STABLE)
        if known is not None and _stays(known, now, forced=bool(wish.force_refresh)):
            return _told(known, now)
        made = ground.tokens.add(_new(owner, STABLE, now))
        if wish.force_refresh:
            ground.tokens.cut(NAME, owner, now, but=made.token, kind=STABLE)
    return _told(made, now)


def _stays(token: Token, now: datetime, *, forced: bool) -> bool:
    """Tell whether the stable token is given out again: not in its last minutes, and not when forced anew.

    Forcing twice within half a minute changes nothing.
    """
    if forced:
        return now < token.made_at + timedelta(seconds=limit("forced-pause-seconds"))
    return now < token.expires_at - timedelta(seconds=limit("token-grace-seconds"))


def _count_forced(call: ApiCall, owner: str) -> None:
    day = day_of(call.ground.clock.now())
    if call.ground.tokens.count(NAME, owner, "forced-tokens", day) > limit("forced-tokens-a-day"):
        raise Problem(45009, "quota")


def _app(call: ApiCall, grant: str | None, appid: str | None, secret: str | None) -> str:
    """Return the app id, once it and its secret are right. Raises Problem."""
    own = call.ground.credentials.bundle.wechat
    if grant != _GRANT:
        raise Problem(40002)
    if not appid:
        raise Problem(41002)
    if not secret:
        raise Problem(41004)
    if appid != own.appid:
        raise Problem(40013)
    if not hmac.compare_digest(secret.encode("utf-8", "replace"), own.secret.encode()):
        raise Problem(40125, "secret")
    return appid


def _new(owner: str, kind: str, now: datetime) -> Token:
    text = f"99_{minting.letters(limit('token-letters'))}"
    ends = now + timedelta(seconds=limit("token-life-seconds"))
    return Token(token=text, platform=NAME, owner=owner, kind=kind, made_at=now, expires_at=ends)


def _told(token: Token, now: datetime) -> Answer:
    left = round((token.expires_at - now).total_seconds())
    return bare({"access_token": token.token, "expires_in": left})
