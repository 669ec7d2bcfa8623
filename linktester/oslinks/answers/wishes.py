"""Who opens a link, asked with circumstances in words that all systems share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from linktester.model.message import message
from linktester.model.system import OS
from linktester.oslinks.android.opens import Origin as AndroidOrigin
from linktester.oslinks.answers.answer import Answer, Asked, unknown
from linktester.oslinks.answers.everywhere import answered
from linktester.oslinks.answers.intentanswer import is_intent
from linktester.oslinks.answers.linkfiles import LinkFile, held
from linktester.oslinks.answers.switches import VERIFIED, AndroidIf, HarmonyIf, IosIf, Known, WhatIf
from linktester.oslinks.appfiles.files import AppFile, FileKind
from linktester.oslinks.ios import Choice
from linktester.oslinks.ios import Origin as IosOrigin


class Origin(StrEnum):
    """How the navigation starts."""

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


_IOS = {
    Origin.APP: IosOrigin.OTHER_APP,
    Origin.CAMERA: IosOrigin.CAMERA,
    Origin.BROWSER_TAP: IosOrigin.SAFARI_TAP,
    Origin.BROWSER_SCRIPT: IosOrigin.SCRIPT,
    Origin.REDIRECT: IosOrigin.REDIRECT,
    Origin.TYPED: IosOrigin.TYPED,
    Origin.WEB_VIEW: IosOrigin.WEB_VIEW_TAP,
    Origin.WEB_VIEW_LOAD: IosOrigin.WEB_VIEW_LOAD,
    Origin.OTHER_BROWSER: IosOrigin.OTHER_BROWSER,
}
_CHOICES = {Chosen.NOTHING: Choice.NONE, Chosen.APP: Choice.APP, Chosen.BROWSER: Choice.BROWSER}
_ANDROID = {
    Origin.APP: AndroidOrigin.APP,
    Origin.CAMERA: AndroidOrigin.APP,
    Origin.BROWSER_TAP: AndroidOrigin.BROWSER_TAP,
    Origin.BROWSER_SCRIPT: AndroidOrigin.BROWSER_SCRIPT,
    Origin.WEB_VIEW: AndroidOrigin.WEB_VIEW,
    Origin.WEB_VIEW_LOAD: AndroidOrigin.WEB_VIEW,
}
_OF: Mapping[FileKind, OS] = {
    FileKind.AASA: OS.IOS,
    FileKind.ENTITLEMENTS: OS.IOS,
    FileKind.INFO_PLIST: OS.IOS,
    FileKind.ASSETLINKS: OS.ANDROID,
    FileKind.MANIFEST: OS.ANDROID,
    FileKind.APK: OS.ANDROID,
    FileKind.APPLINKING: OS.HARMONY,
    FileKind.MODULE: OS.HARMONY,
}


def systems_of(files: Sequence[AppFile]) -> tuple[OS, ...]:
    """Return the systems that the files are of, all systems where there is none."""
    found = {_OF[each.kind] for each in files if each.kind in _OF}
    return tuple(system for system in OS if system in found or not found)


def answers(
    url: str, files: Sequence[AppFile], wishes: Wishes, systems: Sequence[OS] = ()
) -> tuple[Answer, ...]:
    """Return who opens `url` on each of `systems`, or on those that the files are of. Never raises."""
    given = tuple(held(each) for each in files)
    return tuple(_answer(url, given, wishes, system) for system in systems or systems_of(files))


def _answer(url: str, files: tuple[LinkFile, ...], wishes: Wishes, system: OS) -> Answer:
    if system is OS.ANDROID and wishes.origin not in _ANDROID:
        return unknown(system, message("linkanswers.origin-unknown", origin=wishes.origin.value))
    asked = Asked(url, files, _switches(wishes, url, Known(())), complete=True)
    found = answered(asked, system)
    # Only the answer says which apps and hosts there are to be installed, verified and chosen.
    what = _switches(wishes, url, found.known)
    if what != asked.what:
        found = answered(replace(asked, what=what), system)
    if system is OS.HARMONY and wishes.origin is not Origin.APP:
        return replace(found, assumed=(*found.assumed, message("linkanswers.origin-ignored")))
    return found


def _switches(wishes: Wishes, url: str, known: Known) -> WhatIf:
    gone = frozenset[str]() if wishes.installed is None else frozenset(known.apps) - wishes.installed
    ios = IosIf(
        gone=gone,
        origin=_IOS[wishes.origin],
        page_host=wishes.page_host or "",
        choice=_CHOICES[wishes.chosen],
        developer=wishes.developer,
    )
    harmony = HarmonyIf(gone=gone, only=wishes.app_linking_only, verified=wishes.verified is not False)
    return WhatIf(ios, _android(wishes, url, known, gone), harmony)


def _android(wishes: Wishes, url: str, known: Known, gone: frozenset[str]) -> AndroidIf:
    apps = frozenset(known.apps)
    origin = _ANDROID.get(wishes.origin, AndroidOrigin.APP)
    if is_intent(url) and origin is AndroidOrigin.APP:
        # Intents as text are made for Chrome.
        origin = AndroidOrigin.BROWSER_TAP
    states = {}
    if wishes.verified is not None:
        state = VERIFIED if wishes.verified else "none"
        states = {(app, host): state for app, hosts in known.hosts.items() for host in hosts}
    return AndroidIf(
        gone=gone,
        origin=origin,
        version=wishes.android,
        states=states,
        selected=apps if wishes.chosen is Chosen.APP else frozenset(),
        off=apps if wishes.chosen is Chosen.BROWSER else frozenset(),
        fingerprint=wishes.fingerprint or "",
    )
