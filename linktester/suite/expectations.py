"""Expectations: reading them, and finding the one that speaks about a probe."""

from collections.abc import Iterable

from linktester.model.case import Expectation, Probe, Selector
from linktester.model.errors import InputErrors, Problem
from linktester.model.message import message
from linktester.model.order import ReturnLeg
from linktester.model.phone import OS, Entry
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.suite import axes
from linktester.suite.fields import Fields, shown


def read_expectation(fields: Fields) -> Expectation | None:
    """Return one `[[case.expect]]`, None when its verdict is missing or wrong."""
    where = _selector(fields)
    verdict = fields.choice("verdict", Outcome)
    if not fields.has("verdict"):
        fields.notes.note(fields.path, "suite.missing-key", key="verdict")
    modifiers = fields.choices("modifiers", Modifier)
    by = fields.choice("by", By)
    cause = fields.choice("cause", Cause)
    order_state, return_leg = fields.optional("order_state"), fields.choice("return_leg", ReturnLeg)
    fields.close()
    if verdict is None:
        return None
    if cause is not None and verdict is not Outcome.INCONCLUSIVE:
        fields.note("cause", "suite.cause-without-inconclusive", verdict=verdict.value)
    return Expectation(
        where=where,
        verdict=verdict,
        modifiers=tuple(sorted(set(modifiers))) if fields.has("modifiers") else None,
        by=by,
        cause=cause,
        order_state=order_state,
        return_leg=return_leg,
        place=fields.notes.place(fields.path),
    )


def note_repeats(expectations: Iterable[Expectation], fields: list[Fields]) -> None:
    """Note every expectation whose selector stands twice in its case."""
    seen: set[Selector] = set()
    for expectation, table in zip(expectations, fields, strict=False):
        if expectation.where in seen:
            table.notes.note(table.path, "suite.same-selector")
        seen.add(expectation.where)


def matches(where: Selector, probe: Probe) -> bool:
    """Tell whether an expectation with this selector is about `probe`."""
    if where.from_ is not None and probe.as_of < where.from_:
        return False
    if where.until is not None and probe.as_of >= where.until:
        return False
    return all(
        wanted is None or wanted == found
        for wanted, found in (
            (where.host, probe.host),
            (where.surface, probe.surface),
            (where.entry, probe.entry),
            (where.os, probe.phone.os),
            (where.client, probe.client),
        )
    )


def specificity(where: Selector) -> int:
    """Return how narrow a selector is: one for each axis it names; `from` and `until` are one axis."""
    named = (where.host, where.surface, where.entry, where.os, where.client, where.from_ or where.until)
    return sum(part is not None for part in named)


def expected_of(expectations: tuple[Expectation, ...], probe: Probe) -> Expectation | None:
    """Return the most specific expectation about `probe`, None when there is none.

    Raises InputErrors when two equally specific ones both speak about it.
    """
    about = [expectation for expectation in expectations if matches(expectation.where, probe)]
    if len(about) < 2:
        return about[0] if about else None
    about.sort(key=_narrowness, reverse=True)
    first, second = about[0], about[1]
    if specificity(first.where) == specificity(second.where):
        raise InputErrors([_tie(first, second, probe)])
    return first


def _narrowness(expectation: Expectation) -> int:
    return specificity(expectation.where)


def _tie(first: Expectation, second: Expectation, probe: Probe) -> Problem:
    return Problem(
        second.place,
        message(
            "suite.tie",
            case=probe.case_id,
            first=str(first.place),
            second=str(second.place),
            probe=f"{probe.host} {probe.surface} {probe.entry} {probe.phone.os} {probe.as_of.date()}",
        ),
    )


def _selector(fields: Fields) -> Selector:
    host = fields.raw("host")
    surface = fields.raw("surface")
    from_, until = axes.date(fields, "from"), axes.date(fields, "until")
    if from_ is not None and until is not None and from_ >= until:
        fields.note("until", "suite.empty-span")
    return Selector(
        host=None if host is None else axes.host(fields, fields.path_of("host"), host),
        surface=None if surface is None else axes.surface(fields, fields.path_of("surface"), surface),
        entry=fields.choice("entry", Entry),
        os=fields.choice("os", OS),
        client=_client(fields),
        from_=from_,
        until=until,
    )


def _client(fields: Fields) -> str | None:
    value = fields.raw("client")
    if value is None or axes.is_client(value):
        return None if value is None else str(value)
    fields.note("client", "suite.bad-client", found=shown(value))
    return None
