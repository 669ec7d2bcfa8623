"""A probe's key is its identity: the same trial has the same key, any other circumstance another."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from linktester.model.case import Probe
from linktester.model.citation import Confidence
from linktester.model.link import WEB, Content, FamilyId, Identity, Intent, Link, PlatformId
from linktester.model.phone import OS, Choices, Entry, InstalledApp, Phone, Surface
from linktester.model.world import Site

LINK = Link(
    text="https://shop.example/a",
    family=FamilyId("web-page"),
    target=WEB,
    intent=Intent.PAGE,
    content=Content.OTHER,
    identity=Identity(WEB, "page", {"url": "https://shop.example/a"}),
)
PROBE = Probe(
    case_id="a",
    link=LINK,
    host=PlatformId("wechat"),
    surface=Surface("chat"),
    entry=Entry.TAP,
    phone=Phone(os=OS.ANDROID),
    client=None,
    as_of=datetime(2021, 9, 20, 4, tzinfo=UTC),
)


def test_the_key_is_stable() -> None:
    assert PROBE.key == replace(PROBE).key
    assert len(PROBE.key) == 32


@pytest.mark.parametrize(
    "other",
    [
        replace(PROBE, case_id="b"),
        replace(PROBE, link=replace(LINK, text="https://shop.example/b")),
        replace(PROBE, link=replace(LINK, intent=Intent.APP)),
        replace(PROBE, host=PlatformId("qq")),
        replace(PROBE, surface=Surface("group")),
        replace(PROBE, entry=Entry.PASTE),
        replace(PROBE, phone=Phone(os=OS.IOS)),
        replace(PROBE, phone=Phone(os=OS.ANDROID, apps=())),
        replace(PROBE, phone=Phone(os=OS.ANDROID, apps=(InstalledApp(PlatformId("qq")),))),
        replace(PROBE, phone=Phone(os=OS.ANDROID, choices=Choices(allow_prompts=False))),
        replace(PROBE, client="8.0.10"),
        replace(PROBE, as_of=datetime(2021, 9, 21, 4, tzinfo=UTC)),
        replace(PROBE, referer="https://shop.example/"),
        replace(PROBE, accept=frozenset(Confidence)),
        replace(PROBE, rollout_seed=0),
        replace(PROBE, sites=(Site(host="shop.example"),)),
    ],
)
def test_every_circumstance_enters(other: Probe) -> None:
    assert other.key != PROBE.key


def test_the_order_of_installed_apps_does_not_enter() -> None:
    one, two = InstalledApp(PlatformId("qq")), InstalledApp(PlatformId("jd"), "10.1")
    first = replace(PROBE, phone=Phone(os=OS.IOS, apps=(one, two)))
    assert first.key == replace(PROBE, phone=Phone(os=OS.IOS, apps=(two, one))).key
