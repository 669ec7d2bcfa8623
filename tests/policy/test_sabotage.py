"""Sabotage must show: no rule can be flipped or taken away without another answer."""

from collections import defaultdict
from functools import cache

from linktester.model.pack import Rule
from linktester.model.verdict import Cause
from linktester.policy import load
from tests.fakes.answers import agrees, answer
from tests.fakes.matrix import Row, rows
from tests.fakes.spoilt_packs import Witness, Workshop, witness

PACKS = load()
WORKSHOP = Workshop(PACKS)


@cache
def witnesses() -> dict[str, Witness | None]:
    return {name: witness(PACKS, rule) for name, rule in PACKS.rules.items()}


def rows_by_rule() -> dict[Rule, list[Row]]:
    """Return the rows that a rule decides; not those left open because its letter is not accepted."""
    decided: dict[Rule, list[Row]] = defaultdict(list)
    for row in rows():
        found = answer(PACKS, row)
        if found is not None and found.rules:
            rule = PACKS.rules[found.rules[0]]
            if found.cause is not Cause.NO_POLICY or rule.confidence is None:
                decided[rule].append(row)
    return decided


def test_every_rule_has_a_question_that_it_decides() -> None:
    assert [name for name, found in witnesses().items() if found is None] == []


def test_every_flip_of_every_rule_changes_its_answer() -> None:
    hidden = [
        f"{name} as {effect}: still {found.hears(packs)}"
        for name, found in witnesses().items()
        if found is not None
        for effect, packs in WORKSHOP.flipped(PACKS.rules[name])
        if found.hears(packs) == found.hears(PACKS)
    ]
    assert not hidden, "\n".join(hidden)


def test_every_flip_shows_in_every_row_of_the_matrices_that_the_rule_decides() -> None:
    decided = rows_by_rule()
    assert len(decided) > 100
    hidden = [
        f"{rule.id} as {effect}: {row}"
        for rule, its_rows in decided.items()
        for effect, packs in WORKSHOP.flipped(rule)
        for row in its_rows
        if agrees(row, answer(packs, row))
    ]
    assert not hidden, "\n".join(hidden)


def test_every_rule_taken_away_is_missed() -> None:
    decided = rows_by_rule()
    unmissed = []
    for name, found in witnesses().items():
        packs = WORKSHOP.without(name)
        missed = found is not None and found.hears(packs) != found.hears(PACKS)
        asked = decided.get(PACKS.rules[name], [])
        if not missed and all(str(answer(packs, row)) == str(answer(PACKS, row)) for row in asked):
            unmissed.append(name)
    assert unmissed == []
