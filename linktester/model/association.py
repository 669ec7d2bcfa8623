"""Association files: where they stand, how a stand-in serves them, and what the emulator says beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from linktester.model.system import OS

FILE_PATHS: Mapping[OS, tuple[str, ...]] = {
    OS.IOS: ("/.well-known/apple-app-site-association", "/apple-app-site-association"),
    OS.ANDROID: ("/.well-known/assetlinks.json",),
    OS.HARMONY: ("/.well-known/applinking.json",),
}
"""Where each system asks, in this order."""
APPLE_CDN = "app-site-association.cdn-apple.com"
"""Whose copy iPhones fetch since iOS 14."""
APPLE_CDN_PATH = "/a/v1/"
"""Followed by the host whose file it is."""
ASSUMED_HEADER = "Linktester-Assumed"
"""On files that were made up because the real ones are not public."""
STANDS_FOR_HEADER = "Linktester-Stands-For"
"""On answers that stand for trouble which is told and not acted: `slow`, `bad-certificate`, `stale-copy`. A
handshake knows no world, and our own slowness must not be mistaken for a site's."""


class FileFault(StrEnum):
    """What is wrong with the association files of a site, on purpose."""

    REDIRECT = "redirect"
    WRONG_TYPE = "wrong-type"
    """Served as `text/html`."""
    OVERSIZED = "oversized"
    STALE_COPY = "stale-copy"
    """Apple's copy is from before the file named an app; the site's own is right."""
    SLOW = "slow"
    BAD_CERTIFICATE = "bad-certificate"
    BROKEN_JSON = "broken-json"
    MISSING = "missing"
    """404."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Association files of a stand-in, as text; None = made up from the app that claims the host."""

    ios: str | None = None
    android: str | None = None
    harmony: str | None = None

    def of(self, os: OS) -> str | None:
        """Return the file for one system."""
        return {OS.IOS: self.ios, OS.ANDROID: self.android, OS.HARMONY: self.harmony}[os]
