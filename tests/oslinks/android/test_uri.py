"""Android's own reading of URIs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.uri import decoded, parse_uri
from tests.fakes.androidvectors import load


@pytest.mark.parametrize("case", load("uris"), ids=lambda case: case["uri"])
def test_uris_are_taken_apart_as_android_does(case: dict[str, Any]) -> None:
    found = parse_uri(case["uri"])
    for part in ("scheme", "host", "path", "query", "fragment", "ssp"):
        assert getattr(found, part) == case.get(part), part
    assert found.port == case.get("port", -1)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert parse_uri(text).text == text


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="%0aF4zé+"))
def test_decoding_ends_and_leaves_what_is_plain(text: str) -> None:
    assert decoded(text.replace("%", "")) == text.replace("%", "")
    assert len(decoded(text)) <= 2 * len(text)
