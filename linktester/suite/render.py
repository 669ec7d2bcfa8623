"""The parts of a suite as TOML: each as key → value text, in the order in which they are written.

Whoever changes a file by hand's breadth takes single values from here, so that they are spelt everywhere
as `write` spells them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from linktester import links
from linktester.model.case import Case, Expectation, Matrix, Stand, Suite
from linktester.model.link import Content
from linktester.model.phone import OS
from linktester.model.world import Route, Site
from linktester.suite.dates import written
from linktester.suite.variables import escaped
from linktester.tomltext import quoted

Values = dict[str, str]
"""Key → its value as TOML. What has its default is left out."""
Value = str | int | bool | None


def lines(values: Mapping[str, str]) -> str:
    """Return the values one below the other."""
    return "".join(f"{key} = {value}\n" for key, value in values.items())


def inline(values: Mapping[str, str]) -> str:
    """Return the values as a table on one line."""
    return "{ " + ", ".join(f"{key} = {value}" for key, value in values.items()) + " }"


def head_values(suite: Suite) -> Values:
    """Return what stands above every table."""
    return _values(("name", suite.name), ("title", suite.title or None))


def matrix_values(matrix: Matrix) -> Values:
    """Return the pairs of `[matrix]`."""
    return _axes(matrix.stands, matrix.os, matrix.clients, matrix.dates)


def site_values(site: Site) -> Values:
    """Return the pairs of a `[[site]]`."""
    values = _values(
        ("host", site.host),
        ("owner", site.owner),
        ("content", site.content),
        ("title", site.title or None),
        ("status", site.status),
        ("redirect", site.redirect),
        ("canonical", site.canonical),
        ("icp_filed", site.icp_filed),
        ("claimed_by", site.claimed_by),
        ("file_fault", site.file_fault),
    )
    files = _values(*((os.value, site.file(os)) for os in OS))
    values |= {"files": inline(files)} if files else {}
    return values | ({"routes": "".join(_routes(site.routes))} if site.routes else {})


def case_values(case: Case, sites: tuple[Site, ...]) -> Values:
    """Return the pairs of a `[[case]]`, variables filled in, without its expectations."""
    head = _values(
        ("id", case.id),
        ("title", case.title or None),
        ("link", escaped(case.link.text)),
        ("intent", case.intent),
        ("content", own_content(case, sites)),
        ("referer", None if case.referer is None else escaped(case.referer)),
    )
    return head | _axes(case.stands, case.os, case.clients, case.dates)


def own_content(case: Case, sites: tuple[Site, ...]) -> Content | None:
    """Return the content class that the case gives its link, None when the link alone says the same."""
    plain = links.parse(case.link.text, intent=case.intent, sites=sites).link
    return case.link.content if case.link.content is not plain.content else None


def expectation_values(expectation: Expectation) -> Values:
    """Return the pairs of a `[[case.expect]]`."""
    where = expectation.where
    values = _values(
        ("host", where.host),
        ("surface", where.surface),
        ("entry", where.entry),
        ("os", where.os),
        ("client", where.client),
        ("from", None if where.from_ is None else written(where.from_)),
        ("until", None if where.until is None else written(where.until)),
        ("verdict", expectation.verdict),
    )
    if expectation.modifiers is not None:
        values["modifiers"] = _list(expectation.modifiers)
    return values | _values(
        ("by", expectation.by),
        ("cause", expectation.cause),
        ("order_state", expectation.order_state),
        ("return_leg", expectation.return_leg),
    )


def _values(*pairs: tuple[str, Value]) -> Values:
    return {key: _value(value) for key, value in pairs if value is not None}


def _value(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else quoted(value)


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(quoted(value) for value in values) + "]"


def _axes(
    stands: tuple[Stand, ...],
    systems: tuple[OS, ...],
    clients: tuple[str | None, ...],
    dates: tuple[datetime, ...],
) -> Values:
    values = {"at": "".join(_at(stands))} if stands else {}
    axes = (
        ("os", tuple(systems)),
        ("clients", tuple(client or "newest" for client in clients)),
        ("dates", tuple(written(date) for date in dates)),
    )
    return values | {key: _list(entries) for key, entries in axes if entries}


def _routes(routes: tuple[Route, ...]) -> Iterator[str]:
    yield "[\n"
    for route in routes:
        yield "  " + inline({"app": quoted(route.app), "to": quoted(route.to)}) + ",\n"
    yield "]"


def _at(stands: tuple[Stand, ...]) -> Iterator[str]:
    yield "[\n"
    for stand in stands:
        pairs = (("host", stand.host), ("surface", stand.surface), ("entry", stand.entry))
        yield "  " + inline({key: quoted(value) for key, value in pairs}) + ",\n"
    yield "]"
