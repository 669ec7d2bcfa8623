"""The older form."""

import pytest

from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.oldintent import parse_old


def parsed(uri: str) -> tuple[str | None, str | None]:
    found = parse_old(uri, uri.rfind("#"))
    return found.action, found.data


def test_sections_may_be_absent() -> None:
    assert parsed("x://y#type(a/b)") == ("android.intent.action.VIEW", "x://y")
    assert parsed("x://y#other") == ("android.intent.action.VIEW", "x://y#other")


def test_an_empty_row_of_extras_is_fine() -> None:
    assert parse_old("x#extras()", 1).extras == {}
    assert list(parse_old("x#extras(Sa=b!)", 1).extras) == ["a"]


@pytest.mark.parametrize("uri", ["#type(a", "#extras(a)", "#extras(Sa=)", "#extras(Ka=b)", "#launchFlags(x)"])
def test_malformed_sections_are_refused(uri: str) -> None:
    with pytest.raises(IntentUriError):
        parse_old(uri, 0)
