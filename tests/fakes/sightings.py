"""A sighting to start from: a Taobao item refused in a WeChat group."""

from dataclasses import replace
from datetime import date

from linktester.model.link import FamilyId, PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.policy.sighting import Seen

DAY = date(2026, 11, 22)


def sighting(**changes: object) -> Seen:
    given = Seen(
        outcome="BLOCKED",
        host=PlatformId("wechat"),
        surface=Surface("group"),
        entry=Entry.TAP,
        family=FamilyId("taobao-item"),
        os=OS.ANDROID,
        day=DAY,
        tester="Wang",
        device="a phone",
    )
    return replace(given, **changes)
