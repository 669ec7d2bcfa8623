"""Packaged data is found, listed in order, and nothing outside it is reachable."""

import pytest

from linktester import resources


def test_names_are_sorted_and_nested() -> None:
    names = resources.names("messages")
    assert list(names) == sorted(names)
    assert "messages/en/toml.toml" in names


def test_text_is_utf8() -> None:
    assert "键" in resources.read_text("messages/zh_CN/toml.toml")


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hostname", "messages/../../cli"])
def test_nothing_outside_is_read(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_bytes(name)


def test_digest_depends_on_names_and_contents() -> None:
    one, two = "messages/en/toml.toml", "messages/zh_CN/toml.toml"
    assert resources.digest([one]) != resources.digest([two])
    assert resources.digest([one, two]) != resources.digest([two, one])
    assert len(resources.digest([one])) == 16
