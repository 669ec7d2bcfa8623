"""New codes: values of a form laid over what a scheme always writes, then read back before they leave."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import CodeField, FormField, StandardId
from linktester.payments.emv import tree
from linktester.payments.emv.judge import own_module
from linktester.payments.emv.profile import Profile, profiles
from linktester.payments.emv.reading import read
from linktester.payments.emv.rules import at_home

_CHECKSUM = "63"


_FAR = 3
"""Distance of a form field that has nothing to do with a path."""


def form(standard: StandardId) -> tuple[FormField, ...]:
    """Return what can be filled in."""
    return tuple(entry.field() for entry in profiles()[standard].form)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return the octets of a new code. Raises InputErrors with all mistakes, each at its form field."""
    profile = profiles()[standard]
    filled = {entry.name: values.get(entry.name) or entry.default for entry in profile.form}
    filled = {name: value for name, value in filled.items() if value}
    problems = [*_left_out(profile, filled), *_no_choice(profile, filled)]
    paths = _paths(profile, filled)
    problems += _over_full(profile, paths, filled)
    octets = _octets(paths)
    problems += _mistakes(profile, octets, filled, {problem.place.path for problem in problems})
    if problems:
        raise InputErrors(problems)
    return octets


def _left_out(profile: Profile, filled: Mapping[str, str]) -> Iterator[Problem]:
    for entry in profile.form:
        if entry.required and entry.name not in filled:
            yield Problem(Place(path=entry.name), message("payments.missing", field=entry.name))


def _no_choice(profile: Profile, filled: Mapping[str, str]) -> Iterator[Problem]:
    for entry in profile.form:
        value = filled.get(entry.name)
        if value and entry.choices and value not in entry.choices:
            allowed = ", ".join(entry.choices)
            said = message("payments.choice", field=entry.name, value=value, allowed=allowed)
            yield Problem(Place(path=entry.name), said)


def _paths(profile: Profile, filled: Mapping[str, str]) -> dict[str, str]:
    """Return path → value for everything that gets written."""
    paths = dict(profile.fixed)
    for name in filled:
        paths.update(profile.given.get(name, {}))
    paths.update(
        (entry.path, filled[entry.name]) for entry in profile.form if entry.path and entry.name in filled
    )
    own = own_module(profile.standard)
    if own is not None and hasattr(own, "fill"):
        paths.update(own.fill(filled))
    home = profile.home
    return {at_home(path, home): value for path, value in paths.items() if value}


def _octets(paths: Mapping[str, str]) -> bytes:
    every = {path for name in paths for path in _with_parents(name)}
    fields = (
        CodeField(path, 0, 0, "", paths.get(path, ""), template=path not in paths)
        for path in sorted(every)
        if path != _CHECKSUM
    )
    return tree.rebuild(tuple(fields))


def _with_parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def _over_full(profile: Profile, paths: Mapping[str, str], filled: Mapping[str, str]) -> Iterator[Problem]:
    """Tell which object cannot hold its content: 99 characters are all that two digits can say."""
    for path in sorted({parent for name in paths for parent in _with_parents(name)}):
        size = _size(path, paths)
        if size > tree.LONGEST:
            place = Place(path=_fullest(profile, path, filled))
            yield Problem(place, message("payments.too-long", field=path, length=size, most=tree.LONGEST))


def _fullest(profile: Profile, where: str, filled: Mapping[str, str]) -> str:
    """Return the form field with the longest value at or below `where`."""
    inside = [
        (len(filled.get(entry.name, "")), entry.name)
        for entry in profile.form
        if entry.path and f"{at_home(entry.path, profile.home)}/".startswith(f"{where}/")
    ]
    return max(inside, default=(0, ""))[1]


def _size(path: str, paths: Mapping[str, str]) -> int:
    if path in paths:
        return len(paths[path])
    below = f"{path}/"
    inner = {below + name.removeprefix(below).partition("/")[0] for name in paths if name.startswith(below)}
    return sum(4 + _size(each, paths) for each in inner)


def _mistakes(
    profile: Profile, octets: bytes, filled: Mapping[str, str], told: set[str | None]
) -> Iterator[Problem]:
    for finding in read(octets, profile.standard, datetime.now(UTC)).findings:
        if finding.severity is not Severity.ERROR:
            continue
        name = _entry_at(profile, finding.where, filled)
        if not (name and name in told):
            yield Problem(Place(path=name), finding.message)


def _entry_at(profile: Profile, where: str, filled: Mapping[str, str]) -> str:
    """Return the form field that writes `where`, filled ones first; else one above or below it."""
    ranked = [
        (_distance(at_home(entry.path, profile.home), where), entry.name not in filled, place, entry.name)
        for place, entry in enumerate(profile.form)
    ]
    best = min(ranked, default=(_FAR, True, 0, ""))
    return best[3] if best[0] < _FAR else ""


def _distance(path: str, where: str) -> int:
    if not path or not where:
        return _FAR
    if path == where:
        return 0
    if path.startswith(f"{where}/"):
        return 1
    return 2 if where.startswith(f"{path}/") else _FAR
