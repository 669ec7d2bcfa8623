"""Reading suite files: TOML of up to 10,000 cases, every mistake told at once with file and line."""

import json
from collections.abc import Mapping
from pathlib import Path

from linktester import resources, tomltext, urls
from linktester.model.case import Matrix, Suite
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Content, PlatformId
from linktester.model.message import message
from linktester.model.phone import OS
from linktester.model.world import Route, Site
from linktester.suite import axes
from linktester.suite.cases import read_case
from linktester.suite.fields import Fields, Notes, nearest, shown
from linktester.suite.sitefiles import with_files

SCHEMA = 1
MAX_BYTES = 16 * 1024 * 1024
MAX_CASES = 10_000
MAX_SITES = 1_000
MAX_ROUTES = 50
_REDIRECTS = (301, 302, 303, 307, 308)


def read(path: Path) -> Suite:
    """Return the suite in the file `path`. Raises InputErrors, also for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(str(path), error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise InputErrors([Problem(Place(str(path)), message("suite.file-too-big", limit=MAX_BYTES >> 20))])
    try:
        return read_text(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputErrors([Problem(Place(str(path), line), message("suite.not-utf8"))]) from error


def read_text(text: str, file: str, *, may_be_empty: bool = False) -> Suite:
    """Return the suite in `text`; `file` names it in problems. Raises InputErrors with every mistake.

    `may_be_empty`: a suite without any case, one that somebody has just begun, is no mistake.
    """
    document = tomltext.parse(text, file)
    notes = Notes(document.place)
    suite = _suite(Fields(document.value, "", notes), file, may_be_empty=may_be_empty)
    notes.raise_any()
    return suite


def head_from(values: Mapping[str, object]) -> Suite:
    """Return the suite, without cases, whose keys and values are those of a document.

    Raises InputErrors with every mistake; `place.path` names the field, such as `site[0].host`.
    """
    notes = Notes(_field)
    suite = _suite(Fields(values, "", notes), "", may_be_empty=True)
    notes.raise_any()
    return suite


def bundled(name: str) -> Suite:
    """Return a suite that ships with the package. Raises InputErrors when there is none of that name."""
    if name not in bundled_names():
        known = ", ".join(bundled_names())
        raise InputErrors([Problem(Place(), message("suite.no-such-bundled", name=shown(name), known=known))])
    file = f"suites/{name}.toml"
    return read_text(resources.read_text(file), file)


def bundled_names() -> tuple[str, ...]:
    """Return the names of the suites that ship with the package."""
    return tuple(file.removeprefix("suites/").removesuffix(".toml") for file in resources.names("suites"))


def _suite(fields: Fields, file: str, *, may_be_empty: bool) -> Suite:
    if fields.whole("schema", SCHEMA) != SCHEMA:
        fields.note("schema", "suite.schema", found=shown(fields.raw("schema")), known=SCHEMA)
    name = fields.text("name", Path(file).stem)
    title = fields.text("title")
    variables = fields.entries("variables")
    sites = tuple(site for table in fields.tables("site")[:MAX_SITES] if (site := _site(table)) is not None)
    matrix = _matrix(fields)
    tables = fields.tables("case")
    if not tables and not may_be_empty:
        fields.notes.note("", "suite.no-case")
    if len(tables) > MAX_CASES:
        fields.note("case", "suite.too-many-cases", count=len(tables), limit=MAX_CASES)
        tables = tables[:MAX_CASES]
    somewhere = _names_places(fields)
    read_cases = [read_case(table, variables, sites, has_default_place=somewhere) for table in tables]
    cases = tuple(case for case in read_cases if case is not None)
    _note_repeats(tables)
    fields.close()
    return Suite(name=name, title=title, matrix=matrix, sites=sites, cases=cases, file=file)


def _note_repeats(tables: list[Fields]) -> None:
    """Ids are compared as written, so that a case with other mistakes still counts as the first of its id."""
    first: dict[str, Place] = {}
    for table in tables:
        name = table.raw("id")
        if not isinstance(name, str):
            continue
        place = table.notes.place(table.path)
        other = first.setdefault(name, place)
        if other is not place:
            repeat = message("suite.same-id", id=shown(name), first=str(other))
            table.notes.add(Problem(place, repeat))


def _names_places(fields: Fields) -> bool:
    table = fields.raw("matrix")
    return isinstance(table, dict) and "at" in table


def _matrix(fields: Fields) -> Matrix:
    table = fields.table("matrix")
    if table is None:
        return Matrix()
    matrix = Matrix(
        stands=axes.stands(table, "at"),
        os=axes.systems(table) or (OS.ANDROID,),
        clients=axes.clients(table) or (None,),
        dates=axes.dates(table),
    )
    table.close()
    return matrix


def _site(fields: Fields) -> Site | None:
    host = fields.text("host", required=True).lower()
    owner = fields.text("owner", "web")
    if owner != axes.WEB and owner not in axes.hosts():
        fields.note("owner", "suite.unknown-host", found=shown(owner), nearest=nearest(owner, axes.hosts()))
    site = Site(
        host=host,
        owner=PlatformId(owner),
        content=fields.choice("content", Content) or Content.OTHER,
        title=fields.text("title"),
        status=fields.whole("status", 302 if fields.has("redirect") else 200),
        redirect=fields.optional("redirect"),
        canonical=fields.flag("canonical", True),
        icp_filed=fields.flag("icp_filed", True),
        routes=_routes(fields),
    )
    site = with_files(site, fields)
    fields.close()
    _check_site(fields, site)
    return site if host else None


def _routes(fields: Fields) -> tuple[Route, ...]:
    """Return where a site sends the visitors of single apps."""
    return tuple(
        route for table in fields.tables("routes")[:MAX_ROUTES] if (route := _route(table)) is not None
    )


def _route(table: Fields) -> Route | None:
    app = axes.host(table, table.path_of("app"), table.raw("app"))
    way = table.text("to", required=True)
    table.close()
    if way and not _leads_somewhere(way):
        table.note("to", "suite.bad-route", found=shown(way))
    return None if app is None else Route(app, way)


def _leads_somewhere(way: str) -> bool:
    """Tell whether a route is a web address, or the JSON object that a page hands to WeChat's bridge."""
    if not way.lstrip().startswith("{"):
        url = urls.parse(way)
        return url is not None and url.is_web
    try:
        return isinstance(json.loads(way), dict)
    except (ValueError, RecursionError):
        return False


def can_stand_in(host: str) -> bool:
    """Tell whether a suite can say a stand-in for a host: one by name, with a dot in it."""
    return len(host) <= 253 and set(host) <= _HOST_LETTERS and "." in host


def _check_site(fields: Fields, site: Site) -> None:
    if site.host and not can_stand_in(site.host):
        fields.note("host", "suite.bad-site-host", found=shown(site.host))
    if not 200 <= site.status <= 599:
        fields.note("status", "suite.bad-status", found=site.status)
    elif (site.redirect is not None) != (site.status in _REDIRECTS):
        fields.note("status", "suite.redirect-status", found=site.status)


_HOST_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-._")


def _field(path: str) -> Place:
    return Place(path=path or None)


def _unreadable(file: str, reason: str) -> InputErrors:
    return InputErrors([Problem(Place(file), message("suite.unreadable", reason=reason))])
