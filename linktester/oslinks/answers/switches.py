"""What-if switches: everything besides the files that decides who opens a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from linktester.model.message import Message
from linktester.model.system import OS
from linktester.oslinks.android.opens import STRICT_SINCE
from linktester.oslinks.android.opens import Origin as AndroidOrigin
from linktester.oslinks.filefindings import shown
from linktester.oslinks.ios import Choice
from linktester.oslinks.ios import Origin as IosOrigin

VERSIONS = (15, 14, 11, 5)
"""Android versions between which the rules change: 15 and later, 12 to 14, 6 to 11, before 6."""
VERIFIED, UNVERIFIED = "verified", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class IosIf:
    """Switches of an iPhone."""

    gone: frozenset[str] = frozenset()
    """Known apps that are not installed."""
    origin: IosOrigin = IosOrigin.OTHER_APP
    page_host: str = ""
    """Host of the page in front, for taps in Safari; empty: another one."""
    choice: Choice = Choice.NONE
    developer: bool = False
    intercepts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidIf:
    """Switches of an Android phone."""

    gone: frozenset[str] = frozenset()
    origin: AndroidOrigin = AndroidOrigin.APP
    version: int = VERSIONS[0]
    google: bool = True
    """Google's services are there, which fetch dynamic rules."""
    states: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(package, host as declared) → state of its verification, where it is not what the files say."""
    selected: frozenset[str] = frozenset()
    """Apps for which the user selected the link's host in the settings."""
    off: frozenset[str] = frozenset()
    """Apps whose "open supported links" is off."""
    static: frozenset[str] = frozenset()
    """Apps for which the site's dynamic rules are left out."""
    default: str = ""
    """Package the user chose for "always"."""
    fingerprint: str = ""
    """Certificate the apps are signed with; empty: whichever the site names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmonyIf:
    """Switches of a HarmonyOS phone."""

    gone: frozenset[str] = frozenset()
    only: bool = False
    """The caller takes App Linking or an error."""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All switches."""

    ios: IosIf = field(default_factory=IosIf)
    android: AndroidIf = field(default_factory=AndroidIf)
    harmony: HarmonyIf = field(default_factory=HarmonyIf)

    def gone(self, system: OS) -> frozenset[str]:
        """Return the known apps that are not installed."""
        return self.of(system).gone

    def of(self, system: OS) -> IosIf | AndroidIf | HarmonyIf:
        """Return the switches of one system."""
        if system is OS.IOS:
            return self.ios
        return self.android if system is OS.ANDROID else self.harmony


@dataclass(frozen=True, slots=True)
class Known:
    """What a change may be about: the apps by their full names, and the hosts Android asks about."""

    apps: tuple[str, ...]
    hosts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Package → the hosts whose state counts for it."""

    def app(self, said: Message) -> str:
        """Return the app a sentence is about; sentences clip long names."""
        name = said.args.get("app", "")
        return next((app for app in self.apps if name in (app, shown(app))), str(name))


def turned(what: WhatIf, said: Message, known: Known) -> WhatIf | None:
    """Return the switches after the change that `said` proposes; None for one that is no switch here."""
    turn = _TURNS.get(said.code)
    return None if turn is None else turn(what, known.app(said), known)


_Turn = Callable[[WhatIf, str, Known], WhatIf]


def _ios(**changed: object) -> _Turn:
    def turn(what: WhatIf, _app: str, _known: Known) -> WhatIf:
        return replace(what, ios=replace(what.ios, **changed))  # type: ignore[arg-type]

    return turn


def _android(**changed: object) -> _Turn:
    def turn(what: WhatIf, _app: str, _known: Known) -> WhatIf:
        return replace(what, android=replace(what.android, **changed))  # type: ignore[arg-type]

    return turn


def _harmony(**changed: object) -> _Turn:
    def turn(what: WhatIf, _app: str, _known: Known) -> WhatIf:
        return replace(what, harmony=replace(what.harmony, **changed))  # type: ignore[arg-type]

    return turn


def install(what: WhatIf, system: OS, app: str, *, here: bool) -> WhatIf:
    """Return the switches with an app put on the phone, or taken off it."""
    gone = what.gone(system) - {app} if here else what.gone(system) | {app}
    name = {OS.IOS: "ios", OS.ANDROID: "android", OS.HARMONY: "harmony"}[system]
    return replace(what, **{name: replace(what.of(system), gone=gone)})  # type: ignore[arg-type]


def _installing(system: OS, *, here: bool) -> _Turn:
    def turn(what: WhatIf, app: str, _known: Known) -> WhatIf:
        return install(what, system, app, here=here)

    return turn


def _stating(state: str) -> _Turn:
    def turn(what: WhatIf, app: str, known: Known) -> WhatIf:
        states = {**what.android.states, **{(app, host): state for host in known.hosts.get(app, ())}}
        return replace(what, android=replace(what.android, states=states))

    return turn


def _selecting(what: WhatIf, app: str, _known: Known) -> WhatIf:
    return replace(what, android=replace(what.android, selected=what.android.selected | {app}))


def _switching_off(what: WhatIf, app: str, _known: Known) -> WhatIf:
    return replace(what, android=replace(what.android, off=what.android.off | {app}))


def _switching_on(what: WhatIf, app: str, _known: Known) -> WhatIf:
    return replace(what, android=replace(what.android, off=what.android.off - {app}))


def _without_dynamic(what: WhatIf, app: str, _known: Known) -> WhatIf:
    return replace(what, android=replace(what.android, static=what.android.static | {app}))


_TURNS: Mapping[str, _Turn] = {
    "iostaps.if-other-app": _ios(origin=IosOrigin.OTHER_APP),
    "iostaps.if-typed": _ios(origin=IosOrigin.TYPED),
    "iostaps.if-other-page": _ios(page_host=""),
    "iostaps.if-intercepted": _ios(intercepts=True),
    "iostaps.if-released": _ios(intercepts=False),
    "iostaps.if-chose-app": _ios(choice=Choice.APP),
    "iostaps.if-chose-browser": _ios(choice=Choice.BROWSER),
    "iostaps.if-developer": _ios(developer=True),
    "iostaps.if-installed": _installing(OS.IOS, here=True),
    "iostaps.if-removed": _installing(OS.IOS, here=False),
    "androidopens.if-from-app": _android(origin=AndroidOrigin.APP),
    "androidopens.if-web-view": _android(origin=AndroidOrigin.WEB_VIEW),
    "androidopens.if-script": _android(origin=AndroidOrigin.BROWSER_SCRIPT),
    "androidopens.if-older": _android(version=STRICT_SINCE - 1),
    "androidopens.if-newer": _android(version=VERSIONS[1]),
    "androidopens.if-removed": _installing(OS.ANDROID, here=False),
    "androidopens.if-verified": _stating(VERIFIED),
    "androidopens.if-unverified": _stating(UNVERIFIED),
    "androidopens.if-selected": _selecting,
    "androidopens.if-switched-off": _switching_off,
    "androidopens.if-switched-on": _switching_on,
    "androidopens.if-no-dynamic": _without_dynamic,
    "harmonyrules.if-any-way": _harmony(only=False),
    "harmonyrules.if-app-linking-only": _harmony(only=True),
    "harmonyrules.if-unverified": _harmony(verified=False),
    "harmonyrules.if-verified": _harmony(verified=True),
    "harmonyrules.if-installed": _installing(OS.HARMONY, here=True),
    "harmonyrules.if-removed": _installing(OS.HARMONY, here=False),
}
"""Code of a change the resolvers propose → the switch that makes it so."""
