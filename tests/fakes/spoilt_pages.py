"""What can be done to pages and sites of the running product: words, statements of identity, parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from linktester.model.world import Site
from tests.fakes.journeys import a_probe
from tests.fakes.live_sabotage import Sabotage, listed, scene
from tests.fakes.matrix import SITES

REFUSAL = "如需浏览，请长按网址复制后使用浏览器访问"
SHOP = "https://shop.example.com/same"
ITEM_HOST = {"host": "item.taobao.com"}
OPENS = {
    "link": "https://item.taobao.com/item.htm?id=600000000911",
    "host": "wechat",
    "surface": "chat",
    "as_of": "2021-12-15",
}
ASKS = {**OPENS, "as_of": "2021-10-01"}
"""The same item behind a confirm page."""
EXIT = {
    "link": "https://blog.example.org/post/911?q=%E6%B5%8B%E8%AF%95&n=2",
    "host": "zhihu",
    "surface": "feed",
    "as_of": "2024-10-01",
}
WAKES = {
    "link": "https://render.alipay.com/p/s/i/?scheme=alipays%3A%2F%2Fplatformapi%2Fstartapp"
    "%3FappId%3D2021000000000001%26page%3Dpages%252Findex",
    "host": "browser",
    "surface": "browser",
    "entry": "typed",
    "as_of": "2024-10-01",
}
NOT_HONORED = ["REWRITTEN", "BLOCKED", "INCONCLUSIVE"]
FAULTS: Mapping[str, tuple[Mapping[str, str], Mapping[str, object], Mapping[str, Any]]] = {
    "soft-404/opened": (OPENS, {"does": "soft-404", "match": ITEM_HOST}, {"outcome": NOT_HONORED}),
    "soft-404/asked": (ASKS, {"does": "soft-404", "match": ITEM_HOST}, {"outcome": NOT_HONORED}),
    "login/opened": (OPENS, {"does": "login", "match": ITEM_HOST}, {"outcome": NOT_HONORED}),
    "login/asked": (ASKS, {"does": "login", "match": ITEM_HOST}, {"outcome": NOT_HONORED}),
    "wrong-item/opened": (OPENS, {"does": "wrong-item", "match": ITEM_HOST}, {"outcome": "REWRITTEN"}),
    "wrong-item/asked": (ASKS, {"does": "wrong-item", "match": ITEM_HOST}, {"outcome": "REWRITTEN"}),
    "block-text/on-the-item": (
        OPENS,
        {"does": "block-text", "match": ITEM_HOST, "text": REFUSAL},
        {"outcome": NOT_HONORED},
    ),
    "block-text/behind-the-exit": (
        EXIT,
        {"does": "block-text", "match": {"host": "blog.example.org"}, "text": REFUSAL},
        {"outcome": NOT_HONORED},
    ),
    "status-404/opened": (
        OPENS,
        {"does": "status", "status": 404, "match": ITEM_HOST},
        {"outcome": "BLOCKED"},
    ),
    "status-500/opened": (
        OPENS,
        {"does": "status", "status": 500, "match": ITEM_HOST},
        {"outcome": NOT_HONORED},
    ),
    "gate-gone/asked": (
        ASKS,
        {"does": "status", "status": 500, "match": {"host": "weixin110.qq.com"}},
        {"outcome": NOT_HONORED},
    ),
}
"""Scene, fault, and what has to come of it; both the probe and its control run meet the fault."""
EDITS: Mapping[str, tuple[Mapping[str, str], tuple[str, str, str], Mapping[str, Any]]] = {
    "parameter-dropped/exit-page": (
        EXIT,
        ("leaving", 'href="{{ onward }}"', 'href="{{ onward | replace("&n=2", "") }}"'),
        {"outcome": "REWRITTEN", "by": "host"},
    ),
    "parameter-encoded-twice/exit-page": (
        EXIT,
        ("leaving", 'href="{{ onward }}"', 'href="{{ onward | replace("%", "%25") }}"'),
        {"outcome": "REWRITTEN", "by": "host"},
    ),
    "parameter-added/exit-page": (
        EXIT,
        ("leaving", 'href="{{ onward }}"', 'href="{{ onward }}&price=1"'),
        {"outcome": "REWRITTEN", "by": "host"},
    ),
    "parameter-changed/confirm-page": (
        ASKS,
        ("weixin-confirm", 'href="{{ onward }}"', 'href="{{ onward | replace("000911", "000912") }}"'),
        {"outcome": "REWRITTEN", "by": "host", "modifiers": ["confirm"]},
    ),
    "parameter-dropped/wake-up-page": (
        WAKES,
        ("launch", "{{ uri", '{{ uri | replace("&page=pages%2Findex", "")'),
        {"outcome": "REWRITTEN", "by": "target"},
    ),
    "parameter-encoded-twice/wake-up-page": (
        WAKES,
        ("launch", "{{ uri", '{{ uri | replace("%2F", "%252F")'),
        {"outcome": "REWRITTEN", "by": "target"},
    ),
    "identity-dropped/item-page": (
        OPENS,
        ("thing", 'href="{{ canonical }}"', 'href="{{ canonical.split("?")[0] }}"'),
        {"outcome": NOT_HONORED},
    ),
    "script-not-understood/wake-up-page": (
        WAKES,
        ("launch", "window.location.href =", "window['loca' + 'tion'].href ="),
        {"outcome": "INCONCLUSIVE", "cause": "fault"},
    ),
}
"""Scene, edit of a page's template, and what has to come of it."""


def spoilt_worlds() -> Iterator[Sabotage]:
    """Yield the faults above, the wordings and the sites that `sabotage.toml` lists."""
    for name, (place, fault, expect) in FAULTS.items():
        yield Sabotage(id=f"fault/{name}", probe=scene(place, name), expect=expect, faults=(fault,))
    for table in listed()["wording"]:
        name = f"wording/{table['id']}"
        filler = {"does": "filler"}
        probe = scene(table["scene"], name)
        yield Sabotage(id=name, probe=probe, expect=table["expect"], faults=(filler,))


def spoilt_sites() -> Iterator[Sabotage]:
    """Yield the sites that `sabotage.toml` lists: the same link to a site that behaves otherwise."""
    healthy = a_probe(SHOP, "weibo", "feed", "2021-12-15", sites=(Site(host="shop.example.com"), *SITES))
    for table in listed()["site"]:
        name = f"site/{table['id']}"
        sites = (Site(host="shop.example.com", **table["set"]), *SITES)
        probe = replace(healthy, case_id=name, sites=sites)
        yield Sabotage(id=name, probe=probe, healthy=healthy, expect=table["expect"])


def spoilt_templates() -> Iterator[Sabotage]:
    """Yield the edits above."""
    for name, (place, edit, expect) in EDITS.items():
        yield Sabotage(id=f"page/{name}", probe=scene(place, name), expect=expect, edits=(edit,))
