from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NewType

import pytest

from linktester import resources, tables
from linktester.codec import structure
from linktester.model.payment import Title
from linktester.payments.emv.profile import Profile
from linktester.payments.mutationtable import Table as Mutations
from linktester.payments.swissqr.table import Table as Swiss
from linktester.payments.wallettable import Wallets

Id = NewType("Id", str)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    name: Id
    title: Title = field(default_factory=dict)


@dataclass(frozen=True)
class Whole:
    part: tuple[Part, ...]
    colour: Colour = Colour.RED
    most: int | None = None
    ratio: float = 0.5
    since: date | None = None
    codes: frozenset[str] = frozenset()
    loose: Any = None


def test_tables_become_values_all_the_way_down():
    plain = {
        "part": [{"name": "a", "title": {"en": "A", "zh_CN": "甲"}}, {"name": "b"}],
        "colour": "red",
        "most": 3,
        "ratio": 2,
        "since": date(2026, 11, 22),
        "codes": ["x", "y", "x"],
        "loose": {"left": ["as", "it", "is"]},
    }
    made = tables.built(plain, Whole)
    assert made == Whole(
        part=(Part(Id("a"), {"en": "A", "zh_CN": "甲"}), Part(Id("b"))),
        most=3,
        ratio=2.0,
        since=date(2026, 11, 22),
        codes=frozenset({"x", "y"}),
        loose={"left": ["as", "it", "is"]},
    )
    assert isinstance(made.colour, Colour)
    assert isinstance(made.ratio, float)


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"part": [], "parts": []},
        {"part": "a"},
        {"part": [{"name": 1}]},
        {"part": [{"title": {}}]},
        {"part": ["a"]},
        {"part": [{"name": "a", "title": ["A"]}]},
        {"part": [], "most": True},
        {"part": [], "most": "3"},
        {"part": [], "codes": {"x": 1}},
        [],
    ],
)
def test_what_does_not_fit_is_refused(plain):
    with pytest.raises(TypeError):
        tables.built(plain, Whole)


def test_an_unknown_member_is_refused():
    with pytest.raises(ValueError, match="green"):
        tables.built({"part": [], "colour": "green"}, Whole)


def test_a_kind_no_table_holds_is_refused():
    @dataclass(frozen=True)
    class Odd:
        octets: bytes

    with pytest.raises(TypeError, match="bytes"):
        tables.built({"octets": "a"}, Odd)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("swissqr", Swiss),
        ("wallets", Wallets),
        ("mutations", Mutations),
        ("emvco", Profile),
        ("profiles/pix", Profile),
        ("profiles/bharatqr", Profile),
    ],
)
def test_our_tables_are_read_as_the_strict_reader_of_documents_reads_them(name, kind):
    file = f"payments/{name}.toml"
    assert tables.read(file, kind) == structure(resources.read_table(file), kind)
