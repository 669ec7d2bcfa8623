from dataclasses import replace

import pytest

from linktester import links
from linktester.model.citation import Gate
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.policy import question_for

CHAT = (PlatformId("wechat"), Surface("chat"), Entry.TAP, OS.ANDROID)


def test_the_hosts_gate_is_asked_about_the_link() -> None:
    link = links.parse("https://item.taobao.com/item.htm?id=1").link
    asked = question_for(link, *CHAT, "8.0.13")
    assert (asked.platform, asked.host, asked.target) == ("wechat", "wechat", "taobao")
    assert (asked.family, asked.content, asked.client, asked.filed) == (
        "taobao-item",
        "e-commerce",
        "8.0.13",
        True,
    )


def test_the_targets_gate_is_the_owners() -> None:
    link = links.parse("https://item.taobao.com/item.htm?id=1").link
    asked = question_for(link, *CHAT, gate=Gate.TARGET, filed=False)
    assert (asked.platform, asked.host, asked.filed) == ("taobao", "wechat", False)


@pytest.mark.parametrize(
    ("text", "mechanism"),
    [
        ("https://item.taobao.com/item.htm?id=1", "https"),
        ("TAOBAO://item.taobao.com/item.htm?id=1", "scheme"),
        ("my.app+x://page", "scheme"),
        ("￥dAEYbi4KO4D￥", ""),
    ],
)
def test_how_this_very_link_is_written(text: str, mechanism: str) -> None:
    assert question_for(links.parse(text).link, *CHAT).mechanism == mechanism


def test_a_stand_in_for_a_family_is_written_as_the_family_is() -> None:
    link = links.parse("https://item.taobao.com/item.htm?id=1").link
    assert question_for(replace(link, text=""), *CHAT).mechanism == ""
