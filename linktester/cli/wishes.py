"""Turns the words of `linktester run` into a job, and tells every mistake in them at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from linktester import links
from linktester.cli.misuse import nearest
from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Intent, Parsed, PlatformId
from linktester.model.message import message
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import Site
from linktester.policy import load
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
FIRST_STANDS = (("wechat", "chat"), ("wechat", "group"), ("wechat", "moments"), ("qq", "chat"))
"""Where a pasted link is tried when no host is named."""
SCANNERS = ("wechat", "alipay", "unionpay")
"""Where a pasted link is scanned when no host is named."""
_SCANS = {Entry.SCAN_LIVE, Entry.SCAN_ALBUM}
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
    if any(finding.message.code == "links.not-a-link" for finding in parsed.findings):
        mistakes.note("--link", "links.not-a-link", text=link.text[:200])
        return None
    check_place(mistakes, surfaces, client)
    case = Case(
        id=name,
        link=link,
        stands=_stands(hosts, surfaces, entry, mistakes),
        os=tuple(OS(system) for system in systems) or (OS.ANDROID,),
        clients=(client,),
    )
    sites = _stand_ins(parsed, live)
    return Suite(name=name, title=link.text[:80], matrix=Matrix(), sites=sites, cases=(case,))


def _stand_ins(parsed: Parsed, live: frozenset[str]) -> tuple[Site, ...]:
    """Return a stand-in for each host in the link that nobody plays and that may not really be reached."""
    found = [parse(text) for text in (parsed.link.text, *(layer.text for layer in parsed.layers))]
    hosts = [url.hostname for url in found if url and url.protocol in {"http:", "https:"}]
    strange = [host for host in dict.fromkeys(hosts) if host not in live]
    return tuple(Site(host=host) for host in strange if links.catalogue().of_host(host) is None)


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
    hosts: Sequence[str], surfaces: Sequence[str], entry: str | None, mistakes: Mistakes
) -> tuple[Stand, ...]:
    if not hosts:
        known_there = {surface for _, surface in FIRST_STANDS}
        for surface in surfaces:
            if surface in SURFACES and surface not in known_there:
                mistakes.note("--surface", "cli.surface-without-host", surface=surface)
        pairs = [(host, surface) for host, surface in FIRST_STANDS if not surfaces or surface in surfaces]
        if entry in _SCANS and not surfaces:
            pairs = [(host, "scan") for host in SCANNERS]
        return tuple(_stand(host, surface, entry) for host, surface in pairs)
    known = {*links.catalogue().platforms} - {"web"}
    for host in hosts:
        if host not in known:
            near = nearest(host, known)
            code = "cli.unknown-host-near" if near else "cli.unknown-host"
            mistakes.note("--host", code, host=host[:80], near=near, known=", ".join(sorted(known)))
    return tuple(
        _stand(host, surface, entry) for host in hosts for surface in surfaces or _usual(host, entry)
    )


def _usual(host: str, entry: str | None) -> tuple[str, ...]:
    """Return the places of a host that its rules speak of and the link can be set off in."""
    if entry in _SCANS:
        return ("scan",)
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
