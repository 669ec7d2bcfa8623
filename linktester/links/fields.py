"""The fields of one layer: found, decoded once, and checked against what the family's sources say."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from linktester.links import intent_uri
from linktester.links.escape import decoded, from_base64, still_escaped
from linktester.links.family import Codec, Family, FieldSpec, Where
from linktester.links.pieces import Pieces
from linktester.model.link import Finding, Severity
from linktester.model.message import Message, message

MAX_JSON = 65_536
"""Characters of JSON that are read from one parameter."""
_SHOWN = 60
_MAX_DIGITS = 18


@dataclass(slots=True)
class Read:
    """What was read from one layer."""

    values: dict[str, str] = field(default_factory=dict)
    """By field name; only fields that are there."""
    findings: list[Finding] = field(default_factory=list)
    unwrapped: set[str] = field(default_factory=set)
    """Layer fields that hold something escaped twice; the app would not see the link in them."""


def read(family: Family, captured: Mapping[str, str], pieces: Pieces) -> Read:
    """Return the fields of `family` in `pieces`, with everything that is wrong with them."""
    result = Read()
    objects: dict[str, Mapping[str, Any]] = {}
    for spec in family.fields:
        raw = _raw(spec, captured, pieces, objects, result)
        if raw is None:
            if spec.required:
                _say(result, Severity.ERROR, spec, message("links.field-missing", field=spec.written))
            continue
        value = _plain(spec, raw, result)
        if value is not None:
            result.values[spec.name] = value
            result.findings += _checks(spec, value)
    return result


def where_of(spec: FieldSpec) -> str:
    """Return how the field's value is reached, for a layer's `where`."""
    escape = "base64" if spec.codec is Codec.BASE64 else "percent"
    match spec.where:
        case Where.QUERY:
            return f"query {spec.written} ({escape})"
        case Where.JSON:
            return f"json {spec.inside}.{spec.written}"
        case Where.HTTPS:
            return "https in place of the scheme"
        case _:
            return f"{spec.where.value} {spec.written}"


def spot(spec: FieldSpec) -> str:
    """Return where the field stands, for a finding."""
    return f"{spec.where.value} {spec.written}"


def shown(text: str) -> str:
    """Return a bounded excerpt of untrusted text for a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _raw(
    spec: FieldSpec,
    captured: Mapping[str, str],
    pieces: Pieces,
    objects: dict[str, Mapping[str, Any]],
    result: Read,
) -> str | None:
    found: str | None
    match spec.where:
        case Where.QUERY:
            found = _from_query(spec, pieces, result)
        case Where.PATH:
            found = decoded(captured[spec.name]) if spec.name in captured else None
        case Where.TAIL:
            tail = captured.get(spec.name)
            found = f"{tail}?{pieces.search}" if tail is not None and pieces.search else tail
        case Where.SEARCH:
            found = decoded(pieces.search) or None
        case Where.JSON:
            found = _from_json(spec, pieces, objects, result)
        case Where.HTTPS:
            found = f"https://{pieces.rest}" if pieces.rest else None
        case Where.INTENT:
            found = intent_uri.read(pieces.text).parts().get(spec.written)
        case Where.TEXT:
            found = pieces.text
    return found


def _from_query(spec: FieldSpec, pieces: Pieces, result: Read) -> str | None:
    param = pieces.by_name.get(spec.written)
    if param is None:
        return None
    if sum(other.name == spec.written for other in pieces.params) > 1:
        _say(result, Severity.WARNING, spec, message("links.parameter-repeated", field=spec.written))
    if (spec.encoded or spec.layer) and re.search(r"[?=]", param.raw) and spec.codec is Codec.PLAIN:
        _say(result, Severity.WARNING, spec, message("links.not-encoded", field=spec.written))
    return param.value


def _from_json(
    spec: FieldSpec, pieces: Pieces, objects: dict[str, Mapping[str, Any]], result: Read
) -> str | None:
    if spec.inside not in objects:
        objects[spec.inside] = _object(spec, pieces, result)
    value = objects[spec.inside].get(spec.written)
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _object(spec: FieldSpec, pieces: Pieces, result: Read) -> Mapping[str, Any]:
    param = pieces.by_name.get(spec.inside)
    if param is None or not param.value:
        return {}
    found = _json_object(param.value)
    if found is None:
        where = f"query {spec.inside}"
        said = message("links.json-broken", field=spec.inside)
        result.findings.append(Finding(Severity.ERROR, where, said))
    return found or {}


def _json_object(text: str) -> Mapping[str, Any] | None:
    """Return the JSON object in `text`, None when there is none or it is too large to be one."""
    try:
        found = json.loads(text) if len(text) <= MAX_JSON else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _plain(spec: FieldSpec, raw: str, result: Read) -> str | None:
    if spec.codec is not Codec.BASE64:
        if spec.layer and still_escaped(raw):
            _say(result, Severity.ERROR, spec, message("links.double-encoded", field=spec.written))
            result.unwrapped.add(spec.name)
        return raw
    text = raw
    if "%" in text:
        _say(result, Severity.WARNING, spec, message("links.base64-escaped", field=spec.written))
        text = decoded(text)
    value = from_base64(text)
    if value is None:
        _say(result, Severity.ERROR, spec, message("links.base64-broken", field=spec.written))
    return value


def _checks(spec: FieldSpec, value: str) -> Iterator[Finding]:
    for said in _complaints(spec, value):
        yield Finding(spec.severity, spot(spec), said)


def _complaints(spec: FieldSpec, value: str) -> Iterator[Message]:
    name = spec.written
    if not value:
        if spec.required or spec.min:
            yield message("links.field-empty", field=name)
        return
    if spec.json and _json_object(value) is None:
        yield message("links.json-broken", field=name)
    if spec.values and value not in spec.values:
        allowed = ", ".join(spec.values)
        yield message("links.field-choice", field=name, value=shown(value), allowed=allowed)
    if spec.least is not None and not _is_number(value, spec.least, spec.most):
        most = "…" if spec.most is None else spec.most
        yield message("links.field-number", field=name, value=shown(value), least=spec.least, most=most)
    bad = (
        _bad_character(spec.charset, spec.forbidden).search(value) if spec.charset or spec.forbidden else None
    )
    if bad:
        yield message("links.field-charset", field=name, character=ascii(bad[0])[1:-1], offset=bad.start())
    if len(value) < spec.min:
        yield message("links.field-short", field=name, length=len(value), least=spec.min)
    if spec.max is not None and len(value) > spec.max:
        yield message("links.field-long", field=name, length=len(value), most=spec.max)


def _is_number(value: str, least: int, most: int | None) -> bool:
    """Return whether `value` is a whole number within its bounds, in plain digits."""
    if not value.isascii() or not value.isdigit() or len(value) > _MAX_DIGITS:
        return False
    return least <= int(value) and (most is None or int(value) <= most)


@cache
def _bad_character(charset: str, forbidden: str) -> re.Pattern[str]:
    parts = [f"[^{charset}]"] if charset else []
    if forbidden:
        parts.append(f"[{re.escape(forbidden)}]")
    return re.compile("|".join(parts) or "(?!)")


def _say(result: Read, severity: Severity, spec: FieldSpec, said: Message) -> None:
    result.findings.append(Finding(severity, spot(spec), said))


def unwrapped(text: str) -> str:
    """Return a value that was escaped twice with its second escapes off, for showing what it holds."""
    return decoded(text)
