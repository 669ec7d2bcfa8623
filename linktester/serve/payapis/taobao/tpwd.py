"""Tao-commands: making one of a promotion link, and reading back what one leads to."""

import re
from datetime import timedelta
from urllib.parse import quote

from linktester import urls
from linktester.serve.exchange import Answer
from linktester.serve.payapis import minting
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.taobao.answers import Problem, done
from linktester.serve.payapis.taobao.asked import Asked
from linktester.serve.payapis.taobao.name import NAME, key, limit, words
from linktester.serve.state import Mint

_TOKENS = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{11}(?![0-9A-Za-z])", re.ASCII)
_MOST_TEXT = 2_000
_NATIVE = "tbopen://m.taobao.com/tbopen/index.html?h5Url="


def create(asked: Asked) -> Answer:
    """Answer `taobao.tbk.tpwd.create`."""
    address = asked.params.get("url", "")
    if not address:
        raise Problem(40)
    _check(address)
    token, simple = minting.fresh(NAME, "tpwd")
    ground, now = asked.call.ground, asked.call.ground.clock.now()
    kept = {"url": address, "text": asked.params.get("text", ""), "logo": asked.params.get("logo", "")}
    ends = now + timedelta(days=limit("tpwd-days"))
    ground.minted.add(
        Mint(key=key(token), platform=NAME, kind="tpwd", made_at=now, expires_at=ends, more=kept)
    )
    model = words("tpwd")["model"].format(command=simple)
    return done(asked, {"data": {"model": model, "password_simple": simple}})


def query(asked: Asked) -> Answer:
    """Answer `taobao.wireless.share.tpwd.query`; what is unknown or too old is no success."""
    content = asked.params.get("password_content", "")
    if not content:
        raise Problem(40)
    found = find(asked.call, content)
    if found is None:
        return done(asked, {"suc": False})
    address, logo = found.more["url"], found.more["logo"]
    told = {
        "content": found.more["text"],
        "title": words("tpwd")["title"],
        "price": "",
        "pic_url": logo,
        "thumb_pic_url": logo,
        "url": address,
        "native_url": _NATIVE + quote(address, safe=""),
        "suc": True,
    }
    return done(asked, told)


def find(call: ApiCall, text: str) -> Mint | None:
    """Return the tao-command that stands in `text` and still lives, None when there is none."""
    for token in _TOKENS.findall(text[:_MOST_TEXT]):
        mint = call.ground.minted.find(key(token))
        if mint is not None and not mint.is_over(call.ground.clock.now()):
            return mint
    return None


def _check(address: str) -> None:
    """Let an official promotion link pass. Raises Problem for any other address."""
    found = urls.parse(address)
    if found is None or found.protocol != "https:" or found.host not in words("promotion-hosts"):
        sub = words("tpwd")
        raise Problem(15, sub_code=sub["refused_code"], sub_words=sub["refused"])
