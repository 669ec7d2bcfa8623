"""Intents written as URIs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.intent import ACTION_VIEW, GRANT_FLAGS, Extra, ExtraType, Intent
from linktester.oslinks.android.intenturi import Form, parse_intent_uri
from linktester.oslinks.android.intentwrite import write_intent_uri
from tests.fakes.androidvectors import load


@pytest.mark.parametrize(
    "case", [each for each in load("intents") if each.get("written")], ids=lambda case: case["uri"]
)
def test_intents_are_written_as_android_writes_them(case: dict[str, Any]) -> None:
    assert write_intent_uri(parse_intent_uri(case["uri"])) == case["uri"]


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
name = st.text(alphabet="abcXYZ_.9", min_size=1, max_size=8)
extras = st.one_of(
    st.builds(Extra, st.just(ExtraType.STRING), text),
    st.builds(Extra, st.just(ExtraType.BOOLEAN), st.booleans()),
    st.builds(Extra, st.just(ExtraType.BYTE), st.integers(-128, 127)),
    st.builds(Extra, st.just(ExtraType.LONG), st.integers(-(2**63), 2**63 - 1)),
    st.builds(Extra, st.just(ExtraType.DOUBLE), st.floats(allow_nan=False)),
    st.builds(Extra, st.just(ExtraType.CHAR), st.characters(max_codepoint=0xD7FF)),
)
fields: dict[str, Any] = {
    "categories": st.lists(text, unique=True, max_size=2).map(tuple),
    "component": st.none() | st.tuples(name, name).map("/".join).filter(lambda each: "/." not in each),
    "flags": st.integers(0, 2**31 - 1).map(lambda flags: flags & ~GRANT_FLAGS),
    "type": st.none() | text,
    "extras": st.dictionaries(text, extras, max_size=3),
}
selectors = st.builds(Intent, action=st.none() | text, package=st.none() | text, **fields)
intents = st.builds(
    Intent,
    action=st.just(ACTION_VIEW) | text,
    data=st.none() | st.from_regex(r"[a-z]{1,5}:[a-z/?#%0-9]{0,10}", fullmatch=True),
    selector=st.none() | selectors,
    **fields,
)


@settings(deadline=None, max_examples=200)
@given(intents)
def test_what_is_written_reads_back(intent: Intent) -> None:
    assert parse_intent_uri(write_intent_uri(intent), Form.INTENT) == intent


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_any_data_can_be_written(data: str) -> None:
    assert write_intent_uri(Intent(action=data, data=data)).startswith("intent:")
