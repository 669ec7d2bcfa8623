"""Advanced globs as regular expressions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.advancedglob import GlobError, build_advanced


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("[]", "glob-empty-set"),
        ("[a", "glob-open-set"),
        ("a{1", "glob-open-range"),
        ("a{x}", "glob-bad-range"),
        ("a{2,1}", "glob-range-order"),
        ("*", "glob-lone-modifier"),
        ("a\\", "glob-escape-at-end"),
        ("[" + "a" * 1024 + "]", "glob-too-long"),
        ("a" * 2047, "glob-too-long"),
    ],
)
def test_each_refusal_has_its_reason(pattern: str, code: str) -> None:
    with pytest.raises(GlobError) as caught:
        build_advanced(pattern)
    assert caught.value.reason.code == f"androidrules.{code}"


def test_the_longest_pattern_android_takes_is_taken() -> None:
    assert build_advanced("a" * 2046).fullmatch("a" * 2046)


def test_repetitions_without_a_way_back_take_time_by_the_text_only() -> None:
    glob = build_advanced("a*" * 500 + "b")
    assert glob.fullmatch("a" * 100_000 + "c") is None
    assert glob.fullmatch("a" * 100_000 + "b")


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab.[]^-{},*+\\019", max_size=20), st.text(alphabet="ab.]^-", max_size=10))
def test_any_pattern_is_built_or_refused(pattern: str, text: str) -> None:
    try:
        glob = build_advanced(pattern)
    except GlobError as error:
        assert error.reason.code.startswith("androidrules.glob-")
        return
    assert (glob.fullmatch(text) is None) in (True, False)
