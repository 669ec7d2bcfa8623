"""Sabotage must show: the corpus, spoiled in every way we can think of, and what each does to the verdict."""

from functools import cache
from pathlib import Path

import pytest

from linktester.model.verdict import By, Outcome
from tests.fakes.sabotage import HEADER, MUST_SHOW, MUST_STAY, SPOILINGS, Row, matrix

COMMITTED = Path(__file__).parents[1] / "corpus" / "sabotage-matrix.tsv"
FREE = frozenset({"structure-lost", "control-lost"})
"""Spoilings that show only where the verdict rested on what they take away."""


@cache
def spoiled() -> tuple[Row, ...]:
    return tuple(matrix())


def of(name: str) -> list[Row]:
    return [row for row in spoiled() if row.sabotage.partition(".")[0] == name]


def test_the_matrix_is_the_committed_one() -> None:
    committed = COMMITTED.read_text(encoding="utf-8").splitlines()
    assert committed == ["\t".join(HEADER), *(row.line() for row in spoiled())]


@pytest.mark.parametrize("name", sorted(MUST_SHOW))
def test_no_sabotage_goes_unnoticed(name: str) -> None:
    rows = of(name)
    assert rows
    assert [row.line() for row in rows if row.after.outcome is row.before.outcome] == []


@pytest.mark.parametrize("name", sorted(MUST_STAY))
def test_wording_changes_nothing(name: str) -> None:
    rows = of(name)
    assert rows
    assert [row.line() for row in rows if row.after != row.before] == []


def test_every_spoiling_is_held_to_something() -> None:
    assert set(SPOILINGS) == MUST_SHOW | MUST_STAY | FREE


def test_nothing_spoiled_is_ever_honored_unless_only_words_or_the_control_changed() -> None:
    for row in spoiled():
        if row.sabotage.partition(".")[0] in MUST_SHOW:
            assert row.after.outcome is not Outcome.HONORED, row.line()


def test_the_hosts_words_on_the_targets_own_page_are_nobodys_refusal() -> None:
    for name in ("moved-to-the-targets-host", "block-words-instead"):
        for row in of(name):
            assert row.after.outcome is Outcome.INCONCLUSIVE, row.line()


def test_the_host_is_not_blamed_for_what_befell_the_target() -> None:
    for name in ("login-wall", "status-404", "status-500", "soft-404"):
        assert [row.line() for row in of(name) if row.after.by is By.HOST] == []


def test_a_changed_parameter_is_told_in_the_table() -> None:
    for name in ("parameter-dropped", "parameter-encoded-twice", "parameter-changed"):
        for row in of(name):
            assert any(line.significant and line.change != "equal" for line in row.after.diff), row.line()
