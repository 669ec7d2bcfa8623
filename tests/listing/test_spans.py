from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.spans import Span, span

DAYS = st.dates(date(1990, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2021", "2021-01-01", "2022-01-01"),
        ("2021-09", "2021-09-01", "2021-10-01"),
        ("2021-12", "2021-12-01", "2022-01-01"),
        ("2021-9-7", "2021-09-07", "2021-09-08"),
        ("2021年9月17日", "2021-09-17", "2021-09-18"),
        ("2021/09/17", "2021-09-17", "2021-09-18"),
        ("2021-09-17..2021-12-31", "2021-09-17", "2022-01-01"),
        ("2021-09..2021-11", "2021-09-01", "2021-12-01"),
        ("..2021-11", None, "2021-12-01"),
        ("2021-09..", "2021-09-01", None),
        ("<2021-12-01", None, "2021-12-01"),
        ("<=2021-12-01", None, "2021-12-02"),
        (">2021", "2022-01-01", None),
        (">=2021", "2021-01-01", None),
    ],
)
def test_days_as_people_write_them(text, since, until):
    wanted = Span(since and date.fromisoformat(since), until and date.fromisoformat(until))
    assert span(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "..", "2021-13", "2021-02-30", "21-09", "2021-12..2021-01", "x..2021", "<", "1812", "9" * 50]
)
def test_what_is_no_date(text):
    assert span(text) is None


@settings(deadline=None, max_examples=100)
@given(DAYS, DAYS)
def test_a_range_holds_both_its_ends(one, other):
    first, last = sorted((one, other))
    found = span(f"{first}..{last}")
    assert found is not None
    assert found.since == first
    assert found.until is not None
    assert (found.until - last).days == 1


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789-./<>=年月日", max_size=25) | st.text(max_size=10))
def test_any_text_is_a_span_or_none(text):
    found = span(text)
    assert found is None or found.since is None or found.until is None or found.since < found.until
