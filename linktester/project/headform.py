"""What a suite says of all its cases as the texts of a form, and back with every mistake at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from linktester.model.case import Suite
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.world import Route, Site
from linktester.project.edit import with_sites
from linktester.project.forms import StandForm, form_of_stand, stand_values
from linktester.suite import head_from, written


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteForm:
    """One stand-in for a host of one's own. What is empty is as usual."""

    host: str = ""
    owner: str = ""
    content: str = ""
    title: str = ""
    status: str = ""
    redirect: str = ""
    canonical: bool = True
    icp_filed: bool = True
    routes: tuple[Route, ...] = ()
    """Carried along; nobody types them here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadForm:
    """Name, title, where and when cases are tried that do not say it themselves, and stand-ins."""

    name: str = ""
    title: str = ""
    stands: tuple[StandForm, ...] = ()
    os: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    sites: tuple[SiteForm, ...] = ()


def head_of(suite: Suite) -> HeadForm:
    """Return the form that says the head of `suite`."""
    matrix = suite.matrix
    return HeadForm(
        name=suite.name,
        title=suite.title,
        stands=tuple(map(form_of_stand, matrix.stands)),
        os=tuple(str(system) for system in matrix.os),
        clients=() if matrix.clients == (None,) else tuple(client or "newest" for client in matrix.clients),
        dates=tuple(map(written, matrix.dates)),
        sites=tuple(map(_site_form, suite.sites)),
    )


def with_head(suite: Suite, form: HeadForm) -> Suite:
    """Return `suite` with the head that a form says; its cases stay.

    Raises InputErrors with every mistake. `place.path` names the field: `name`, `at[0].surface`, `dates[1]`,
    `site[0].host` …
    """
    problems = [*_homeless(suite, form), *_repeated_hosts(form)]
    try:
        head = head_from(_values(form))
    except InputErrors as errors:
        raise InputErrors([*problems, *map(_at_field, errors.problems)]) from errors
    if problems:
        raise InputErrors(problems)
    named = replace(suite, name=head.name, title=head.title, matrix=head.matrix)
    return named if head.sites == suite.sites else with_sites(named, head.sites)


def _site_form(site: Site) -> SiteForm:
    usual = 200 if site.redirect is None else 302
    return SiteForm(
        host=site.host,
        owner=site.owner,
        content=site.content,
        title=site.title,
        status="" if site.status == usual else str(site.status),
        redirect=site.redirect or "",
        canonical=site.canonical,
        icp_filed=site.icp_filed,
        routes=site.routes,
    )


def _values(form: HeadForm) -> Mapping[str, object]:
    axes = {
        "at": [stand_values(stand) for stand in form.stands],
        "os": [*map(str.strip, form.os)],
        "clients": [*map(str.strip, form.clients)],
        "dates": [*map(str.strip, form.dates)],
    }
    return {
        "name": form.name.strip(),
        "title": form.title,
        "matrix": {key: value for key, value in axes.items() if value},
        "site": [_site_values(site) for site in form.sites],
    }


def _site_values(site: SiteForm) -> Mapping[str, object]:
    given = {
        "host": site.host.strip(),
        "owner": site.owner.strip(),
        "content": site.content.strip(),
        "title": site.title,
        "status": _whole(site.status.strip()),
        "redirect": site.redirect.strip(),
    }
    told = {key: value for key, value in given.items() if value != ""}
    routes = [{"app": route.app, "to": route.to} for route in site.routes]
    flags = {"canonical": site.canonical, "icp_filed": site.icp_filed}
    return {**told, **flags, **({"routes": routes} if routes else {})}


def _whole(text: str) -> int | str:
    """Return a number as one; anything else stays a text, which is then faulted."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else text


def _homeless(suite: Suite, form: HeadForm) -> list[Problem]:
    """Return the mistake of taking away the default places while some cases rely on them."""
    if form.stands:
        return []
    relying = sum(not case.stands for case in suite.cases)
    if not relying:
        return []
    return [Problem(Place(path="at"), message("project.places-needed", count=relying))]


def _repeated_hosts(form: HeadForm) -> list[Problem]:
    hosts = [site.host.strip().lower() for site in form.sites]
    return [
        Problem(Place(path=f"site[{index}].host"), message("project.same-host", host=host))
        for index, host in enumerate(hosts)
        if host and host in hosts[:index]
    ]


def _at_field(problem: Problem) -> Problem:
    path = (problem.place.path or "").removeprefix("matrix.")
    return replace(problem, place=Place(path=path or "name"))
