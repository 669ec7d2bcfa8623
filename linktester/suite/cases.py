"""Cases as people write them: a link as text, or a family with its fields."""

from collections.abc import Mapping
from dataclasses import replace

from linktester import links
from linktester.model.case import Case
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Content, FamilyId, Intent, Link, Severity
from linktester.model.world import Site
from linktester.suite import axes
from linktester.suite.expectations import note_repeats, read_expectation
from linktester.suite.fields import Fields, Notes, clip, nearest
from linktester.suite.variables import substitute

MAX_ID = 200


def read_case(
    fields: Fields, variables: Mapping[str, str], sites: tuple[Site, ...], *, has_default_place: bool
) -> Case | None:
    """Return one `[[case]]`, None when its id or its link is missing or wrong (noted).

    `has_default_place` says that the suite's matrix names places, be they right or wrong.
    """
    before = len(fields.notes.problems)
    name = _id(fields)
    own = {**variables, **fields.entries("variables")}
    intent = fields.choice("intent", Intent)
    link = _link(fields, own, intent, sites)
    referer = _filled(fields, "referer", own)
    stands = axes.stands(fields, "at")
    if not fields.has("at") and not has_default_place:
        fields.notes.note(fields.path, "suite.no-stand")
    tables = fields.tables("expect")
    expect = tuple(found for table in tables if (found := read_expectation(table)) is not None)
    if len(fields.notes.problems) == before:
        note_repeats(expect, tables)
    systems, clients, dates = axes.systems(fields), axes.clients(fields), axes.dates(fields)
    title = fields.text("title")
    fields.close()
    if link is None or not name:
        return None
    return Case(
        id=name,
        link=link,
        title=title,
        stands=stands,
        os=systems,
        clients=clients,
        dates=dates,
        referer=referer,
        intent=intent,
        expect=expect,
        place=fields.notes.place(fields.path),
    )


def case_from(values: Mapping[str, object], sites: tuple[Site, ...], *, has_default_place: bool) -> Case:
    """Return the case whose keys and values are those of a `[[case]]`. Texts may hold `$${` for `${`.

    Raises InputErrors with every mistake; `place.path` names the field, such as `expect[0].verdict`.
    """
    notes = Notes(_field)
    case = read_case(Fields(values, "", notes), {}, sites, has_default_place=has_default_place)
    notes.raise_any()
    if case is None:
        raise AssertionError("a case that is missing without a mistake")
    return case


def link_of(text: str, intent: Intent | None, content: Content | None, sites: tuple[Site, ...]) -> Link:
    """Return the link that `text` is. Raises InputErrors with everything that makes it invalid."""
    parsed = links.parse(text, intent=intent, content=content, sites=sites)
    if not parsed.valid:
        wrong = [finding for finding in parsed.findings if finding.severity is Severity.ERROR]
        raise InputErrors([Problem(Place(), finding.message) for finding in wrong])
    return parsed.link


def _field(path: str) -> Place:
    return Place(path=path or None)


def _id(fields: Fields) -> str:
    name = fields.text("id", required=True)
    if fields.has("id") and (not name.strip() or len(name) > MAX_ID or not name.isprintable()):
        fields.note("id", "suite.bad-id", found=clip(name), limit=MAX_ID)
        return ""
    return name


def _link(
    fields: Fields, variables: Mapping[str, str], intent: Intent | None, sites: tuple[Site, ...]
) -> Link | None:
    content = fields.choice("content", Content)
    text, family = _filled(fields, "link", variables), fields.optional("family")
    values = fields.entries("fields")
    if (text is None) == (family is None):
        fields.notes.note(fields.path, "suite.link-or-family")
        return None
    if text is not None:
        return _parsed(fields, text, intent, content, sites)
    filled = {
        key: substitute(value, variables, fields.path_of(f"fields.{key}"), fields.notes)
        for key, value in values.items()
    }
    return _built(fields, family or "", filled, intent, content)


def _filled(fields: Fields, key: str, variables: Mapping[str, str]) -> str | None:
    text = fields.optional(key)
    return None if text is None else substitute(text, variables, fields.path_of(key), fields.notes)


def _parsed(
    fields: Fields, text: str, intent: Intent | None, content: Content | None, sites: tuple[Site, ...]
) -> Link | None:
    if fields.has("fields"):
        fields.note("fields", "suite.fields-without-family")
    if not text:
        fields.note("link", "suite.empty-link")
        return None
    try:
        return link_of(text, intent, content, sites)
    except InputErrors as errors:
        fields.notes.add_all(errors.problems, fields.path_of("link"))
        return None


def _built(
    fields: Fields, family: str, values: Mapping[str, str], intent: Intent | None, content: Content | None
) -> Link | None:
    if family not in links.families():
        known = links.families()
        fields.note("family", "suite.unknown-family", found=clip(family), nearest=nearest(family, known))
        return None
    try:
        link = links.build(FamilyId(family), values, intent=intent)
    except InputErrors as errors:
        for problem in errors.problems:
            # The problem may speak of the place in the link, `query id`; the suite has fields.
            name = (problem.place.path or "").rpartition(" ")[2]
            path = fields.path_of(f"fields.{name}" if name in values else "fields")
            fields.notes.add(Problem(fields.notes.place(path), problem.message))
        return None
    return link if content is None else replace(link, content=content)
