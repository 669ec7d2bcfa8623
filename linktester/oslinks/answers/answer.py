"""Who opens a link, in one shape for all systems."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from linktester.model.message import Message
from linktester.model.system import OS
from linktester.oslinks.answers.linkfiles import LinkFile, Spot, spot
from linktester.oslinks.answers.switches import Known, WhatIf
from linktester.oslinks.appfiles.files import FileKind
from linktester.oslinks.trace import Trace, Tried, nearness


class Receiver(StrEnum):
    """Where the user ends up, on any system."""

    APP = "app"
    CHOOSER = "chooser"
    BROWSER = "browser"
    HOST = "host"
    """The app around the web view keeps the link."""
    NOBODY = "nobody"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: a link, the files, and the switches."""

    url: str
    files: tuple[LinkFile, ...] = ()
    what: WhatIf = field(default_factory=WhatIf)
    package: str = ""
    """Android: the only app that may take it, as an intent says; empty: any."""
    complete: bool = False
    """No file is missing: a host without one serves none, and where apps' own files were given there are
    no other apps. Else what files leave open is unknown or assumed."""

    def of(self, kind: FileKind) -> tuple[LinkFile, ...]:
        """Return the readable files of a kind, in the order they were given."""
        return tuple(each for each in self.files if each.kind is kind and each.content is not None)

    def served(self, kind: FileKind, host: str) -> LinkFile | None:
        """Return what `host` serves: the file the user gave for it, else one given for any host.

        Of several the one given last counts.
        """
        files = [each for each in self.files if each.kind is kind and each.host in (host, "")]
        own = [each for each in files if each.host == host]
        return next(reversed(own or files), None)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One question and its answer."""

    held: bool
    said: Message


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules tried for one app, and where they stand."""

    name: str
    """App, or filter of an app; untrusted."""
    trace: Trace
    file: LinkFile | None = None

    @property
    def title(self) -> str:
        """App; of a filter also its place in the manifest, where that was given."""
        app, counted, number = self.name.rpartition(" filter[")
        place = spot(self.file, f"filter[{number}") if counted else None
        return self.name if place is None else f"{app} {place.path}"

    def spot(self, tried: Tried | None) -> Spot | None:
        """Return the place of one of the rules."""
        return None if tried is None else spot(self.file, tried.where)


@dataclass(frozen=True, slots=True)
class Turned:
    """A switch that would change the answer."""

    said: Message
    receiver: Receiver
    apps: tuple[str, ...]
    then: WhatIf
    """All switches once it is turned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one system does with the link."""

    system: OS
    receiver: Receiver
    apps: tuple[str, ...] = ()
    """The app, or those a chooser offers; untrusted."""
    said: Message | None = None
    """What decided, where it is not the last step."""
    steps: tuple[StepLine, ...]
    """Up to and including the one that decided; at least one."""
    spot: Spot | None = None
    """Where the deciding rule stands, or the one that came nearest."""
    is_near: bool = False
    """`spot` is that of the nearest miss."""
    rules: tuple[Rules, ...] = ()
    assumed: tuple[Message, ...] = ()
    """What the files leave open and was taken for granted."""
    turns: tuple[Turned, ...] = ()
    known: Known = field(default_factory=lambda: Known(()))
    """The apps that can be put on the phone and taken off it."""
    states: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Android: (package, host) → state as the files say it, for the hosts that count for this link."""
    ruled: tuple[str, ...] = ()
    """Android: apps for which the site gives dynamic rules."""

    @property
    def decided(self) -> Message:
        """What decided, as a sentence."""
        return self.said or self.steps[-1].said

    @property
    def rule(self) -> tuple[Rules, Tried] | None:
        """The rule that decided, and among whose it stands."""
        return next(((each, each.trace.decided) for each in self.rules if each.trace.decided), None)

    @property
    def nearest(self) -> tuple[Rules, Tried] | None:
        """The rule that missed most narrowly of all, and among whose it stands."""
        found = [(each, each.trace.nearest) for each in self.rules if each.trace.nearest]
        return max(found, key=_nearness, default=None)


def _nearness(found: tuple[Rules, Tried]) -> tuple[int, int, int]:
    return nearness(found[1])


def unknown(system: OS, said: Message) -> Answer:
    """Return that nothing is known."""
    return Answer(system=system, receiver=Receiver.UNKNOWN, steps=(StepLine(False, said),))


def deciding(rules: Iterable[Rules]) -> tuple[Spot | None, bool]:
    """Return the place of the first rule that decided, else of the nearest miss, and whether it is that."""
    kept = tuple(rules)
    hit = next((each.spot(each.trace.decided) for each in kept if each.trace.decided), None)
    if hit is not None:
        return hit, False
    missed = next((each.spot(each.trace.nearest) for each in kept if each.trace.nearest), None)
    return missed, missed is not None


def first_fault(file: LinkFile | None) -> Spot | None:
    """Return where the first thing is wrong in a file; the whole file where nothing is."""
    if file is None:
        return None
    found = next(iter(file.findings), None)
    return Spot(file.name) if found is None else Spot(file.name, found.path, found.line, found.column)


def in_turn(turns: Iterable[Turned | None]) -> Iterator[Turned]:
    """Yield what there is."""
    return (each for each in turns if each is not None)
