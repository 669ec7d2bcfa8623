"""Packaged data is found, listed in order, and nothing outside it is reachable."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import resources

KEYS = st.sampled_from(["a", "b-c", "b_1", '"q.r"', '"q"', "q.r", "é", ""])
TEXTS = st.text(st.sampled_from('ab é键,[]#="\\\t\r\x0b\x7f\u2028'), max_size=6)
TAILS = st.sampled_from(["", " ", "\t# why", "# [a]", " b", "\r"])
LINES = st.one_of(
    st.sampled_from(["", "[a]", "[b]", "[[c]]", "[[a]]", "[c.d]", "[x", "[[x]", "n = 1", "a = []", "# a"]),
    st.builds('{} = "{}"{}'.format, KEYS, TEXTS, TAILS),
    st.builds('{} = ["{}", "{}"]{}'.format, KEYS, TEXTS, TEXTS, TAILS),
)


def test_names_are_sorted_and_nested() -> None:
    names = resources.names("messages")
    assert list(names) == sorted(names)
    assert "messages/en/toml.toml" in names


def test_text_is_utf8() -> None:
    assert "键" in resources.read_text("messages/zh_CN/toml.toml")


def outcome(text: str, read: Any) -> Any:
    try:
        return read(text)
    except tomllib.TOMLDecodeError:
        return None


@given(st.lists(LINES, max_size=6).map("\n".join))
@settings(deadline=None, max_examples=400)
def test_a_table_is_read_as_the_standard_library_reads_it(text: str) -> None:
    assert outcome(text, resources.parsed) == outcome(text, tomllib.loads)


@pytest.mark.parametrize("name", resources.names(""))
def test_every_table_of_ours_is_read_as_the_standard_library_reads_it(name: str) -> None:
    assert resources.read_table(name) == tomllib.loads(resources.read_text(name))


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hostname", "messages/../../cli"])
def test_nothing_outside_is_read(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_bytes(name)


def test_digest_depends_on_names_and_contents() -> None:
    one, two = "messages/en/toml.toml", "messages/zh_CN/toml.toml"
    assert resources.digest([one]) != resources.digest([two])
    assert resources.digest([one, two]) != resources.digest([two, one])
    assert len(resources.digest([one])) == 16
