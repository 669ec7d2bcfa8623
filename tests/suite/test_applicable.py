from dataclasses import replace

import pytest

from linktester.model.case import Stand
from linktester.model.link import Content, FamilyId, Intent
from linktester.model.phone import OS, Entry, Phone
from linktester.suite.applicable import why_not
from tests.fakes.probes import a_link, a_probe

CHAT = Stand("wechat", "chat")


def probe(stand, system, link):
    at = {"host": stand.host, "surface": stand.surface, "entry": stand.entry}
    return replace(a_probe(), link=link, phone=Phone(os=system), **at)


@pytest.mark.parametrize(
    ("stand", "system", "link", "code"),
    [
        (Stand("camera", "scan", Entry.TAP), OS.IOS, a_link(), "suite.na-camera-entry"),
        (Stand("browser", "browser", Entry.SCAN_LIVE), OS.IOS, a_link(), "suite.na-browser-scan"),
        (Stand("wechat", "chat", Entry.TYPED), OS.IOS, a_link(), "suite.na-typed"),
        (Stand("wechat", "scan", Entry.TAP), OS.IOS, a_link(), "suite.na-scan-surface"),
        (Stand("taobao", "checkout"), OS.IOS, a_link(), "suite.na-checkout"),
        (
            Stand("taobao", "checkout", Entry.SCAN_LIVE),
            OS.IOS,
            replace(a_link(), intent=Intent.PAYMENT, content=Content.PAYMENT),
            "suite.na-checkout-scan",
        ),
        (
            Stand("wechat", "chat", Entry.LONG_PRESS),
            OS.IOS,
            replace(a_link(), intent=Intent.TEXT),
            "suite.na-text-scan",
        ),
        (CHAT, OS.IOS, replace(a_link(), text="intent://x#Intent;end"), "suite.na-intent-uri"),
        (
            CHAT,
            OS.ANDROID,
            replace(a_link(), family=FamilyId("wechat-universal-link"), intent=Intent.APP),
            "suite.na-universal-link",
        ),
    ],
)
def test_what_no_phone_can_show_has_its_reason(stand, system, link, code):
    assert why_not(probe(stand, system, link)).code == code


@pytest.mark.parametrize(
    ("stand", "system", "link"),
    [
        (CHAT, OS.ANDROID, a_link()),
        (Stand("camera", "scan", Entry.SCAN_LIVE), OS.IOS, a_link()),
        (Stand("browser", "browser", Entry.TYPED), OS.HARMONY, a_link()),
        (Stand("wechat", "chat", Entry.LONG_PRESS), OS.IOS, a_link()),
        (Stand("taobao", "checkout"), OS.IOS, replace(a_link(), intent=Intent.PAYMENT)),
        (CHAT, OS.ANDROID, replace(a_link(), text="intent://x#Intent;end")),
        (CHAT, OS.IOS, replace(a_link(), family=FamilyId("wechat-universal-link"), intent=Intent.APP)),
        (CHAT, OS.ANDROID, replace(a_link(), family=FamilyId("wechat-universal-link"))),
    ],
)
def test_what_may_happen_stays_in(stand, system, link):
    assert why_not(probe(stand, system, link)) is None
