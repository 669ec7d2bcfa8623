"""What installed apps claim, what the system is asked to open, and its answer: the same for all systems.

How each system finds its answer is in `phone` and the modules beside it.
"""

from dataclasses import dataclass
from enum import StrEnum

from linktester.model.link import PlatformId
from linktester.model.message import Message
from linktester.model.phone import OS

BROWSER = PlatformId("browser")
"""The system browser as a source: it alone asks before leaving and obeys `browser_fallback_url`."""


class Mechanism(StrEnum):
    """How a URI reached an app; the values stand in `Launched.mechanism`."""

    CUSTOM_SCHEME = "custom-scheme"
    UNIVERSAL_LINK = "universal-link"
    APP_LINK = "app-link"
    INTENT = "intent"
    NONE = "none"


class Prompt(StrEnum):
    """What the system asks before it lets go; the values stand in `Prompted.kind`."""

    OPEN_IN_APP = "open-in-app"
    CHOOSE_APP = "choose-app"


class Tap(StrEnum):
    """Where a URI comes from, and how it was set off."""

    SYSTEM = "system"
    """The camera, or a message the system itself shows."""
    APP = "app"
    """An app asks the system to open it."""
    BROWSER_TAP = "browser-tap"
    BROWSER_REDIRECT = "browser-redirect"
    """A redirect of what was tapped."""
    BROWSER_TYPED = "browser-typed"
    """Typed or pasted, or a redirect of that."""
    BROWSER_SCRIPT = "browser-script"
    """A script or timer without a tap."""
    WEB_VIEW_TAP = "web-view-tap"
    """Tapped in an app's own web view, which goes there itself."""
    WEB_VIEW_LOAD = "web-view-load"
    """An app's own web view goes there without a tap."""


@dataclass(frozen=True, slots=True)
class AppClaims:
    """What one installed app told the system at its installation."""

    platform: PlatformId
    schemes: tuple[str, ...] = ()
    """Lower-case custom schemes."""
    hosts: tuple[str, ...] = ()
    """Hosts of https links; `*.example.com` means subdomains only."""
    package: str | None = None
    """Bundle id or package name; None when the catalogue does not know it."""
    scanned: tuple[str, ...] = ()
    """Lower-case openings of links that only the app's own scanner takes."""

    @property
    def name(self) -> str:
        """The package; where it is not known, a name that no link can carry."""
        return self.package or f"unknown.{self.platform}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A URI the system is given, and all that decides beside the apps and their files."""

    uri: str
    os: OS
    tap: Tap = Tap.APP
    source: PlatformId | None = None
    """The app that lets go, BROWSER, or None for the system itself."""
    page_host: str | None = None
    """Lower-case host of the page in front, where there is one."""
    in_page: bool = False
    """A web view has parsed the URI: its scheme is in lower case by then."""
    wanted: PlatformId | None = None
    """The app the user picks when the system shows a chooser and that app is among the choices."""
    prefers_browser: bool = False
    """The user chose the browser for web links."""
    version: int | None = None
    """Of the system; None = a recent one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The system's decision about one URI."""

    receiver: PlatformId | None = None
    """None: no app takes it. An http(s) URI then belongs to the browser, or the web view it stands in."""
    mechanism: Mechanism = Mechanism.NONE
    delivered: str | None = None
    """What the app receives: the URI itself, or an intent's data. None without a receiver or data."""
    prompt: Prompt | None = None
    trace: tuple[Message, ...] = ()
    """The steps in order; the last one decided."""
    assumed: bool = False
    """Rests on an association file, or on parts of an app, that are not public."""
    package_named: str | None = None
    fallback_url: str | None = None
    """Page the browser loads instead of an intent nobody took."""
    claimed: bool = False
    """Some installed app claims the web link, whether or not it gets it."""


def claims_host(patterns: tuple[str, ...], host: str) -> bool:
    """Return whether `host` (lower case) is covered; `*.example.com` does not cover `example.com`."""
    return covering(patterns, host) is not None


def covering(patterns: tuple[str, ...], host: str) -> str | None:
    """Return the pattern that covers `host` most closely: itself, else the longest ending."""
    if host in patterns:
        return host
    endings = [each for each in patterns if each.startswith("*.") and host.endswith(each[1:])]
    return max(endings, key=len, default=None)


def only_scanned(app: AppClaims, handed: Handed) -> bool:
    """Return whether such a link is for the app's own scanner only, and comes from elsewhere."""
    return handed.source != app.platform and handed.uri.lower().startswith(app.scanned or ("\0",))
