"""The emulated phone: system, installed apps, and what its user answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from linktester.model.link import PlatformId
from linktester.model.system import OS

__all__ = ["OS", "Choices", "Entry", "InstalledApp", "Phone", "Surface"]

Surface = NewType("Surface", str)
"""Where in the host the link stands: chat, group, moments, article-ad, webview, scan, feed, message,
live-room, short-video, note, private-message, checkout, mini-program-checkout, mini-programs."""


class Entry(StrEnum):
    """How the link is set off."""

    TAP = "tap"
    SCAN_LIVE = "scan-live"
    SCAN_ALBUM = "scan-album"
    LONG_PRESS = "long-press"
    PASTE = "paste"
    SHARE_CARD = "share-card"
    LINK_COPIED = "link-copied"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class InstalledApp:
    """An app on the phone."""

    platform: PlatformId
    version: str | None = None
    """None = the newest of the date."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user of the phone does when asked."""

    continue_past_pages: bool = True
    """Press "continue" on a confirm page."""
    allow_prompts: bool = True
    """Say yes to the system's "open in …?"."""
    prefers_browser: bool = False
    """Chose the browser for https links that an app could open: iOS remembers it for the domain, Android has
    the switch "open supported links" off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One emulated phone."""

    os: OS
    apps: tuple[InstalledApp, ...] | None = None
    """None = every app of the catalogue that exists on this system."""
    choices: Choices = Choices()
    version: int | None = None
    """Of the system, as people call it: Android 11. None = a recent one."""

    @property
    def peculiar(self) -> tuple[int | None, bool] | None:
        """Version and choice of the browser, None where both are the ordinary ones."""
        told = (self.version, self.choices.prefers_browser)
        return None if told == (None, False) else told
