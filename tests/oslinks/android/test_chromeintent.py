"""What Chrome launches."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.chromeintent import chrome_launch
from linktester.oslinks.android.intent import CATEGORY_BROWSABLE, plain_intent
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intenturi import Form
from tests.fakes.androidvectors import load

BARE = {
    "action": "android.intent.action.VIEW",
    "data": None,
    "categories": [],
    "package": None,
    "component": None,
}
BARE |= {"type": None, "flags": 0, "extras": {}, "selector": None, "browser_fallback_url": None}
CASES = [case for case in load("intents") if case.get("consumer") == "chrome"]


@pytest.mark.parametrize("case", [case for case in CASES if "uri" in case], ids=lambda case: case["uri"])
def test_chrome_makes_intents_safe(case: dict[str, Any]) -> None:
    launch = chrome_launch(case["uri"])
    assert plain_intent(launch.intent, launch.fallback) == BARE | json.loads(case["intent"])


@pytest.mark.parametrize("uri", [uri for case in CASES for uri in case.get("refused", [])])
def test_chrome_launches_nothing_unsafe(uri: str) -> None:
    with pytest.raises(IntentUriError):
        chrome_launch(uri)


def test_every_change_is_told() -> None:
    uri = "intent:#Intent;component=a/.B;launchFlags=0x8000;S.browser_fallback_url=x;SEL;action=y;end"
    assert [said.code.partition(".")[2] for said in chrome_launch(uri).changes] == [
        "chrome-component",
        "chrome-selector",
        "chrome-browsable",
        "chrome-flags",
        "chrome-fallback",
    ]


def test_other_links_are_viewed() -> None:
    assert chrome_launch("weixin://DL/Business").intent.data == "weixin://DL/Business"
    assert chrome_launch("android-app://p/x/y/z").intent.data == "android-app://p/x/y/z"
    assert chrome_launch("android-app://p/x/y/z", Form.ANDROID_APP).intent.data == "x://y/z"


@settings(deadline=None, max_examples=200)
@given(st.text().map("intent:{}".format))
def test_whatever_is_launched_is_browsable_and_names_no_component(text: str) -> None:
    try:
        launch = chrome_launch(text)
    except IntentUriError:
        return
    assert CATEGORY_BROWSABLE in launch.intent.categories
    assert (launch.intent.component, launch.intent.selector) == (None, None)
