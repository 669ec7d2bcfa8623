import tomllib
from datetime import date

import pytest

from linktester import resources
from linktester.payments.swissqr.table import table


def test_there_are_34_lines_in_two_languages():
    known = table()
    assert len(known.line) == len(known.names) == len(known.index) == 34
    assert (known.index["iban"], known.index["amount"], known.index["trailer"]) == (3, 18, 30)
    assert all(set(line.title) == {"en", "zh_CN"} for line in known.line)


def test_combined_addresses_have_their_dates():
    assert table().combined.forbidden_from == date(2025, 11, 22)
    assert table().combined.tolerated_until == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("character", "narrow", "wide"),
    [
        ("a", True, True),
        ("ü", True, True),
        ("÷", True, True),
        ("^", False, True),
        ("|", False, True),
        ("ł", False, True),
        ("€", False, True),
        ("ț", False, True),
        ("ǎ", False, False),
        ("\t", False, False),
        ("中", False, False),
        ("\x7f", False, False),
        ("\n", True, True),
    ],
)
def test_the_later_set_of_characters_is_wider(character, narrow, wide):
    first, last = table().characters
    assert (first.others.search(character) is None) is narrow
    assert (last.others.search(character) is None) is wide
    assert first.allowed_from is None
    assert last.allowed_from == date(2025, 11, 22)


def test_references_and_versions():
    assert list(table().reference_types) == ["QRR", "SCOR", "NON"]
    assert table().version_pattern.fullmatch("0299")
    assert not table().version_pattern.fullmatch("0300")


def test_sources_are_known():
    assert set(table().sources) <= tomllib.loads(resources.read_text("sources/payments.toml")).keys()
