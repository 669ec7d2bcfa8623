"""The corpus itself: readable, without repeats, every spoiling spoils something."""

from collections import Counter

from linktester.model.verdict import Outcome
from tests.fakes.corpus import load, sabotages, spoiled


def test_ids_are_unique() -> None:
    counted = Counter(case.id for case in [*load(), *spoiled()])
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_entry_names_its_source_and_every_outcome_occurs() -> None:
    cases = load()
    assert [case.id for case in cases if not case.source.strip()] == []
    assert {case.outcome for case in cases} == set(Outcome)


def test_a_cause_stands_exactly_with_inconclusive() -> None:
    assert [c.id for c in load() if (c.outcome is Outcome.INCONCLUSIVE) != (c.cause is not None)] == []


def test_every_spoiling_changes_what_was_seen() -> None:
    whole = {case.id: case for case in load()}
    for case in spoiled():
        base = whole[case.id.partition("+")[0]]
        assert (case.evidence.observations, case.control) != (base.evidence.observations, base.control), (
            case.id
        )


def test_sabotages_are_named_once() -> None:
    for rows in sabotages().values():
        names = [row["id"] for row in rows]
        assert len(names) == len(set(names))
