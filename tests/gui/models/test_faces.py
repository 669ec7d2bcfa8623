from dataclasses import replace

import pytest

from linktester.gui.models.faces import (
    GROUNDS,
    LOOKS,
    Face,
    Kind,
    differs,
    of_forecast,
    of_row,
    patch,
    words,
)
from linktester.gui.widgets.patches import Badge, Ground
from linktester.model.run import Reach
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.policy.asking import Doubt
from linktester.policy.forecast import Forecast
from tests.fakes.rows import CHINESE, ENGLISH, row

GAP = Forecast(outcome=Outcome.INCONCLUSIVE, cause=Cause.NO_POLICY)
OPENS = Forecast(outcome=Outcome.HONORED, reach=Reach.EVIDENCED)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (OPENS, Kind.HONORED),
        (GAP, Kind.NO_EVIDENCE),
        (replace(GAP, cause=Cause.CONFLICT), Kind.CONFLICT),
        (Forecast(outcome=None, doubt=Doubt.OPAQUE), Kind.OPEN),
    ],
)
def test_what_rules_leave_open_is_no_gap(found: Forecast, kind: Kind) -> None:
    assert of_forecast(found).kind is kind


def test_a_fault_of_ours_is_never_a_gap_nor_a_block() -> None:
    for cause in (Cause.FAULT, Cause.NO_CONTROL):
        assert of_row(row(outcome=Outcome.INCONCLUSIVE, cause=cause)).kind is Kind.UNDECIDED


def test_gaps_look_like_gaps() -> None:
    assert {kind for kind in Kind if GROUNDS.get(kind, Ground.SOLID) is Ground.SOLID} == {
        Kind.HONORED,
        Kind.REWRITTEN,
        Kind.BLOCKED,
    }
    shapes = [(LOOKS[kind].shape, GROUNDS.get(kind, Ground.SOLID)) for kind in Kind]
    assert len(set(shapes)) == len(shapes)


def test_everything_seen_is_said() -> None:
    face = Face(Kind.BLOCKED, (Modifier.CARRIED, Modifier.PARTIAL), Reach.CARRIED, anecdotal=True)
    assert words(face, ENGLISH) == "blocked, carried, for some only, anecdotal"
    assert words(face, CHINESE).startswith("拦截、")
    drawn = patch(face, ENGLISH, (Badge.DIFFERS,))
    assert drawn.aged
    assert drawn.badges == (Badge.PARTIAL, Badge.ANECDOTAL, Badge.DIFFERS)
    inferred = Face(Kind.HONORED, (), Reach.INFERRED)
    assert words(inferred, ENGLISH) == "honored, inferred"
    assert inferred.badges == (Badge.INFERRED,)


def test_another_verdict_is_a_difference() -> None:
    assert differs(OPENS, row(outcome=Outcome.BLOCKED))
    assert not differs(OPENS, row(outcome=Outcome.HONORED))
    assert differs(GAP, row(outcome=Outcome.INCONCLUSIVE, cause=Cause.CONFLICT))


def test_where_rules_are_silent_or_terms_differ_there_is_none() -> None:
    assert not differs(Forecast(outcome=None, doubt=Doubt.OPAQUE), row(outcome=Outcome.BLOCKED))
    assert not differs(OPENS, row(outcome=Outcome.INCONCLUSIVE, cause=Cause.FAULT))
    assert not differs(OPENS, row(outcome=Outcome.BLOCKED, client="8.0.11"))
    assert not differs(GAP, row(outcome=Outcome.HONORED, reach=Reach.INFERRED))
