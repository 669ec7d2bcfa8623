"""Writing a suite back as TOML that reads as the same suite."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from linktester import links
from linktester.model.case import Case, Expectation, Matrix, Stand, Suite
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.phone import OS
from linktester.model.world import Site
from linktester.suite.dates import written
from linktester.suite.fields import clip
from linktester.suite.variables import escaped
from linktester.tomltext import quoted

Value = str | int | bool


def write(suite: Suite) -> str:
    """Return the suite as TOML, variables filled in. Raises InputErrors for text no UTF-8 file can hold."""
    _refuse_surrogates(suite)
    blocks = [_pairs(("schema", 1), ("name", suite.name), ("title", suite.title or None))]
    blocks.append(_matrix(suite.matrix))
    blocks += ["[[site]]\n" + _site(site) for site in suite.sites]
    for case in suite.cases:
        blocks.append("[[case]]\n" + _case(case, suite.sites))
        blocks += ["[[case.expect]]\n" + _expectation(expectation) for expectation in case.expect]
    return "\n".join(block for block in blocks if block)


def _pairs(*pairs: tuple[str, Value | None]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in pairs if value is not None)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else quoted(value)


def _list(key: str, values: Iterable[str]) -> str:
    entries = ", ".join(quoted(value) for value in values)
    return f"{key} = [{entries}]\n" if entries else ""


def _matrix(matrix: Matrix) -> str:
    body = _axes(matrix.stands, matrix.os, matrix.clients, matrix.dates)
    return f"[matrix]\n{body}" if body else ""


def _axes(
    stands: tuple[Stand, ...],
    systems: tuple[OS, ...],
    clients: tuple[str | None, ...],
    dates: tuple[datetime, ...],
) -> str:
    parts = [
        "".join(_at(stands)),
        _list("os", systems),
        _list("clients", (client or "newest" for client in clients)),
        _list("dates", (written(date) for date in dates)),
    ]
    return "".join(parts)


def _at(stands: tuple[Stand, ...]) -> Iterator[str]:
    if stands:
        yield "at = [\n"
        for stand in stands:
            pairs = (("host", stand.host), ("surface", stand.surface), ("entry", stand.entry))
            yield "  { " + ", ".join(f"{key} = {quoted(value)}" for key, value in pairs) + " },\n"
        yield "]\n"


def _site(site: Site) -> str:
    return _pairs(
        ("host", site.host),
        ("owner", site.owner),
        ("content", site.content),
        ("title", site.title or None),
        ("status", site.status),
        ("redirect", site.redirect),
        ("canonical", site.canonical),
        ("icp_filed", site.icp_filed),
    )


def _case(case: Case, sites: tuple[Site, ...]) -> str:
    plain = links.parse(case.link.text, intent=case.intent, sites=sites).link
    head = _pairs(
        ("id", case.id),
        ("title", case.title or None),
        ("link", escaped(case.link.text)),
        ("intent", case.intent),
        ("content", case.link.content if case.link.content is not plain.content else None),
        ("referer", None if case.referer is None else escaped(case.referer)),
    )
    return head + _axes(case.stands, case.os, case.clients, case.dates)


def _expectation(expectation: Expectation) -> str:
    where = expectation.where
    head = _pairs(
        ("host", where.host),
        ("surface", where.surface),
        ("entry", where.entry),
        ("os", where.os),
        ("client", where.client),
        ("from", None if where.from_ is None else written(where.from_)),
        ("until", None if where.until is None else written(where.until)),
        ("verdict", expectation.verdict),
    )
    modifiers = "" if expectation.modifiers is None else _list("modifiers", expectation.modifiers)
    if expectation.modifiers == ():
        modifiers = "modifiers = []\n"
    return head + modifiers + _pairs(("by", expectation.by), ("cause", expectation.cause))


def _refuse_surrogates(suite: Suite) -> None:
    texts = [(suite.name, "name"), (suite.title, "title")]
    for index, case in enumerate(suite.cases):
        for key, value in (("id", case.id), ("title", case.title), ("link", case.link.text)):
            texts.append((value, f"case[{index}].{key}"))
        texts.append((case.referer or "", f"case[{index}].referer"))
    problems = [
        Problem(Place(suite.file or None, path=path), message("suite.not-writable", text=clip(ascii(text))))
        for text, path in texts
        if not _encodable(text)
    ]
    if problems:
        raise InputErrors(problems)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
