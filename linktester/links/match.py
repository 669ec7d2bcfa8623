"""Which family a link belongs to: looked up by scheme and host, nearest form first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from linktester.links.catalogue import catalogue
from linktester.links.family import Family, Form, Where
from linktester.links.load import families
from linktester.links.pieces import Pieces
from linktester.model.link import Content, FamilyId, PlatformId

_CAPTURE = re.compile(r"\{([a-z_A-Z]+)(\+?)\}")


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said about a link's site beyond its text."""

    owner: PlatformId | None = None
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A family, and what the form's path captured (as written)."""

    family: Family
    captured: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    family: Family
    form: Form
    pattern: re.Pattern[str] | None


def match(pieces: Pieces, declared: Declared) -> Match | None:
    """Return the nearest family, None when only `custom-scheme` is left (or the text is no link)."""
    by_host = _index().get(pieces.scheme)
    if by_host is None:
        return None
    for candidate in _candidates(by_host, pieces):
        captured = _captured(candidate, pieces, declared)
        if captured is not None:
            return Match(candidate.family, captured)
    return None


@cache
def misspelt() -> Mapping[str, str]:
    """Return wrong scheme → the one that was meant, over all families."""
    return {wrong: right for family in families().values() for wrong, right in family.misspelt.items()}


def _candidates(by_host: Mapping[str, list[_Candidate]], pieces: Pieces) -> Iterator[_Candidate]:
    if not pieces.port:
        yield from by_host.get(pieces.host, ())
        name = pieces.host
        while "." in name:
            name = name.partition(".")[2]
            yield from by_host.get(f"*.{name}", ())
    yield from by_host.get("", ())


def _captured(candidate: _Candidate, pieces: Pieces, declared: Declared) -> Mapping[str, str] | None:
    form = candidate.form
    if form.standards or not all(name in pieces.by_name for name in form.query):
        return None
    if not all(
        name in pieces.by_name and pieces.by_name[name].value == form.when[name] for name in form.when
    ):
        return None
    if form.contents and declared.content not in form.contents:
        return None
    if form.owners and _owner(pieces, declared) not in form.owners:
        return None
    if candidate.pattern is None:
        return {}
    found = candidate.pattern.fullmatch(pieces.path if form.hosts else pieces.place)
    return None if found is None else found.groupdict()


def _value(pieces: Pieces, name: str) -> str | None:
    param = pieces.by_name.get(name)
    return param.value if param else None


def _owner(pieces: Pieces, declared: Declared) -> PlatformId | None:
    if declared.owner is not None:
        return declared.owner
    platform = catalogue().of_host(pieces.host)
    return platform.id if platform else None


@cache
def _index() -> Mapping[str, Mapping[str, list[_Candidate]]]:
    table: dict[str, dict[str, list[_Candidate]]] = {}
    for family in families().values():
        for form in family.forms:
            candidate = _Candidate(family, form, None if form.path is None else pattern_of(form.path))
            for scheme in form.schemes:
                for host in form.hosts or ("",):
                    table.setdefault(scheme, {}).setdefault(host, []).append(candidate)
    for by_host in table.values():
        for candidates in by_host.values():
            candidates.sort(key=_farness)
    return table


def _farness(candidate: _Candidate) -> tuple[bool, ...]:
    """Return the order of candidates for one host: declared ones, by parameters, by path, the rest."""
    form = candidate.form
    return (
        candidate.family.identity_only,
        not form.owners,
        not form.contents,
        not (form.query or form.when),
        form.path is None,
        any(spec.where is Where.TEXT for spec in candidate.family.fields),
    )


@cache
def pattern_of(path: str) -> re.Pattern[str]:
    """Return the pattern of a form's path; a closing slash is optional."""
    pattern, end = "", 0
    for found in _CAPTURE.finditer(path):
        name, rest = found.groups()
        pattern += re.escape(path[end : found.start()]) + f"(?P<{name}>{'.+' if rest else '[^/]+?'})"
        end = found.end()
    pattern += re.escape(path[end:].removesuffix("/"))
    return re.compile(pattern + "/?", re.DOTALL)


def captures(path: str) -> tuple[str, ...]:
    """Return the names captured by a form's path."""
    return tuple(found[1] for found in _CAPTURE.finditer(path))


def generic(family: str) -> Family:
    """Return one of the families that fit when nothing nearer does."""
    return families()[FamilyId(family)]


@cache
def known_schemes() -> frozenset[str]:
    """Return all schemes that some family or app of the catalogue reads, web schemes included."""
    return frozenset(_index())
