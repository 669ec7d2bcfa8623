"""How a navigation started, and what iOS makes of that: a table, one row per origin.

Sources: TN3155 "Debugging universal links" and the archived guide "Support Universal Links"; the rows of
scripts and of the camera are what developers commonly report, Apple does not say it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from linktester.model.message import Message, message


class Origin(StrEnum):
    """Who asks the system to open the URL."""

    OTHER_APP = "other-app"
    """A tap in Mail, Messages, Notes; another app's `openURL`."""
    CAMERA = "camera"
    SAFARI_TAP = "safari-tap"
    REDIRECT = "redirect"
    """A tap in Safari on a link that redirects to this one."""
    TYPED = "typed"
    """Typed or pasted into the address bar."""
    SCRIPT = "script"
    """A script or timer in Safari, without a tap."""
    LONG_PRESS_APP = "long-press-app"
    """The menu of a long press: open in the app."""
    LONG_PRESS_BROWSER = "long-press-browser"
    WEB_VIEW_TAP = "web-view-tap"
    """A tap inside another app's web view."""
    WEB_VIEW_LOAD = "web-view-load"
    """A web view told to load the URL, without a tap."""
    UNIVERSAL_ONLY = "universal-only"
    """`open` with the option `universalLinksOnly`."""
    OTHER_BROWSER = "other-browser"
    """A tap in a browser other than Safari."""


class Receiver(StrEnum):
    """Where the user ends up."""

    APP = "app"
    BROWSER = "browser"
    HOST = "host"
    """The app that shows the link keeps it in its own web view."""
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    """Nothing published says it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What an origin means for a URL that an app may take."""

    receiver: Receiver
    said: Message
    otherwise: Receiver = Receiver.BROWSER
    """Who shows the URL when no app takes it."""
    beats_choice: bool = False
    """The user's earlier choice for the domain does not count."""


ORIGINS: Mapping[Origin, Row] = {
    Origin.OTHER_APP: Row(Receiver.APP, message("iostaps.other-app")),
    Origin.CAMERA: Row(Receiver.APP, message("iostaps.camera")),
    Origin.SAFARI_TAP: Row(Receiver.APP, message("iostaps.safari-tap")),
    Origin.REDIRECT: Row(Receiver.APP, message("iostaps.redirect")),
    Origin.TYPED: Row(Receiver.BROWSER, message("iostaps.typed")),
    Origin.SCRIPT: Row(Receiver.BROWSER, message("iostaps.script")),
    Origin.LONG_PRESS_APP: Row(Receiver.APP, message("iostaps.long-press-app"), beats_choice=True),
    Origin.LONG_PRESS_BROWSER: Row(Receiver.BROWSER, message("iostaps.long-press-browser")),
    Origin.WEB_VIEW_TAP: Row(Receiver.APP, message("iostaps.web-view-tap"), Receiver.HOST),
    Origin.WEB_VIEW_LOAD: Row(Receiver.HOST, message("iostaps.web-view-load"), Receiver.HOST),
    Origin.UNIVERSAL_ONLY: Row(Receiver.APP, message("iostaps.universal-only"), Receiver.NOBODY),
    Origin.OTHER_BROWSER: Row(Receiver.UNKNOWN, message("iostaps.other-browser")),
}
SAME_HOST = Row(Receiver.BROWSER, message("iostaps.same-host"))
"""A tap in Safari on a link to the host of the page it stands on."""
INTERCEPTED = Row(Receiver.HOST, message("iostaps.intercepted"), Receiver.HOST)
"""A tap in a web view whose app forbids the system to take links away from it."""


class Choice(StrEnum):
    """What the user last chose for the domain; kept until they choose otherwise."""

    NONE = "none"
    APP = "app"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything besides the files that decides."""

    origin: Origin = Origin.OTHER_APP
    page_host: str | None = None
    """Host of the page in front, for taps in Safari."""
    source: str | None = None
    """Id of the app that asks; its own links are not delivered back to it."""
    installed: frozenset[str] | None = None
    """Ids of the apps that are on the phone; None = all that are known."""
    choice: Choice = Choice.NONE
    developer: bool = False
    """The device is in developer mode."""
    intercepts: bool = False
    """The app around the web view keeps links to itself (a policy beyond "allow" in its navigation
    delegate)."""

    def row(self, host: str) -> Row:
        """Return the row that holds for a URL at `host`."""
        if self.origin is Origin.SAFARI_TAP and self.page_host is not None:
            return SAME_HOST if self.page_host.lower() == host else ORIGINS[self.origin]
        if self.origin is Origin.WEB_VIEW_TAP and self.intercepts:
            return INTERCEPTED
        return ORIGINS[self.origin]
