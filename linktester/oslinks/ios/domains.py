"""The associated domains of installed apps: which entry covers a host, and from which host its file comes.

An entry is `applinks:host` or `applinks:*.host` (subdomains only); with `?mode=developer` its file is read
straight from the server. Of several that fit the longest counts. Sources: Apple, "Supporting associated
domains"; TN3155; archived guide "Support Universal Links".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linktester.model.message import message
from linktester.oslinks.filefindings import FileFinding, Notebook, child, shown
from linktester.oslinks.hostindex import HostIndex
from linktester.oslinks.ios.association import Association
from linktester.oslinks.ios.resolving import Decision, decide
from linktester.oslinks.ios.target import Target

ADVISED_DOMAINS = 30
"""The archived guide advises 20 to 30 domains in an app at most; no limit."""
_ENTRY = re.compile(r"(?P<service>[a-z]+):(?P<host>(?:\*\.)?[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)*)\Z")
_LINKS = "applinks"
_SERVICES = frozenset({_LINKS, "webcredentials", "appclips", "activitycontinuation"})


class Mode(StrEnum):
    """Where the file of an entry comes from."""

    CDN = "cdn"
    """Apple's copy: the ordinary case since iOS 14."""
    DEVELOPER = "developer"
    """The server itself, on devices with developer mode switched on."""


@dataclass(frozen=True, slots=True)
class Domain:
    """One usable entry for links."""

    host: str
    """Lower case; may start with `*.`."""
    mode: Mode = Mode.CDN

    @property
    def file_host(self) -> str:
        """Return the host whose file is read."""
        return self.host.removeprefix("*.")


@dataclass(frozen=True, slots=True)
class IosApp:
    """What an app told the system when it was installed."""

    id: str
    """`<prefix>.<bundle id>`."""
    domains: tuple[str, ...] = ()
    """Entries of the entitlement `com.apple.developer.associated-domains`, as written."""
    is_browser: bool = False
    """Apps registered as web browsers may not take universal links."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An app whose domains cover the host."""

    app: IosApp
    domain: Domain
    association: Association | None
    """The file as this app has it; None: none was got."""
    decision: Decision | None
    """What the file says of this app and URL; None: nothing."""


def domain(entry: str) -> Domain | None:
    """Return the usable links entry in `entry`, None for other services and for what never takes effect."""
    text, question, query = entry.partition("?")
    found = _ENTRY.match(text)
    if found is None or found["service"] != _LINKS:
        return None
    is_developer = bool(question) and "developer" in query.removeprefix("mode=").split("+")
    return Domain(found["host"].lower(), Mode.DEVELOPER if is_developer else Mode.CDN)


def check(entries: Sequence[str]) -> tuple[FileFinding, ...]:
    """Return what is wrong with the entries of an entitlement; paths are `[index]`."""
    notes = Notebook()
    for index, entry in enumerate(entries):
        _check(entry, child("", index), notes)
    if len(entries) > ADVISED_DOMAINS:
        notes.warning("", message("aasa.many-domains", count=len(entries), advised=ADVISED_DOMAINS))
    return tuple(notes.findings)


def _check(entry: str, where: str, notes: Notebook) -> None:
    text, question, query = entry.partition("?")
    service, colon, host = text.partition(":")
    if not colon or service not in _SERVICES:
        notes.error(where, message("aasa.domain-service", entry=shown(entry)))
    elif re.search(r":\d+\Z", host):
        notes.error(where, message("aasa.domain-port", entry=shown(entry)))
    elif "/" in host:
        notes.error(where, message("aasa.domain-path", entry=shown(entry)))
    elif not _ENTRY.match(text):
        notes.error(where, message("aasa.domain-form", entry=shown(entry)))
    elif service == "appclips" and host.startswith("*."):
        notes.error(where, message("aasa.domain-clip-wildcard", entry=shown(entry)))
    elif question and query not in {"mode=developer", "mode=managed", "mode=developer+managed"}:
        notes.warning(where, message("aasa.domain-mode", entry=shown(entry)))


class Claims:
    """The installed apps and the files they came with, for many URLs."""

    def __init__(
        self,
        apps: Iterable[IosApp],
        files: Mapping[str, Association],
        direct: Mapping[str, Association] | None = None,
    ) -> None:
        """Take apps, and host → file: Apple's copies, and (for developer mode) what servers hold themselves.

        `direct` defaults to `files`.
        """
        self.apps = tuple(apps)
        self._files = files
        self._direct = files if direct is None else direct
        entries = ((app, domain(entry)) for app in self.apps for entry in app.domains)
        self._index = HostIndex(
            (claimed.host, (app, claimed)) for app, claimed in entries if claimed is not None
        )

    def covering(self, host: str, *, developer: bool = False) -> Mapping[str, tuple[IosApp, Domain]]:
        """Return app id → (app, its longest entry that covers `host`), longest first.

        Entries of developer mode count only on a device that has it.
        """
        found: dict[str, tuple[IosApp, Domain]] = {}
        for _, claims in self._index.find(host):
            for app, claimed in claims:
                if developer or claimed.mode is Mode.CDN:
                    found.setdefault(app.id, (app, claimed))
        return found

    def candidates(self, target: Target, *, developer: bool = False) -> tuple[Candidate, ...]:
        """Return the apps that cover the host of `target`, the one the system prefers first.

        Apps that read the same file come in the order of its entries. Raises BudgetSpentError.
        """
        decisions: dict[int, Mapping[str, Decision]] = {}
        found = []
        for app, claimed in self.covering(target.host, developer=developer).values():
            association = self._file(claimed)
            decision = None
            if association is not None:
                if id(association) not in decisions:
                    decisions[id(association)] = decide(association, target)
                decision = decisions[id(association)].get(app.id)
            found.append(Candidate(app, claimed, association, decision))
        return tuple(_by_entry(found))

    def _file(self, claimed: Domain) -> Association | None:
        files = self._direct if claimed.mode is Mode.DEVELOPER else self._files
        return files.get(claimed.file_host)


def _by_entry(found: list[Candidate]) -> Iterator[Candidate]:
    """Yield candidates by the length of their entries, then by the place of their apps in the file."""
    ranks: dict[int, dict[str, int]] = {}
    for each in found:
        association = each.association
        if association is not None and id(association) not in ranks:
            ranks[id(association)] = {app: place for place, app in enumerate(association.apps())}

    def rank(each: Candidate) -> tuple[int, int]:
        places = ranks.get(id(each.association), {})
        return -len(each.domain.host), places.get(each.app.id, len(places))

    yield from sorted(found, key=rank) if len(found) > 1 else found
