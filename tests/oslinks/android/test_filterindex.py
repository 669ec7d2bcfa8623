"""Filters found by host."""

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.filterindex import FilterIndex
from linktester.oslinks.android.intentfilter import Authority, Category, IntentFilter, match_data
from linktester.oslinks.android.pattern import PatternType, build
from linktester.oslinks.android.uri import parse_uri

hosts = st.sampled_from(["a", "b.a", "*.a", "*a", "*", "B.A", "K", "x.b.a"])
filters = st.builds(
    IntentFilter,
    schemes=st.lists(st.sampled_from(["s", "t", ""]), max_size=2).map(tuple),
    authorities=st.lists(st.builds(Authority, hosts, st.sampled_from([-1, 1])), max_size=2).map(tuple),
    paths=st.lists(st.sampled_from([build(PatternType.PREFIX, "/x")]), max_size=1).map(tuple),
    scheme_specific_parts=st.lists(st.sampled_from([build(PatternType.LITERAL, "y")]), max_size=1).map(tuple),
)
links = st.sampled_from(["s://b.a/x", "s://A:1/", "t://x.b.a/x", "s:y", "y", "s://", "u://a", "s://\u212a/x"])


@settings(deadline=None, max_examples=300)
@given(st.lists(filters, max_size=8), links)
def test_the_index_finds_what_trying_them_all_finds(many: list[IntentFilter], link: str) -> None:
    uri = parse_uri(link)
    index = FilterIndex((each, place) for place, each in enumerate(many))
    expected = [(place, match_data(each, uri)) for place, each in enumerate(many)]
    found = [(place, category) for _, place, category in index.find(uri)]
    assert found == [(place, category) for place, category in expected if category.is_match]


def test_other_hosts_are_not_tried() -> None:
    many = [
        IntentFilter(schemes=("https",), authorities=(Authority(f"h{n}.example"),)) for n in range(10_000)
    ]
    index = FilterIndex((each, place) for place, each in enumerate(many))
    uri = parse_uri("https://h77.example/x")
    assert len(index) == 10_000
    assert [place for _, place in index.candidates(uri)] == [77]
    assert [category for _, _, category in index.find(uri)] == [Category.HOST]
