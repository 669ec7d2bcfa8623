"""Client tokens: the common one, of which the two newest live, and the stable one, which stays the same."""

import hmac
from datetime import datetime, timedelta

from linktester.serve.exchange import Answer
from linktester.serve.payapis import minting
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin.answers import Problem, token_done
from linktester.serve.payapis.douyin.asked import TokenWish, body
from linktester.serve.payapis.douyin.name import NAME, limit
from linktester.serve.state import Token

STABLE = "stable"
_GRANT = "client_credential"
_BAD_PARAMETER, _NO_CLIENT, _BAD_SECRET = 10002, 10003, 10013


def give(call: ApiCall) -> Answer:
    """Answer `/oauth/client_token/`; the token before lives on for a short grace, older ones end."""
    owner, ground, now = _client(call), call.ground, call.ground.clock.now()
    grace = now + timedelta(seconds=limit("token-grace-seconds"))
    with ground.database.together():
        before = ground.tokens.newest(NAME, owner)
        ground.tokens.cut(NAME, owner, now, but=before.token if before else "")
        made = ground.tokens.add(_new(owner, "", now))
        ground.tokens.cut(NAME, owner, grace, but=made.token)
    return _told(made, now)


def give_stable(call: ApiCall) -> Answer:
    """Answer `/oauth/stable_client_token/`: the same token while it lives."""
    owner, ground, now = _client(call), call.ground, call.ground.clock.now()
    with ground.database.together():
        known = ground.tokens.newest(NAME, owner, STABLE)
        if known is None or now >= known.expires_at:
            known = ground.tokens.add(_new(owner, STABLE, now))
    return _told(known, now)


def _client(call: ApiCall) -> str:
    """Return the client key, once it and its secret are right. Raises Problem."""
    wish, own = body(call, TokenWish, _BAD_PARAMETER), call.ground.credentials.bundle.douyin
    if not wish.client_key or not wish.client_secret or wish.grant_type != _GRANT:
        raise Problem(_BAD_PARAMETER)
    if wish.client_key != own.client_key:
        raise Problem(_NO_CLIENT)
    if not hmac.compare_digest(wish.client_secret.encode("utf-8", "replace"), own.client_secret.encode()):
        raise Problem(_BAD_SECRET, refused="secret")
    return wish.client_key


def _new(owner: str, kind: str, now: datetime) -> Token:
    text = f"clt.{minting.letters(limit('token-letters'))}"
    ends = now + timedelta(seconds=limit("token-life-seconds"))
    return Token(token=text, platform=NAME, owner=owner, kind=kind, made_at=now, expires_at=ends)


def _told(token: Token, now: datetime) -> Answer:
    left = round((token.expires_at - now).total_seconds())
    return token_done({"access_token": token.token, "expires_in": left})
