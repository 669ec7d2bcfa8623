"""Edits of a suite: values in, values out. Nothing is checked against the disk and nothing is saved."""

import re
from collections.abc import Container
from dataclasses import replace

from linktester import links
from linktester.model.case import Case, Matrix, Suite
from linktester.model.world import Site
from linktester.suite import own_content

_NUMBERED = re.compile(r"(.*)-(\d{1,6})")
MAX_ID = 200


def with_case(suite: Suite, index: int, case: Case) -> Suite:
    """Return the suite with `case` in place of the one at `index`. Raises IndexError for no such place."""
    suite.cases[index]
    return replace(suite, cases=(*suite.cases[:index], case, *suite.cases[index + 1 :]))


def inserted(suite: Suite, index: int, *cases: Case) -> Suite:
    """Return the suite with `cases` before the one at `index`; at its end for an index beyond."""
    return replace(suite, cases=(*suite.cases[:index], *cases, *suite.cases[index:]))


def removed(suite: Suite, *indexes: int) -> Suite:
    """Return the suite without the cases at `indexes`."""
    gone = frozenset(indexes)
    return replace(suite, cases=tuple(case for at, case in enumerate(suite.cases) if at not in gone))


def moved(suite: Suite, source: int, target: int) -> Suite:
    """Return the suite with the case at `source` taken out and put where it then stands at `target`."""
    case = suite.cases[source]
    return inserted(removed(suite, source), max(target, 0), case)


def duplicated(suite: Suite, index: int) -> Suite:
    """Return the suite with a copy of the case right below it, named `x-2`, `x-3` …"""
    case = suite.cases[index]
    return inserted(suite, index + 1, replace(case, id=free_id(case.id, ids_of(suite))))


def renamed(suite: Suite, name: str, title: str | None = None) -> Suite:
    """Return the suite under another name, and another title unless None. The file keeps its own name."""
    return replace(suite, name=name, title=suite.title if title is None else title)


def with_matrix(suite: Suite, matrix: Matrix) -> Suite:
    """Return the suite with other default axes."""
    return replace(suite, matrix=matrix)


def with_site(suite: Suite, site: Site) -> Suite:
    """Return the suite with a stand-in added, or put in place of the one of the same host."""
    hosts = [known.host for known in suite.sites]
    if site.host not in hosts:
        return with_sites(suite, (*suite.sites, site))
    return with_sites(suite, tuple(site if known.host == site.host else known for known in suite.sites))


def without_site(suite: Suite, host: str) -> Suite:
    """Return the suite without the stand-in for `host`."""
    return with_sites(suite, tuple(site for site in suite.sites if site.host != host))


def with_sites(suite: Suite, sites: tuple[Site, ...]) -> Suite:
    """Return the suite with these stand-ins. What a link means may change with whose host it names."""
    cases = tuple(_read_anew(case, suite.sites, sites) for case in suite.cases)
    return replace(suite, sites=sites, cases=cases)


def ids_of(suite: Suite) -> frozenset[str]:
    """Return the ids of all cases."""
    return frozenset(case.id for case in suite.cases)


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or with the next free number behind it: `x`, `x-2`, `x-3` …

    A number that is no count (`item-601` where there is no `item`) is left as it is.
    """
    if wanted not in taken:
        return wanted
    found = _NUMBERED.fullmatch(wanted)
    stem, number = (found[1], int(found[2])) if found and found[1] in taken else (wanted, 1)
    while True:
        number += 1
        end = f"-{number}"
        name = stem[: MAX_ID - len(end)] + end
        if name not in taken:
            return name


def _read_anew(case: Case, old: tuple[Site, ...], new: tuple[Site, ...]) -> Case:
    content = own_content(case, old)
    link = links.parse(case.link.text, intent=case.intent, content=content, sites=new).link
    return case if link == case.link else replace(case, link=link)
