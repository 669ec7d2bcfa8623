"""What can be done to an open suite: a state in, a state out. Cases are named by their place in the suite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from linktester.gui.opensuite import State
from linktester.model.case import Case, Suite
from linktester.model.world import Site
from linktester.project import (
    CaseForm,
    HeadForm,
    duplicated,
    free_id,
    ids_of,
    inserted,
    removed,
    with_case,
    with_sites,
)
from linktester.project.trial import lasting_stand_ins


def put_case(state: State, index: int, form: CaseForm, case: Case | None) -> State:
    """Return the state after a form was typed; without a `case` it has a mistake and is kept as it is."""
    before = state.suite.cases[index]
    others = {name: kept for name, kept in state.unfinished.items() if name != before.id}
    if case is None:
        return replace(state, unfinished={**others, before.id: form})
    return replace(state, suite=with_case(state.suite, index, case), unfinished=others)


def put_head(state: State, form: HeadForm, suite: Suite | None) -> State:
    """Return the state after the head was typed; without a `suite` it has a mistake."""
    if suite is None:
        return replace(state, head=form)
    return replace(state, suite=suite, head=None)


def add(state: State, index: int, cases: Iterable[Case], sites: Iterable[Site] = ()) -> State:
    """Return the state with cases before the one at `index`, and stand-ins for hosts nobody stands in for.

    Ids that are taken get a number.
    """
    suite = _with_strange(state.suite, sites)
    taken = set(ids_of(suite))
    fresh = []
    for case in cases:
        name = free_id(case.id, taken)
        taken.add(name)
        fresh.append(case if name == case.id else replace(case, id=name))
    return replace(state, suite=inserted(suite, index, *fresh))


def strange_hosts(case: Case, suite: Suite) -> tuple[Site, ...]:
    """Return a stand-in for each host in the case's link that neither a platform nor `suite` plays."""
    return lasting_stand_ins(case, suite)


def duplicate(state: State, indexes: Iterable[int]) -> State:
    """Return the state with a copy right below each of these cases; what was typed is copied too."""
    suite, unfinished = state.suite, dict(state.unfinished)
    for index in sorted(indexes, reverse=True):
        suite = duplicated(suite, index)
        form = unfinished.get(suite.cases[index].id)
        if form is not None:
            copy = suite.cases[index + 1].id
            unfinished[copy] = replace(form, id=copy if form.id == suite.cases[index].id else form.id)
    return replace(state, suite=suite, unfinished=unfinished)


def remove(state: State, indexes: Iterable[int]) -> State:
    """Return the state without these cases."""
    suite = removed(state.suite, *indexes)
    return replace(state, suite=suite, unfinished=_of(suite, state.unfinished))


def move(state: State, indexes: Iterable[int], target: int) -> State:
    """Return the state with these cases taken out and put, in their order, before the one now at `target`."""
    chosen = sorted(indexes)
    cases = state.suite.cases
    rest = removed(state.suite, *chosen)
    spot = target - sum(index < target for index in chosen)
    return replace(state, suite=inserted(rest, max(spot, 0), *(cases[index] for index in chosen)))


def shifted(indexes: Sequence[int], by: int, count: int) -> int | None:
    """Return the target for `move` that takes cases up (-1) or down (1) by one place; None at the end."""
    if not indexes or (by < 0 and min(indexes) == 0) or (by > 0 and max(indexes) == count - 1):
        return None
    return min(indexes) - 1 if by < 0 else max(indexes) + 2


def followed(indexes: Sequence[int], before: Suite | None, after: Suite) -> list[int]:
    """Return where cases stand that stood at `indexes` in another state of the suite.

    Cases that went are left out; when all went, whoever stands where the first of them stood is returned.
    """
    if before is None or before is after or not indexes:
        return [index for index in indexes if index < len(after.cases)]
    ids = {before.cases[index].id for index in indexes if index < len(before.cases)}
    found = [index for index, case in enumerate(after.cases) if case.id in ids]
    return found or [min(indexes[0], len(after.cases) - 1)] * bool(after.cases)


def _with_strange(suite: Suite, sites: Iterable[Site]) -> Suite:
    known = {site.host for site in suite.sites}
    strange = tuple(site for site in sites if site.host not in known)
    return with_sites(suite, (*suite.sites, *strange)) if strange else suite


def _of(suite: Suite, unfinished: Mapping[str, CaseForm]) -> dict[str, CaseForm]:
    ids = ids_of(suite) if unfinished else frozenset()
    return {name: form for name, form in unfinished.items() if name in ids}
