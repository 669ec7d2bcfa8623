"""Checklists that need no run."""

from dataclasses import replace
from datetime import date

from linktester.model.checklist import Check, Checklist, Why
from linktester.model.citation import Source
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.model.phone import OS, Entry, Surface

SOURCES = (
    Source("EV-1", "2021-09-17", "It opens", title_zh="可以打开"),
    Source("OB-2", "2021-11", "It refuses", title_zh="拒绝打开"),
)
ITEM = Check(
    link="https://item.taobao.com/item.htm?id=520000000001",
    host=PlatformId("wechat"),
    surface=Surface("group"),
    entry=Entry.TAP,
    os=OS.ANDROID,
    client="8.0.46",
    family=FamilyId("taobao-item"),
    target=PlatformId("taobao"),
    content=Content.E_COMMERCE,
    why=(Why.NO_POLICY,),
    keys=("0123456789abcdef0123456789abcdef",),
)
SCANNED = replace(
    ITEM,
    surface=Surface("scan"),
    entry=Entry.SCAN_LIVE,
    client=None,
    why=(Why.CONFLICT, Why.OLD),
    last_evidence="2021-11-29",
    sources=SOURCES,
    others=("https://item.taobao.com/item.htm?id=2",),
    keys=("aa" * 16, "bb" * 16),
)
LONG = replace(ITEM, link="https://item.taobao.com/item.htm?id=1&x=" + "y" * 5_000, os=OS.IOS)


def checklist(*checks: Check, past: int = 0) -> Checklist:
    return Checklist(day=date(2026, 11, 22), older_than_days=180, checks=checks, past=past)


def many(count: int) -> Checklist:
    return checklist(*(replace(ITEM, link=f"https://h.example/{number}") for number in range(count)))
