import pytest

from linktester.links.inner import MAX_LOOSE, loose
from linktester.links.pieces import cut


def found(text: str, named: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(inner.where, inner.text) for inner in loose(cut(text), named)]


@pytest.mark.parametrize(
    ("value", "where", "text"),
    [
        ("https%3A%2F%2Fa.example%2F", "query u (percent)", "https://a.example/"),
        ("weixin%3A%2F%2Fdl%2Fscan", "query u (percent)", "weixin://dl/scan"),
        ("https%253A%252F%252Fa.example", "query u (percent) twice", "https://a.example"),
        ("aHR0cHM6Ly9hLmV4YW1wbGUv", "query u (base64)", "https://a.example/"),
    ],
)
def test_links_in_parameters(value: str, where: str, text: str) -> None:
    assert found(f"https://h.example/?u={value}") == [(where, text)]


@pytest.mark.parametrize(
    "value", ["nobody%3A%2F%2Fx", "https", "a.example", "aHR0cHM6", "c2hvcC5leGFtcGxlL2E"]
)
def test_other_values_are_no_links(value: str) -> None:
    assert found(f"https://h.example/?u={value}") == []


def test_named_parameters_are_the_familys_business() -> None:
    assert found("https://h.example/?u=https%3A%2F%2Fa.example", frozenset({"u"})) == []


def test_only_so_many_are_looked_for() -> None:
    query = "&".join(f"u{n}=https%3A%2F%2Fa.example" for n in range(MAX_LOOSE + 3))
    assert len(found(f"https://h.example/?{query}")) == MAX_LOOSE
