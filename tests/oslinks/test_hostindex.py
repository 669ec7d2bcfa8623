from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.hostindex import HostIndex

LABELS = st.lists(st.sampled_from(["a", "b", "shop", "example", "com"]), min_size=1, max_size=5)
HOSTS = LABELS.map(".".join)
PATTERNS = st.one_of(HOSTS, HOSTS.map("*.{}".format), HOSTS.map("*{}".format), st.just("*"))


def covers(pattern: str, host: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*") else host == pattern


def test_the_host_itself_comes_first_then_longer_endings() -> None:
    index = HostIndex([("*.com", 1), ("*.shop.com", 2), ("a.shop.com", 3), ("*op.com", 4), ("*", 5)])
    found = [pattern for pattern, _ in index.find("a.shop.com")]
    assert found == ["a.shop.com", "*.shop.com", "*op.com", "*.com", "*"]


def test_a_wildcard_with_a_dot_covers_subdomains_only() -> None:
    index = HostIndex([("*.shop.com", "x")])
    assert list(index.find("shop.com")) == []
    assert list(index.find("A.Shop.COM")) == [("*.shop.com", ("x",))]


def test_values_of_one_pattern_keep_their_order() -> None:
    index = HostIndex([("a.com", 2), ("A.com", 1)])
    assert list(index.find("a.com")) == [("a.com", (2, 1))]
    assert len(index) == 1


@settings(deadline=None, max_examples=200)
@given(patterns=st.lists(PATTERNS, max_size=12), host=HOSTS)
def test_it_finds_what_going_through_all_finds(patterns: list[str], host: str) -> None:
    index = HostIndex((pattern, place) for place, pattern in enumerate(patterns))
    found = {value for _, values in index.find(host) for value in values}
    assert found == {place for place, pattern in enumerate(patterns) if covers(pattern, host)}
