"""Links made from fields, in the first written form of their family that holds those fields.

What is built is read back: a link that would not mean what was asked for is never handed out.
"""

import json
import re
from collections.abc import Iterator, Mapping

from linktester import urls
from linktester.links import intent_uri
from linktester.links.escape import encoded, to_base64
from linktester.links.family import Codec, Family, FieldSpec, Form, Where
from linktester.links.fields import shown
from linktester.links.load import families
from linktester.links.match import captures
from linktester.links.parse import parse
from linktester.links.pieces import WEB
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import FamilyId, Intent, Link, Parsed, Severity
from linktester.model.message import Message, message
from linktester.model.world import Site

_SURROGATE = re.compile("[\ud800-\udfff]")


def build(family_id: FamilyId | str, fields: Mapping[str, str], *, intent: Intent | None = None) -> Link:
    """Return the link of `family_id` with `fields` (decoded values by field name).

    Raises InputErrors with everything that is wrong with the family, the fields, or their values.
    """
    family = families().get(FamilyId(family_id))
    if family is None:
        raise InputErrors([_problem("family", message("links.no-such-family", family=shown(family_id)))])
    problems = [*_field_problems(family, fields)]
    if problems:
        raise InputErrors(problems)
    values = {**{spec.name: spec.built for spec in family.fields if spec.built}, **fields}
    form = _form_for(family, values)
    if form is not None and form.standards:
        return _code(family, values, intent)
    if form is None and family.forms:
        raise InputErrors([_problem("fields", message("links.no-form", family=family.id))])
    text = _written(family, form, values)
    parsed = _read_back(text, form, intent)
    if parsed.link.family != family.id:
        other, link = parsed.link.family, shown(text)
        said = message("links.builds-another", family=family.id, other=other, link=link)
        raise InputErrors([_problem("fields", said)])
    errors = [finding for finding in parsed.findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputErrors([_problem(finding.where, finding.message) for finding in errors])
    return parsed.link


def _code(family: Family, values: Mapping[str, str], intent: Intent | None) -> Link:
    """Return the payment code as it stands in the fields; what else is given has to be what it says."""
    text = values["code"]
    parsed = parse(text, intent=intent)
    if parsed.link.family != family.id:
        other, link = parsed.link.family, shown(text)
        said = message("links.builds-another", family=family.id, other=other, link=link)
        raise InputErrors([_problem("code", said)])
    says = parsed.layers[0].fields
    wrong = [
        _problem(name, message("links.code-says", field=name, found=shown(says.get(name, "")) or "–"))
        for name, value in values.items()
        if value != says.get(name, "")
    ]
    if wrong:
        raise InputErrors(wrong)
    return parsed.link


def _field_problems(family: Family, fields: Mapping[str, str]) -> Iterator[Problem]:
    known = {spec.name for spec in family.fields}
    for name, value in fields.items():
        if name not in known:
            names = ", ".join(sorted(known)) or "–"
            said = message("links.no-such-field", field=shown(name), family=family.id, known=names)
            yield _problem(name, said)
        surrogate = _SURROGATE.search(value)
        if surrogate:
            yield _problem(name, message("links.lone-surrogate", offset=surrogate.start()))
    for spec in family.fields:
        if spec.required and not fields.get(spec.name) and not spec.built:
            yield _problem(spec.name, message("links.field-missing", field=spec.name))


def _form_for(family: Family, values: Mapping[str, str]) -> Form | None:
    """Return the first form that has a place for every value; declared forms only for a whole address."""
    placed = {spec.written for spec in family.fields if values.get(spec.name)}
    inside = {spec.inside for spec in family.fields if spec.inside and values.get(spec.name)}
    paths = {spec.name for spec in family.fields if spec.where in (Where.PATH, Where.TAIL)}
    whole = any(spec.where is Where.TEXT and values.get(spec.name) for spec in family.fields)
    for form in family.forms:
        captured = set(captures(form.path or "")) & paths
        if whole and form.hosts and not captured:
            continue
        if {name for name in paths if values.get(name)} != captured:
            continue
        if set(form.query) <= placed | inside:
            return form
    return None


def _written(family: Family, form: Form | None, values: Mapping[str, str]) -> str:
    whole = next(
        (values[s.name] for s in family.fields if s.where is Where.TEXT and values.get(s.name)), None
    )
    if whole is not None or form is None:
        return whole or ""
    if any(spec.where is Where.INTENT for spec in family.fields):
        return intent_uri.write(values)
    scheme = form.schemes[0]
    https = next((values[s.name] for s in family.fields if s.where is Where.HTTPS and s.name in values), None)
    if https is not None:
        return f"{scheme}://{https.partition('://')[2]}"
    query = "&".join(_query(family, values))
    place = (form.hosts[0] if form.hosts else "") + _path(family, form, values)
    if place.endswith("/") and scheme not in WEB and place.count("/") == 1:
        place = place.removesuffix("/")
    return f"{scheme}://{place}" + (f"?{query}" if query else "")


def _path(family: Family, form: Form, values: Mapping[str, str]) -> str:
    path = form.path or ""
    for spec in family.fields:
        value = values.get(spec.name, "")
        if spec.where is Where.TAIL:
            path = path.replace(f"{{{spec.name}+}}", value)
        elif spec.where is Where.PATH:
            path = path.replace(f"{{{spec.name}+}}", encoded(value, "/"))
            path = path.replace(f"{{{spec.name}}}", encoded(value))
    return path


def _query(family: Family, values: Mapping[str, str]) -> Iterator[str]:
    objects: dict[str, dict[str, str]] = {}
    for spec in family.fields:
        value = values.get(spec.name)
        if value is None:
            continue
        if spec.where is Where.QUERY:
            yield f"{encoded(spec.written)}={encoded(_coded(spec, value))}"
        elif spec.where is Where.SEARCH:
            yield encoded(value)
        elif spec.where is Where.JSON:
            objects.setdefault(spec.inside, {})[spec.written] = value
    for name, members in objects.items():
        text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
        yield f"{encoded(name)}={encoded(text)}"


def _coded(spec: FieldSpec, value: str) -> str:
    return to_base64(value) if spec.codec is Codec.BASE64 else value


def _read_back(text: str, form: Form | None, intent: Intent | None) -> Parsed:
    """Return the link as read, under what the form wants declared."""
    if form is None or not (form.owners or form.contents):
        return parse(text, intent=intent)
    content = form.contents[0] if form.contents else None
    url = urls.parse(text)
    if url is None or not form.owners or content is None:
        return parse(text, intent=intent, content=content)
    site = Site(host=url.hostname, owner=form.owners[0], content=content)
    return parse(text, intent=intent, sites=(site,))


def _problem(path: str, said: Message) -> Problem:
    return Problem(Place(path=shown(path) or None), said)
