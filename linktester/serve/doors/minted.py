"""Links that a platform's own API minted here: the app refuses them once they have ended or are used up.

Only what was minted here is known; anybody else's link is taken as it always was.
"""

import re

from linktester import urls
from linktester.model.link import Link
from linktester.model.zone import day_of
from linktester.serve.doors.wechat import code_of
from linktester.serve.ground import Ground
from linktester.serve.payapis.douyin import name as douyin
from linktester.serve.payapis.taobao import name as taobao
from linktester.serve.payapis.wechat import name as wechat
from linktester.serve.state import Mint
from linktester.serve.worlds import World

_COMMAND = re.compile(r"[0-9A-Za-z]{11}", re.ASCII)


def refused(app: str, link: Link, world: World, ground: Ground) -> str | None:
    """Return why `app` does not open `link`: `expired`, `quota`, or None when it does."""
    mint = next((found for key in _keys(app, link) if (found := ground.known_mint(key)) is not None), None)
    if mint is None:
        return None
    if mint.is_over(world.as_of):
        return "expired"
    return "quota" if app == wechat.NAME and _is_used_up(mint, ground) else None


def _keys(app: str, link: Link) -> tuple[str, ...]:
    """Return the keys under which a link of `app` would be kept."""
    if app == wechat.NAME:
        ticket = code_of(link) if link.family == "wechat-scheme-ticket" else ""
        return (wechat.key(wechat.SCHEME, ticket), wechat.key(wechat.URL_LINK, ticket)) if ticket else ()
    if app == taobao.NAME and link.family == "taobao-token":
        token = _COMMAND.search(link.identity.params.get("text", ""))
        return (taobao.key(token[0]),) if token else ()
    if app == douyin.NAME:
        return (douyin.key(douyin.SCHEMA, link.text), *_jump(link))
    return ()


def _jump(link: Link) -> tuple[str, ...]:
    """Return the key of a jump link, bare or within the app's own scheme."""
    fields = dict(urls.query(link.text.partition("?")[2]))
    address = fields.get("url", link.text)
    token = dict(urls.query(address.partition("?")[2])).get("token")
    return (douyin.key(douyin.JUMP, token),) if token else ()


def _is_used_up(mint: Mint, ground: Ground) -> bool:
    """Count an opening of an app's links; tell whether it is one too many for today."""
    day = day_of(ground.clock.now())
    return ground.tokens.count(wechat.NAME, mint.more["appid"], wechat.OPENINGS, day) > wechat.limit(
        "openings-a-day"
    )
