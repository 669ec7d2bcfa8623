"""URI-relative groups."""

import pytest

from linktester.oslinks.android.pattern import PatternType, build
from linktester.oslinks.android.relative import Part, RelativeFilter, RelativeGroup, deciding, parameters
from linktester.oslinks.android.uri import parse_uri

URI = parse_uri("https://h/p?a=1&b=2#f")


def literal(part: Part, text: str) -> RelativeFilter:
    return RelativeFilter(part, build(PatternType.LITERAL, text))


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        (None, []),
        ("", [""]),
        ("a&b", ["a", "b"]),
        ("a;b", ["a", "b"]),
        ("a;b&c", ["a;b", "c"]),
        ("a;b&", ["a", "b&"]),
        ("&", []),
    ],
)
def test_parameters_are_cut_at_ampersands_or_else_at_semicolons(query: str | None, pieces: list[str]) -> None:
    assert parameters(query) == pieces


def test_all_filters_of_a_group_must_match_one_parameter_each() -> None:
    both = RelativeGroup(True, (literal(Part.QUERY, "a=1"), literal(Part.QUERY, "b=2")))
    assert both.matches(URI)
    assert not RelativeGroup(True, (*both.filters, literal(Part.FRAGMENT, "g"))).matches(URI)
    assert literal(Part.FRAGMENT, "f").matches(URI)


def test_the_first_group_that_matches_decides() -> None:
    empty, block = RelativeGroup(True), RelativeGroup(False, (literal(Part.PATH, "/p"),))
    allow = RelativeGroup(True, (literal(Part.PATH, "/p"),))
    assert deciding((empty, block, allow), URI) is block
    assert deciding((empty,), URI) is None
