"""Who opens a link on each system, by the files at hand and the circumstances asked for: one shape for all.

Where the files leave something open, the answer says what was supposed instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from linktester.model.message import Message
from linktester.oslinks.trace import Trace, Tried, nearness


class System(StrEnum):
    """Systems that answer."""

    IOS = "ios"
    ANDROID = "android"
    HARMONY = "harmony"


class Origin(StrEnum):
    """How the navigation starts, in words that all systems share."""

    APP = "app"
    """A tap in another app."""
    CAMERA = "camera"
    BROWSER_TAP = "browser-tap"
    """A tap in the system's usual browser: Safari, Chrome."""
    BROWSER_SCRIPT = "browser-script"
    REDIRECT = "redirect"
    TYPED = "typed"
    WEB_VIEW = "web-view"
    """A tap in another app's web view."""
    WEB_VIEW_LOAD = "web-view-load"
    OTHER_BROWSER = "other-browser"


class Chosen(StrEnum):
    """What the user settled earlier for the host."""

    NOTHING = "nothing"
    APP = "app"
    BROWSER = "browser"


class Receiver(StrEnum):
    """Where the user ends up."""

    APP = "app"
    CHOOSER = "chooser"
    BROWSER = "browser"
    HOST = "host"
    """The app around the web view keeps or decides it."""
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    """Nothing published says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Circumstances besides the files. None: as the files say."""

    origin: Origin = Origin.APP
    page_host: str | None = None
    """Host of the page in front, for taps in the browser."""
    installed: frozenset[str] | None = None
    """Ids, packages or bundle names of the apps that are on the phone; None: all of the files."""
    verified: bool | None = None
    """Whether domains count as verified (Android, HarmonyOS)."""
    chosen: Chosen = Chosen.NOTHING
    android: int = 15
    fingerprint: str | None = None
    """Certificate the Android app is signed with; None: one that the site names."""
    developer: bool = False
    """iOS device in developer mode."""
    app_linking_only: bool = False
    """HarmonyOS `openLink` with `appLinkingOnly`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question and its answer."""

    held: bool
    said: Message


@dataclass(frozen=True, slots=True)
class Change:
    """A circumstance that, were it otherwise, would change the answer."""

    said: Message
    receiver: Receiver
    apps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SystemAnswer:
    """What one system does with the link."""

    system: System
    receiver: Receiver
    apps: tuple[str, ...]
    """The app that opens the link, or those a chooser offers."""
    steps: tuple[Step, ...]
    """Up to and including the deciding one; never empty."""
    traces: Mapping[str, Trace] = field(default_factory=dict)
    """What was held against the link (an app, one of its filters) → the rules tried."""
    changes: tuple[Change, ...] = ()
    notes: tuple[Message, ...] = ()
    """What was supposed because no file says it."""

    @property
    def decided(self) -> Step:
        """Return the step that decided."""
        return self.steps[-1]

    @property
    def rule(self) -> tuple[str, Tried] | None:
        """Return the rule that decided, and in whose rules it stands."""
        found = ((name, each.decided) for name, each in self.traces.items() if each.decided is not None)
        return next(((name, rule) for name, rule in found if rule is not None), None)

    @property
    def nearest(self) -> tuple[str, Tried] | None:
        """Return the rule that missed most narrowly, and in whose rules it stands."""
        found = [(name, each.nearest) for name, each in self.traces.items() if each.nearest is not None]
        return max(found, key=_nearness, default=None)


def _nearness(named: tuple[str, Tried]) -> tuple[int, int, int]:
    return nearness(named[1])
