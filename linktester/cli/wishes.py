"""Turns the words of `linktester run` into a job, and tells every mistake in them at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from linktester import links
from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Intent, PlatformId
from linktester.model.message import message
from linktester.model.phone import OS, Entry, Surface
from linktester.policy import load
from linktester.report import check_target
from linktester.run import Job
from linktester.suite import Options, Table, bundled, bundled_names, moment, open_table, read

SAMPLE = "walled-garden"
"""The suite that runs when none is named."""
FIRST_STANDS = (("wechat", "chat"), ("wechat", "group"), ("wechat", "moments"), ("qq", "chat"))
"""Where a pasted link is tried when no host is named."""
_NOT_TAPPED = ("checkout", "mini-program", "scan", "webview")
_TABLES = (".csv", ".jsonl")
T = TypeVar("T")


class Mistakes:
    """Gathers the mistakes of several inputs."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def note(self, place: str, code: str, **args: str) -> None:
        """Add one mistake; `place` is the option it stands in."""
        self._problems.append(Problem(Place(file=place), message(code, **args)))

    def trying(self, make: Callable[[], T]) -> T | None:
        """Return what `make` makes, None when it tells mistakes."""
        try:
            return make()
        except InputErrors as errors:
            self._problems.extend(errors.problems)
            return None

    def raise_any(self) -> None:
        """Raise InputErrors when there were mistakes."""
        if self._problems:
            raise InputErrors(self._problems)


def suites(names: Sequence[str], mistakes: Mistakes) -> tuple[Suite | Table, ...]:
    """Return the suites behind files and names of bundled suites."""

    def one(name: str) -> Suite | Table:
        path = Path(name)
        if path.suffix.lower() in _TABLES:
            return open_table(path)
        if not path.exists() and name in bundled_names():
            return bundled(name)
        return read(path)

    found = [mistakes.trying(lambda name=name: one(name)) for name in names or (SAMPLE,)]  # type: ignore[misc]
    return tuple(each for each in found if each is not None)


def pasted(
    text: str,
    mistakes: Mistakes,
    *,
    hosts: Sequence[str] = (),
    surfaces: Sequence[str] = (),
    systems: Iterable[str] = (),
    entry: str | None = None,
    client: str | None = None,
    intent: str | None = None,
) -> Suite | None:
    """Return a suite of one case for a link, or for a message with one link in it."""
    found = links.find(text)
    if len(found) > 1:
        mistakes.note("--link", "cli.several-links", links=" ".join(found)[:500])
        return None
    link = links.parse(text.strip(), intent=Intent(intent) if intent else None).link
    if not text.strip():
        mistakes.note("--link", "cli.empty-link")
        return None
    case = Case(
        id="link",
        link=link,
        stands=_stands(hosts, surfaces, entry, mistakes),
        os=tuple(OS(system) for system in systems) or (OS.ANDROID,),
        clients=(client,),
    )
    return Suite(name="link", title=link.text[:80], matrix=Matrix(), cases=(case,))


def dates(values: Iterable[str], mistakes: Mistakes) -> tuple[datetime, ...]:
    """Return the moments that `--as-of` names."""
    found = []
    for value in values:
        when = moment(value)
        if when is None:
            mistakes.note("--as-of", "suite.bad-date", found=value[:80])
        else:
            found.append(when)
    return tuple(found)


def targets(values: Iterable[str], mistakes: Mistakes) -> tuple[tuple[str, Path], ...]:
    """Return (format, path) of each `--report FORMAT=PATH`, checked before anything runs."""
    found = []
    for value in values:
        name, equals, path = value.partition("=")
        if not equals or not path:
            mistakes.note("--report", "cli.bad-report", found=value[:200])
            continue
        mistakes.trying(lambda name=name, path=path: check_target(name, Path(path)))  # type: ignore[misc]
        found.append((name, Path(path)))
    return tuple(found)


def job(chosen: Sequence[Suite | Table], mistakes: Mistakes, **settings: object) -> Job:
    """Return the job. Raises InputErrors with all mistakes noted so far."""
    mistakes.raise_any()
    accept = DEFAULT_ACCEPTED | {Confidence.INFERRED} if settings.pop("assume_inferred") else DEFAULT_ACCEPTED
    options = Options(
        as_of=settings.pop("as_of"),  # type: ignore[arg-type]
        accept=frozenset(accept),
        rollout_seed=settings.pop("rollout_seed"),  # type: ignore[arg-type]
    )
    return Job(suites=tuple(chosen), options=options, **settings)  # type: ignore[arg-type]


def _stands(
    hosts: Sequence[str], surfaces: Sequence[str], entry: str | None, mistakes: Mistakes
) -> tuple[Stand, ...]:
    if not hosts:
        pairs = [(host, surface) for host, surface in FIRST_STANDS if not surfaces or surface in surfaces]
        return tuple(_stand(host, surface, entry) for host, surface in pairs or FIRST_STANDS)
    known = links.catalogue().platforms
    for host in hosts:
        if host not in known:
            mistakes.note("--host", "cli.unknown-host", host=host[:80], known=", ".join(sorted(known)))
    return tuple(_stand(host, surface, entry) for host in hosts for surface in surfaces or _usual(host))


def _usual(host: str) -> tuple[str, ...]:
    """Return the places of a host that its rules speak of and a link can be tapped in."""
    own = {"browser": ("browser",), "camera": ("scan",)}.get(host)
    if own is not None:
        return own
    pack = load().packs.get(host)
    surfaces = tuple(each for each in (pack.surfaces if pack else ()) if not each.startswith(_NOT_TAPPED))
    return surfaces or ("chat",)


def _stand(host: str, surface: str, entry: str | None) -> Stand:
    usual = {"browser": Entry.TYPED, "camera": Entry.SCAN_LIVE}.get(host, Entry.TAP)
    if surface == "scan" and host != "camera":
        usual = Entry.SCAN_LIVE
    return Stand(PlatformId(host), Surface(surface), Entry(entry) if entry else usual)
