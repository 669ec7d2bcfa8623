from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linktester.gui.history import MOST, History, Step
from linktester.gui.opensuite import State
from linktester.model.case import Suite
from linktester.model.message import message

A, B = Path("a.toml"), Path("b.toml")


def state(name: object) -> State:
    return State(Suite(name=str(name)))


def step(before: object, after: object, key: str = "", path: Path = A) -> Step:
    return Step(path=path, before=state(before), after=state(after), said=message("cases.did-edit"), key=key)


def test_nothing_can_be_undone_at_first() -> None:
    history = History()
    assert (history.can_undo, history.can_redo, history.undo(), history.redo()) == (False, False, None, None)


def test_letters_typed_in_a_row_are_one_step() -> None:
    history = History()
    for number in range(3):
        history.push(step(number, number + 1, "title"))
    undone = history.undo()
    assert undone is not None
    assert (undone.before, undone.after) == (state(0), state(3))
    assert not history.can_undo


def test_another_field_suite_or_a_pause_begins_a_new_step() -> None:
    history = History()
    history.push(step(0, 1, "title"))
    history.push(step(1, 2, "link"))
    history.push(step(0, 1, "link", B))
    history.settle()
    history.push(step(1, 2, "link", B))
    assert [each.after for each in iter(history.undo, None)] == [state(2), state(1), state(2), state(1)]


def test_what_is_typed_after_undoing_does_not_join_the_step_before() -> None:
    history = History()
    history.push(step(0, 1, "title"))
    history.push(step(1, 2, "link"))
    history.undo()
    history.push(step(1, 3, "title"))
    assert not history.can_redo
    undone = history.undo()
    assert undone is not None
    assert undone.before == state(1)


def test_a_suite_s_steps_can_be_forgotten_alone() -> None:
    history = History()
    for number, path in enumerate((A, B, A, B)):
        history.push(step(number, number + 1, path=path))
    history.undo()
    history.forget(A)
    assert [each.path for each in iter(history.undo, None)] == [B]
    assert [each.after for each in iter(history.redo, None)] == [state(2), state(4)]


@given(st.lists(st.sampled_from(["push", "undo", "redo"]), max_size=60))
def test_undo_and_redo_walk_one_line(moves: list[str]) -> None:
    history, now, line, at = History(), 0, [0], 0
    for number, move in enumerate(moves, 1):
        if move == "push":
            history.push(step(now, number))
            del line[at + 1 :]
            line.append(number)
            at, now = at + 1, number
        elif move == "undo":
            found = history.undo()
            assert (found is None) == (at == 0)
            at = max(0, at - 1)
        else:
            found = history.redo()
            assert (found is None) == (at == len(line) - 1)
            at = min(len(line) - 1, at + 1)
        if move != "push" and found is not None:
            reached = found.before if move == "undo" else found.after
            assert reached == state(line[at])
        now = line[at]


def test_the_oldest_steps_go() -> None:
    history = History()
    for number in range(MOST + 10):
        history.push(step(number, number + 1))
    assert len(list(iter(history.undo, None))) == MOST
