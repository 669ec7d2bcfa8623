import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.links import intent_uri


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "intent://scan/a?b=c#Intent;scheme=zxing;action=x.VIEW;package=com.example;end",
            {"data": "zxing://scan/a?b=c", "action": "x.VIEW", "package": "com.example"},
        ),
        (
            "intent://a#frag#Intent;scheme=https;S.browser_fallback_url=https%3A%2F%2Fb%2F;end",
            {"data": "https://a#frag", "fallback": "https://b/"},
        ),
        ("intent:#Intent;component=com.example/.Main;end", {"component": "com.example/com.example.Main"}),
        ("intent:#Intent;scheme=weixin;end", {"data": "weixin:"}),
        ("intent://no/scheme#Intent;end", {}),
        ("intent:weixin://dl#Intent;end", {"data": "weixin://dl"}),
        ("android-app://com.example", {"package": "com.example"}),
        (
            "android-app://com.example/https/h.example/a",
            {"package": "com.example", "data": "https://h.example/a"},
        ),
        ("android-app://com.example/weixin", {"package": "com.example", "data": "weixin:"}),
        ("intent:#Intent;package=a;SEL;package=b;end", {"package": "a"}),
    ],
)
def test_read(text: str, parts: dict[str, str]) -> None:
    found = intent_uri.read(text)
    assert found.parts() == parts
    assert found.complete


@pytest.mark.parametrize(
    "text", ["intent:#Intent;package=a", "intent://a/b", "intent:", "intent:#Intent;SEL;"]
)
def test_a_missing_end_is_told(text: str) -> None:
    assert not intent_uri.read(text).complete


def test_write_reads_back() -> None:
    parts = {
        "data": "taobao://item.taobao.com/item.htm?id=1",
        "action": "android.intent.action.VIEW",
        "package": "com.taobao.taobao",
        "component": "com.taobao.taobao/com.taobao.taobao.Main",
        "fallback": "https://item.taobao.com/item.htm?id=1;x",
    }
    assert intent_uri.read(intent_uri.write(parts)).parts() == parts
    assert intent_uri.write({}) == "intent:#Intent;end"


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_nothing_raises(text: str) -> None:
    intent_uri.read("intent:" + text)
    intent_uri.read("android-app:" + text)
