"""The simple resolver: which installed app takes a URI, from the schemes and hosts the apps claim.

Association files of the real apps are not public, so a hand-off by an https claim is always `assumed`.
What lets an https link reach an app at all (a tap, not a typed address or a script) follows Apple's
TN3155 and archived guide, Android's app-links documentation and HarmonyOS' app-linking start-up guide.
"""

from dataclasses import dataclass
from enum import StrEnum

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks.intents import AndroidIntent, parse_intent

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


@dataclass(frozen=True, slots=True)
class AppClaims:
    """What one installed app told the system at its installation."""

    platform: PlatformId
    schemes: tuple[str, ...] = ()
    """Lower-case custom schemes."""
    hosts: tuple[str, ...] = ()
    """Hosts of https links; `*.example.com` means subdomains only."""
    package: str | None = None
    """Android package name; None when the catalogue does not know it."""
    scanned: tuple[str, ...] = ()
    """Lower-case openings of links that only the app's own scanner takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The system's decision about one URI."""

    receiver: PlatformId | None
    """None: no app takes it. An http(s) URI then belongs to the browser."""
    mechanism: Mechanism
    delivered: str | None = None
    """What the app receives: the URI itself, or an intent's data. None without a receiver or data."""
    prompt: Prompt | None = None
    trace: tuple[str, ...] = ()
    assumed: bool = False
    package_named: str | None = None
    fallback_url: str | None = None
    """Page the browser loads instead of an intent nobody took."""


@dataclass(frozen=True, slots=True)
class _Asked:
    uri: str
    scheme: str
    os: OS
    installed: tuple[AppClaims, ...]
    gesture: bool
    source: PlatformId | None
    wanted: PlatformId | None


def resolve(
    uri: str,
    *,
    os: OS,
    installed: tuple[AppClaims, ...],
    gesture: bool,
    source: PlatformId | None,
    wanted: PlatformId | None = None,
) -> Resolution:
    """Return who takes `uri` on a phone with `installed` apps. Never raises.

    `gesture` says whether a person's tap led here; `source` is the app it comes from, BROWSER for the system
    browser, None for the system itself (camera, message). `wanted` is the app the user picks when the
    system shows a chooser and that app is among the choices.
    """
    scheme = uri.partition(":")[0].lower()
    asked = _Asked(uri, scheme, os, installed, gesture, source, wanted)
    if scheme in {"intent", "android-app"}:
        return _by_intent(asked)
    if scheme in {"http", "https"}:
        return _by_claim(asked)
    return _by_scheme(asked)


def claims_host(patterns: tuple[str, ...], host: str) -> bool:
    """Return whether `host` (lower case) is covered; `*.example.com` does not cover `example.com`."""
    return any(
        host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern for pattern in patterns
    )


def _by_scheme(asked: _Asked) -> Resolution:
    claimants = [app for app in asked.installed if asked.scheme in app.schemes]
    takers = tuple(app.platform for app in claimants if not _only_scanned(app, asked))
    if claimants and not takers:
        return _none(f"{claimants[0].platform} takes such a link from its own scanner only")
    if not takers:
        return _none(f"no installed app claims the scheme {asked.scheme[:40]!r}")
    receiver, prompt, trace = _pick(takers, f"scheme {asked.scheme!r}", asked)
    if prompt is None and asked.os is OS.IOS and asked.source == BROWSER:
        prompt = Prompt.OPEN_IN_APP
        trace = (*trace, "the browser asks before it opens another app")
    return Resolution(
        receiver=receiver,
        mechanism=Mechanism.CUSTOM_SCHEME,
        delivered=asked.uri,
        prompt=prompt,
        trace=trace,
    )


def _only_scanned(app: AppClaims, asked: _Asked) -> bool:
    return asked.source != app.platform and asked.uri.lower().startswith(app.scanned or ("\0",))


def _by_claim(asked: _Asked) -> Resolution:
    host = _host(asked.uri)
    takers = tuple(app.platform for app in asked.installed if claims_host(app.hosts, host))
    if not takers:
        return _none(f"no installed app claims {host[:80]!r}", "the browser takes it")
    if asked.source in takers:
        return _none(f"{asked.source} is not handed its own links", "the browser takes it")
    if not asked.gesture:
        said = f"{', '.join(takers)} claims {host!r}, but no tap led here"
        return _none(said, "the browser takes it")
    receiver, prompt, trace = _pick(takers, f"host {host!r}", asked)
    return Resolution(
        receiver=receiver,
        mechanism=Mechanism.UNIVERSAL_LINK if asked.os is OS.IOS else Mechanism.APP_LINK,
        delivered=asked.uri,
        prompt=prompt,
        trace=(*trace, "the association file is not public: the claim is assumed"),
        assumed=True,
    )


def _by_intent(asked: _Asked) -> Resolution:
    if asked.os is not OS.ANDROID:
        return _none(f"{asked.scheme}: means something on Android only")
    intent = parse_intent(asked.uri)
    if intent is None:
        return _none(f"malformed {asked.scheme}: URI")
    if asked.source == BROWSER and not asked.gesture:
        return _nobody(intent, asked.source, "the browser launches no intent without a tap")
    takers = tuple(app.platform for app in asked.installed if _takes(app, intent))
    if not takers:
        return _nobody(intent, asked.source, "no installed app takes this intent")
    receiver, prompt, trace = _pick(takers, "intent", asked)
    return Resolution(
        receiver=receiver,
        mechanism=Mechanism.INTENT,
        delivered=intent.data,
        prompt=prompt,
        trace=trace,
        assumed=intent.scheme in {"http", "https"},
        package_named=intent.package,
    )


def _takes(app: AppClaims, intent: AndroidIntent) -> bool:
    if intent.package is not None and app.package != intent.package:
        return False
    if intent.data is None:
        return intent.package is not None
    if intent.scheme in {"http", "https"}:
        return claims_host(app.hosts, _host(intent.data))
    return intent.scheme in app.schemes


def _nobody(intent: AndroidIntent, source: PlatformId | None, why: str) -> Resolution:
    fallback = intent.fallback_url if source == BROWSER else None
    return Resolution(
        receiver=None,
        mechanism=Mechanism.NONE,
        trace=(why,) if fallback is None else (why, "the browser loads the fallback page"),
        package_named=intent.package,
        fallback_url=fallback,
    )


def _none(*trace: str) -> Resolution:
    return Resolution(receiver=None, mechanism=Mechanism.NONE, trace=trace)


def _pick(
    takers: tuple[PlatformId, ...], claim: str, asked: _Asked
) -> tuple[PlatformId, Prompt | None, tuple[str, ...]]:
    if len(takers) == 1:
        return takers[0], None, (f"{takers[0]} claims the {claim}",)
    names = ", ".join(takers)
    if asked.os is OS.IOS:
        return takers[0], None, (f"{names} claim the {claim}: which one wins is undefined on iOS",)
    receiver = next((taker for taker in takers if taker == asked.wanted), takers[0])
    said = f"{names} claim the {claim}: the system shows a chooser"
    return receiver, Prompt.CHOOSE_APP, (said, f"the user takes {receiver}")


def _host(uri: str) -> str:
    """Return the lower-case host of an http(s) URI, without user and port."""
    rest = uri.partition(":")[2].lstrip("/\\")
    for mark in "/\\?#":
        rest = rest.partition(mark)[0]
    return rest.rpartition("@")[2].partition(":")[0].lower()
