"""Intents in URIs, as Android reads them."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.intent import plain_intent
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intenturi import Form, parse_intent_uri
from tests.fakes.androidvectors import load

BARE = {"action": None, "data": None, "categories": [], "package": None, "component": None, "type": None}
BARE |= {"flags": 0, "extras": {}, "selector": None, "browser_fallback_url": None}
CASES = [case for case in load("intents") if case.get("consumer") is None]
REFUSED = [uri for case in CASES for uri in case.get("refused", [])]


@pytest.mark.parametrize("case", [case for case in CASES if "uri" in case], ids=lambda case: case["uri"])
def test_intents_are_read_as_androids_own_tests_say(case: dict[str, Any]) -> None:
    wanted = BARE | {"action": "android.intent.action.VIEW"} | json.loads(case["intent"])
    if wanted["selector"] is not None:
        wanted["selector"] = BARE | wanted["selector"]
    found = parse_intent_uri(case["uri"], Form(case.get("form", "any")))
    assert plain_intent(found) == wanted


@pytest.mark.parametrize("uri", REFUSED)
def test_malformed_uris_are_refused(uri: str) -> None:
    with pytest.raises(IntentUriError) as caught:
        parse_intent_uri(uri)
    assert caught.value.reason.code.startswith("androidrules.intent-")


def test_what_starts_like_no_intent_is_viewed_as_it_stands() -> None:
    for form in (Form.INTENT, Form.ANDROID_APP):
        assert parse_intent_uri("INTENT:x#Intent;end", form).data == "INTENT:x#Intent;end"


def test_the_identifier_and_unknown_places_are_read() -> None:
    found = parse_intent_uri("intent:#Intent;identifier=i;sourceBounds=0 0 1 1;extendedLaunchFlags=1;end")
    assert found.identifier == "i"


def test_rows_without_end_are_bounded() -> None:
    with pytest.raises(IntentUriError) as caught:
        parse_intent_uri("intent:#Intent;" + "S.a=b;" * 20_000)
    assert caught.value.reason.code == "androidrules.intent-too-long"


def test_names_that_overlap_are_bounded() -> None:
    with pytest.raises(IntentUriError) as caught:
        parse_intent_uri("intent:#Intent;" + "S.a;" * 5_000 + "b=c;end")
    assert caught.value.reason.code == "androidrules.intent-too-long"


pieces = st.lists(
    st.sampled_from(
        [
            "intent:",
            "android-app:",
            "//",
            "#Intent;",
            "end",
            "SEL;",
            "S.",
            "i.",
            "a",
            "=",
            ";",
            "%",
            "/",
            "#",
            "scheme=",
            "component=",
            "\ud800",
        ]
    )
).map("".join)


@settings(deadline=None, max_examples=400)
@given(st.one_of(st.text(), pieces), st.sampled_from(Form))
def test_any_text_is_an_intent_or_refused_with_a_reason(text: str, form: Form) -> None:
    try:
        found = parse_intent_uri(text, form)
    except IntentUriError as error:
        assert error.reason.code.startswith("androidrules.intent-")
        return
    assert found.action is not None
