import pytest

from linktester.model.annotation import Status
from linktester.model.run import Tally
from linktester.report.phrases import Phrases
from linktester.report.scope import NO_STATUS, STATUSES, WHOLE, Scope, StatusCounts, chosen
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people

ENGLISH = Phrases(Words("en"))
ROWS = fakes.walled_garden()[:3]


@pytest.mark.parametrize(
    ("scope", "is_part"),
    [
        (WHOLE, False),
        (Scope(filter="host:qq"), True),
        (Scope(shown=2, of=3), True),
        (Scope(shown=3, of=3), False),
        (Scope(shown=2), False),
    ],
)
def test_a_filter_or_a_choice_makes_a_part(scope, is_part):
    assert scope.is_part is is_part
    assert scope.fitting(Tally(faults=1)) == (None if is_part else Tally(faults=1))


def test_what_a_filter_left_out_is_not_missing_from_the_run():
    head = fakes.head(26)
    assert WHOLE.missing_of(head, 20)
    assert not WHOLE.missing_of(head, 26)
    assert not Scope(filter="x", of=26).missing_of(head, 3)
    assert Scope(filter="x", of=20).missing_of(head, 3)
    assert not Scope(filter="x").missing_of(head, 3)


def test_a_part_says_how_it_was_chosen():
    assert chosen(WHOLE, 3, ENGLISH) == ""
    assert chosen(Scope(filter="host:qq", of=26), 3, ENGLISH) == "3 of 26 results, chosen by: host:qq"
    assert chosen(Scope(filter="host:qq"), 3, ENGLISH) == "3 results, chosen by: host:qq"
    assert chosen(Scope(shown=3, of=26), 3, ENGLISH).startswith("3 of 26 results")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_filter_is_one_line_that_can_be_seen(language):
    said = chosen(Scope(filter=fakes.HOSTILE_TEXT + "\n" + "x" * 10_000), 1, Phrases(Words(language)))
    assert r"\u202egnp.exe" in said
    assert "\n" not in said
    assert len(said) < 1_000


def test_statuses_of_written_results_are_counted_apart_from_everything_else():
    said = people.by_key(people.said(ROWS[0]), people.said(ROWS[1], None), people.blank(ROWS[2]))
    counts = StatusCounts(Scope(annotations=said | {"another": people.said(ROWS[0], Status.PASSED)}))
    for row in ROWS:
        counts.add(row)
    assert counts.table() == {
        "passed": 0,
        "failed": 1,
        "not-executable": 0,
        "skipped": 0,
        "none": 2,
    }
    assert tuple(counts.table()) == STATUSES
    assert STATUSES[-1] == NO_STATUS


def test_what_was_taken_back_is_not_said():
    said = people.by_key(people.said(ROWS[0]), people.blank(ROWS[1]))
    scope = Scope(annotations=said)
    assert scope.said_of(ROWS[0]) == people.said(ROWS[0])
    assert scope.said_of(ROWS[1]) is None
    assert scope.said_of(ROWS[2]) is None
