import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.oslinks.android.intentfilter import match_data
from linktester.oslinks.android.uri import parse_uri
from linktester.oslinks.appfiles.manifest import ManifestFilter, read_manifest
from linktester.oslinks.appfiles.manifestdata import Values
from tests.fakes import appfiles


def one(data: str, known: dict[str, str] | None = None) -> ManifestFilter:
    found = read_manifest(appfiles.manifest(appfiles.filtered(data)), known)
    (made,) = found.filters
    return made


@pytest.mark.parametrize("row", appfiles.vectors("filters")["filter"], ids=str)
def test_filters_take_what_the_documentation_says(row: dict[str, list[str]]) -> None:
    made = one(str(row["data"])).filter
    assert {url for url in row["takes"] if match_data(made, parse_uri(url)).is_match} == set(row["takes"])
    assert [url for url in row["misses"] if match_data(made, parse_uri(url)).is_match] == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a", ("a", True)),
        (r"\\.", (r"\.", True)),
        (r"\.", (".", True)),
        (r"\n\t\u0041\@", ("\n\tA@", True)),
        ("@string/host", ("h.example", True)),
        ("@string/other", ("@string/other", False)),
        ("?attr/host", ("?attr/host", False)),
        ("www.${host}", ("www.h.example", True)),
        ("${other}", ("${other}", False)),
        ("@", ("@", True)),
    ],
)
def test_values_are_what_the_resource_compiler_makes_of_them(text: str, read: tuple[str, bool]) -> None:
    assert Values({"host": "h.example"}).read(text) == read


@given(st.text(max_size=20))
def test_compiled_values_stay_as_they_are_or_are_references(text: str) -> None:
    value, known = Values(is_compiled=True).read(text)
    assert value == text
    assert known or text.startswith(("@", "?"))


def test_what_is_not_known_matches_nothing_and_is_told() -> None:
    made = one('<data scheme="https" host="@string/host"/>')
    assert not made.is_certain
    assert made.filter.authorities == ()
    assert one('<data scheme="https" host="@string/host"/>', {"host": "h.example"}).filter.authorities
