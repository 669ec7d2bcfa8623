"""The apps on the emulated phone: what they claim, which version they are, and their User-Agents."""

from functools import cache, lru_cache

from linktester.links import catalogue
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Phone
from linktester.model.platform import Platform
from linktester.model.world import Site
from linktester.oslinks import BROWSER, AppClaims

_UNNAMED = "Mozilla/5.0"


@cache
def user_agent(host: PlatformId, os: OS) -> str:
    """Return what `host`'s web view calls itself on `os`; the system browser's where nothing is on record."""
    platforms = catalogue().platforms
    for platform in (platforms.get(host), platforms.get(BROWSER)):
        if platform is not None and os in platform.user_agents:
            return platform.user_agents[os]
    return _UNNAMED


def installed(phone: Phone, sites: tuple[Site, ...] = ()) -> tuple[AppClaims, ...]:
    """Return what the phone's apps told its system when they were installed, in catalogue order.

    `sites` are the user's stand-ins: an app may claim some of them beside its own hosts.
    """
    wanted = None if phone.apps is None else frozenset(app.platform for app in phone.apps)
    own = tuple((site.claimed_by, site.host) for site in sites if site.claimed_by is not None)
    return _claims(phone.os, wanted, own)


def version(phone: Phone, platform: PlatformId) -> str | None:
    """Return the version of an installed app; None = the newest of the date."""
    return next((app.version for app in phone.apps or () if app.platform == platform), None)


@lru_cache(maxsize=1024)
def _claims(
    os: OS, wanted: frozenset[PlatformId] | None, own: tuple[tuple[PlatformId, str], ...]
) -> tuple[AppClaims, ...]:
    platforms = catalogue().platforms.values()
    return tuple(
        _told(platform, os, own)
        for platform in platforms
        if any(app.os is os for app in platform.apps) and (wanted is None or platform.id in wanted)
    )


def _told(platform: Platform, os: OS, own: tuple[tuple[PlatformId, str], ...]) -> AppClaims:
    package = next((app.package for app in platform.apps if app.os is os), None)
    hosts = dict.fromkeys([*platform.claims, *(host for app, host in own if app == platform.id)])
    return AppClaims(platform.id, platform.schemes, tuple(hosts), package, platform.scanned)
