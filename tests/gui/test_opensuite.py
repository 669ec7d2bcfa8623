from dataclasses import replace
from pathlib import Path

from linktester.gui.opensuite import OpenSuite, State, Trouble
from linktester.project import CaseForm, HeadForm, open_file, removed, save
from tests.fakes.desks import TEXT, file, open_suite


def edited(opened: OpenSuite) -> OpenSuite:
    assert opened.suite is not None
    return opened.with_state(State(removed(opened.suite, 0)))


def test_a_file_just_read_is_not_edited(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    assert (opened.name, opened.is_edited, opened.trouble, opened.problems) == (
        "hand",
        False,
        Trouble.NONE,
        (),
    )


def test_a_broken_file_tells_its_lines(tmp_path: Path) -> None:
    opened = open_suite(tmp_path, "x = 1\n[[case]\n")
    assert opened.trouble is Trouble.BROKEN
    assert opened.suite is None
    assert opened.name == "hand"
    assert [each.place.line for each in opened.problems] == [2]
    assert not opened.is_edited


def test_what_cannot_be_said_yet_counts_as_an_edit(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    assert opened.suite is not None
    waiting = State(opened.suite, {"one": CaseForm()}, HeadForm())
    assert opened.with_state(waiting).is_edited
    assert waiting.mistakes == 2


def test_saving_takes_the_mark_away_and_undoing_brings_it_back(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    mine = edited(opened)
    assert mine.is_edited
    assert mine.suite is not None
    saved = mine.saved(save(mine.file, mine.suite).file, mine.suite)
    assert not saved.is_edited
    assert saved.with_state(opened.state).is_edited
    assert not saved.with_state(mine.state).is_edited


def test_what_was_edited_while_it_was_saved_stays_edited(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    first = edited(opened)
    later = edited(first)
    saved = later.saved(save(first.file, first.suite).file, first.suite)
    assert saved.is_edited
    assert saved.suite is later.suite


def test_a_change_elsewhere_is_read_when_nothing_was_edited_here(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    theirs = file(tmp_path, TEXT.replace("hand", "theirs"))
    assert opened.found(theirs).name == "theirs"
    asked = edited(opened).found(theirs)
    assert (asked.trouble, asked.name, asked.theirs) == (Trouble.CHANGED, "hand", theirs)


def test_trouble_ends_when_the_file_is_what_it_was(tmp_path: Path) -> None:
    mine = edited(open_suite(tmp_path))
    troubled = mine.found(file(tmp_path, TEXT.replace("hand", "theirs")))
    assert troubled.found(file(tmp_path)) == replace(mine, trouble=Trouble.NONE)
    assert mine.gone().found(file(tmp_path)).trouble is Trouble.NONE


def test_a_file_that_breaks_keeps_the_last_good_suite(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    broken = opened.found(file(tmp_path, "[[case]\n"))
    assert (broken.trouble, broken.suite) == (Trouble.BROKEN, opened.suite)
    assert [each.place.line for each in broken.problems] == [1]


def test_a_draft_goes_over_its_file_or_beside_another_one(tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    state = edited(opened).state
    wanted = state.suite
    draft = replace(opened.file, suite=wanted)
    assert OpenSuite.draft(draft, state, opened).is_edited
    assert OpenSuite.draft(draft, state, opened).trouble is Trouble.NONE
    other = OpenSuite.of(file(tmp_path, TEXT.replace("hand", "theirs")))
    beside = OpenSuite.draft(draft, state, other)
    assert (beside.trouble, beside.is_edited, beside.suite) == (Trouble.CHANGED, True, wanted)
    assert OpenSuite.draft(draft, state, None).trouble is Trouble.DELETED


def test_a_file_that_was_never_readable_can_become_so(tmp_path: Path) -> None:
    broken = open_suite(tmp_path, "[[case]\n")
    assert broken.found(file(tmp_path, "[[[\n")).trouble is Trouble.BROKEN
    mended = broken.found(file(tmp_path))
    assert (mended.trouble, mended.name) == (Trouble.NONE, "hand")
    assert open_file(mended.path) == mended.file
