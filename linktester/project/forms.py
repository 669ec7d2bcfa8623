"""A case as the texts of a form, and back with the mistakes of every field at once.

What a field may hold is known to the reader of suites alone; here it is only asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from linktester import links
from linktester.model.case import Case, Expectation, Stand, Suite
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Parsed, Severity
from linktester.model.message import message
from linktester.suite import case_from, escaped, own_content, written

_BETWEEN = re.compile(r"[\s,;，；、|]+")


@dataclass(frozen=True, slots=True)
class StandForm:
    """One place; an empty entry is the usual one there."""

    host: str = ""
    surface: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectForm:
    """One expectation; an empty selector is any."""

    verdict: str = ""
    host: str = ""
    surface: str = ""
    entry: str = ""
    os: str = ""
    client: str = ""
    from_: str = ""
    """A date; inclusive."""
    until: str = ""
    """A date; exclusive."""
    modifiers: tuple[str, ...] | None = None
    """None = not compared; () = none expected."""
    by: str = ""
    cause: str = ""
    order_state: str | None = None
    """None = not compared; empty = a trade that the platform does not know."""
    return_leg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """All that can be said about a case, as it was typed. What is empty is left to link, family or suite."""

    id: str = ""
    title: str = ""
    link: str = ""
    intent: str = ""
    content: str = ""
    referer: str = ""
    stands: tuple[StandForm, ...] = ()
    os: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    """Versions; `newest` is one of them."""
    dates: tuple[str, ...] = ()
    """Days, moments, or `now`."""
    expect: tuple[ExpectForm, ...] = ()


def form_of(case: Case, suite: Suite) -> CaseForm:
    """Return the form that says `case`, a case of `suite`."""
    return CaseForm(
        id=case.id,
        title=case.title,
        link=case.link.text,
        intent=case.intent or "",
        content=own_content(case, suite.sites) or "",
        referer=case.referer or "",
        stands=tuple(map(form_of_stand, case.stands)),
        os=tuple(str(system) for system in case.os),
        clients=tuple(client or "newest" for client in case.clients),
        dates=tuple(map(written, case.dates)),
        expect=tuple(map(_expect_form, case.expect)),
    )


def case_of(form: CaseForm, suite: Suite, at: int | None = None) -> Case:
    """Return the case that a form says; `at` is where in `suite` it is to stand, None for a new one.

    Raises InputErrors with every mistake. `place.path` names the field: `id`, `link`, `at[0].surface`,
    `dates[1]`, `expect[0].verdict` …; a whole row (`at[0]`) where something is missing.
    """
    problems = _repeated_id(form, suite, at)
    try:
        case = case_from(_values(form), suite.sites, has_default_place=bool(suite.matrix.stands))
    except InputErrors as errors:
        raise InputErrors([*problems, *map(_at_field, errors.problems)]) from errors
    if problems:
        raise InputErrors(problems)
    return case


def listed(text: str) -> tuple[str, ...]:
    """Return the entries of a list that was typed into one field, whatever stands between them."""
    return tuple(part for part in _BETWEEN.split(text) if part)


def link_problems(parsed: Parsed) -> list[Problem]:
    """Return what makes a link invalid, placed at the field `link`."""
    place = Place(path="link")
    return [Problem(place, found.message) for found in parsed.findings if found.severity is Severity.ERROR]


def form_of_stand(stand: Stand) -> StandForm:
    """Return the form that says a place."""
    return StandForm(stand.host, stand.surface, stand.entry.value)


def stand_values(stand: StandForm) -> Mapping[str, object]:
    """Return a place in the shape of a table under `at`."""
    given = {"surface": stand.surface.strip(), "entry": stand.entry.strip()}
    return {"host": stand.host.strip(), **{key: value for key, value in given.items() if value}}


def _expect_form(expectation: Expectation) -> ExpectForm:
    where = expectation.where
    return ExpectForm(
        verdict=expectation.verdict.value,
        host=where.host or "",
        surface=where.surface or "",
        entry=where.entry or "",
        os=where.os or "",
        client=where.client or "",
        from_="" if where.from_ is None else written(where.from_),
        until="" if where.until is None else written(where.until),
        modifiers=None if expectation.modifiers is None else tuple(map(str, expectation.modifiers)),
        by=expectation.by or "",
        cause=expectation.cause or "",
        order_state=expectation.order_state,
        return_leg=expectation.return_leg or "",
    )


def _values(form: CaseForm) -> Mapping[str, object]:
    """Return the form in the shape of a `[[case]]`. Names and link always stand there, to be faulted."""
    given = {
        "title": form.title,
        "intent": form.intent.strip(),
        "content": form.content.strip(),
        "referer": escaped(form.referer.strip()),
        "at": [stand_values(stand) for stand in form.stands],
        "os": [*map(str.strip, form.os)],
        "clients": [*map(str.strip, form.clients)],
        "dates": [*map(str.strip, form.dates)],
        "expect": [_expect_values(one) for one in form.expect],
    }
    return {
        "id": form.id.strip(),
        "link": escaped(_bare(form.link)),
        **{key: value for key, value in given.items() if value},
    }


def _bare(link: str) -> str:
    """Return a link without the blanks around it; those of a payment code belong to it."""
    return link if links.standard_of(link) is not None else link.strip()


def _expect_values(one: ExpectForm) -> Mapping[str, object]:
    given = {
        "host": one.host,
        "surface": one.surface,
        "entry": one.entry,
        "os": one.os,
        "client": one.client,
        "from": one.from_,
        "until": one.until,
        "by": one.by,
        "cause": one.cause,
        "return_leg": one.return_leg,
    }
    values: dict[str, object] = {key: value.strip() for key, value in given.items() if value.strip()}
    if one.modifiers is not None:
        values["modifiers"] = list(one.modifiers)
    if one.order_state is not None:
        values["order_state"] = one.order_state.strip()
    return {"verdict": one.verdict.strip(), **values}


def _repeated_id(form: CaseForm, suite: Suite, at: int | None) -> list[Problem]:
    for index, case in enumerate(suite.cases):
        if case.id == form.id.strip() and index != at:
            told = message("suite.same-id", id=case.id, first=str(case.place) or f"#{index + 1}")
            return [Problem(Place(path="id"), told)]
    return []


def _at_field(problem: Problem) -> Problem:
    """Return the problem at a field; what is said of the case as a whole is about its places."""
    return problem if problem.place.path else replace(problem, place=Place(path="at"))
