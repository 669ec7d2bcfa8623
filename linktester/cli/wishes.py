"""Turns the words of `linktester run` into a job, and tells every mistake in them at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from linktester import links
from linktester.cli.misuse import nearest
from linktester.model.case import Stand, Suite
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Intent, Link
from linktester.model.message import message
from linktester.model.phone import OS
from linktester.project import trial
from linktester.report import check_target
from linktester.run import Job
from linktester.suite import (
    SURFACES,
    Options,
    Table,
    bundled,
    bundled_names,
    is_client,
    moment,
    open_table,
    read,
)
from linktester.urls import parse

SAMPLE = "walled-garden"
"""The suite that runs when none is named."""
_TABLES = (".csv", ".jsonl")
T = TypeVar("T")


class Mistakes:
    """Gathers the mistakes of several inputs."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def note(self, place: str, code: str, **args: str) -> None:
        """Add one mistake; `place` is the option it stands in."""
        self.add(Problem(Place(file=place), message(code, **args)))

    def add(self, problem: Problem) -> None:
        """Add a mistake that has its words."""
        self._problems.append(problem)

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
        if not path.exists() and not path.suffix:
            known = ", ".join(bundled_names())
            raise InputErrors([Problem(Place(file=name), message("cli.no-such-suite", known=known))])
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
    name: str = "link",
    live: frozenset[str] = frozenset(),
) -> Suite | None:
    """Return a suite of one case for a link, or for a message with one link in it.

    Hosts that no platform owns and that are not in `live` get a stand-in page, as a suite's `[[site]]` would.
    """
    found = links.find(text)
    if len(found) > 1:
        mistakes.note("--link", "cli.several-links", links=" ".join(found)[:500])
        return None
    if not text.strip():
        mistakes.note("--link", "cli.empty-link")
        return None
    parsed = links.parse(text.strip(), intent=Intent(intent) if intent else None)
    link = parsed.link
    if not trial.is_link(parsed):
        mistakes.note("--link", "links.not-a-link", text=link.text[:200])
        return None
    for finding in trial.wrong_order(parsed):
        mistakes.add(Problem(Place(file="--link"), finding.message))
    check_place(mistakes, surfaces, client)
    stands = _stands(hosts, surfaces, entry, link, mistakes)
    chosen = tuple(OS(system) for system in systems) or (OS.ANDROID,)
    return trial.trial(parsed, stands, systems=chosen, client=client, name=name, live=live)


def check_place(mistakes: Mistakes, surfaces: Iterable[str], client: str | None) -> None:
    """Note surfaces that no host has, and a client version that is none."""
    for surface in surfaces:
        if surface not in SURFACES:
            known = ", ".join(SURFACES)
            mistakes.note("--surface", "cli.unknown-surface", surface=surface[:80], known=known)
    if client is not None and not is_client(client):
        mistakes.note("--client", "suite.bad-client", found=client[:80])


def live_hosts(values: Iterable[str], mistakes: Mistakes) -> frozenset[str]:
    """Return the names that `--live` allows, as the URL standard writes them."""
    found = set()
    for value in values:
        url = parse(f"https://{value}/")
        bare = url is not None and url.href == f"https://{url.hostname}/"
        if url is None or not bare:
            mistakes.note("--live", "cli.bad-live-host", found=value[:200])
        else:
            found.add(url.hostname)
    return frozenset(found)


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
    hosts: Sequence[str], surfaces: Sequence[str], entry: str | None, link: Link, mistakes: Mistakes
) -> tuple[Stand, ...]:
    if not hosts:
        return _first(surfaces, entry, link, mistakes)
    known = set(trial.hosts())
    for host in hosts:
        if host not in known:
            near = nearest(host, known)
            code = "cli.unknown-host-near" if near else "cli.unknown-host"
            mistakes.note("--host", code, host=host[:80], near=near, known=", ".join(sorted(known)))
    return tuple(
        trial.stand(host, surface, entry)
        for host in hosts
        for surface in surfaces or trial.usual(host, entry, link)
    )


def _first(surfaces: Sequence[str], entry: str | None, link: Link, mistakes: Mistakes) -> tuple[Stand, ...]:
    """Return where a link is tried when no host is named: of the usual places those in `surfaces`."""
    known_there = {surface for _, surface in trial.FIRST_STANDS}
    for surface in surfaces:
        if surface in SURFACES and surface not in known_there:
            mistakes.note("--surface", "cli.surface-without-host", surface=surface)
    if not surfaces:
        return trial.first_stands(entry, link)
    return tuple(
        trial.stand(host, surface, entry) for host, surface in trial.FIRST_STANDS if surface in surfaces
    )
