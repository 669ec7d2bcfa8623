"""Which app opens a link on Android: who hands it over, its filters, verification, the user's choice.

The steps are asked in order; the last one told is the one that decided. For each circumstance that could have
been otherwise it is said what the answer would have been then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from linktester.model.message import Message, message
from linktester.oslinks.android.dynamicrules import DynamicRules
from linktester.oslinks.android.filtertrace import explain
from linktester.oslinks.android.intent import ACTION_VIEW, CATEGORY_BROWSABLE, CATEGORY_DEFAULT
from linktester.oslinks.android.intentfilter import IntentFilter, match
from linktester.oslinks.android.uri import Uri, parse_uri
from linktester.oslinks.android.verification import counts_as_verified, covers, hosts_to_verify, state_of
from linktester.oslinks.trace import Trace

STRICT_SINCE = 12
"""Android version from which an app that is neither verified nor selected is no candidate for a web link."""
VERIFIED_SINCE = 6
DYNAMIC_SINCE = 15
_WEB = frozenset({"http", "https"})
_MOST_VARIED = 10


class Origin(StrEnum):
    """Who hands the link over."""

    APP = "app"
    """Another app, or the camera, asks the system to view it."""
    BROWSER_TAP = "browser-tap"
    BROWSER_SCRIPT = "browser-script"
    """A script or timer in Chrome, without a tap."""
    WEB_VIEW = "web-view"
    """A web view of another app, which does with the link what that app wants."""


class Receiver(StrEnum):
    """Where the user ends up."""

    APP = "app"
    CHOOSER = "chooser"
    BROWSER = "browser"
    HOST = "host"
    """The app around the web view decides."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledApp:
    """An app on the phone, and what the system and the user have settled about it."""

    package: str
    filters: tuple[IntentFilter, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    """Host as declared → verification state; absent = `none`."""
    selected: frozenset[str] = frozenset()
    """Hosts the user selected for it in the settings."""
    opens_links: bool = True
    """The switch "open supported links"."""
    dynamic: Mapping[str, DynamicRules] = field(default_factory=dict)
    """Host → dynamic rules its site gives for this app."""
    installed_at: int = 0
    """Of several verified apps the one installed last opens; any unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything besides the link that decides."""

    apps: tuple[InstalledApp, ...] = ()
    """Apps on the phone, the browser not among them."""
    android: int = 15
    """Version of the system, as people call it."""
    google_services: bool = True
    """Dynamic rules are fetched by Google's services."""
    origin: Origin = Origin.APP
    default: str | None = None
    """Package the user chose for "always" in a chooser."""


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
    packages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """The answer."""

    receiver: Receiver
    packages: tuple[str, ...]
    """The app that opens the link, or those the chooser offers beside the browser."""
    steps: tuple[Step, ...]
    """Up to and including the deciding one."""
    traces: Mapping[str, Trace] = field(default_factory=dict)
    """`package filter[i]` → the parts tried, for each filter of each app."""
    changes: tuple[Change, ...] = ()

    @property
    def decided(self) -> Step:
        """Return the step that decided."""
        return self.steps[-1]


def opens(url: str, given: Circumstances) -> Opened:
    """Return who opens `url` under the circumstances `given`. Never raises."""
    uri = parse_uri(url)
    found = _opened(uri, given)
    changes = tuple(_changes(uri, given, found))
    return replace(found, traces=_traces(uri, given), changes=changes)


def matching(app: InstalledApp, uri: Uri) -> IntentFilter | None:
    """Return the first filter of `app` that takes `uri` as a link: VIEW, BROWSABLE, DEFAULT."""
    wanted = (CATEGORY_BROWSABLE, CATEGORY_DEFAULT)
    hits = (
        each for each in app.filters if match(each, action=ACTION_VIEW, data=uri, categories=wanted).is_match
    )
    return next(hits, None)


def is_web(uri: Uri) -> bool:
    """Return whether `uri` is a web link for the system: http or https, in lower case."""
    return uri.scheme in _WEB


def _opened(uri: Uri, given: Circumstances) -> Opened:
    if given.origin is Origin.WEB_VIEW:
        return Opened(Receiver.HOST, (), (Step(False, message("androidopens.web-view")),))
    otherwise = Receiver.BROWSER if is_web(uri) else Receiver.NOBODY
    if given.origin is Origin.BROWSER_SCRIPT:
        return Opened(otherwise, (), (Step(False, message("androidopens.no-gesture")),))
    takers = tuple(app for app in given.apps if matching(app, uri) is not None)
    if not takers:
        return Opened(otherwise, (), (Step(False, message("androidopens.no-filter")),))
    names = ", ".join(app.package for app in takers)[:200]
    steps = (Step(True, message("androidopens.filters", apps=names)),)
    if is_web(uri) and given.android >= STRICT_SINCE:
        return _strict(uri, given, takers, steps)
    if is_web(uri) and given.android >= VERIFIED_SINCE:
        verified = tuple(app for app in takers if _all_verified(app))
        if verified:
            said = message("androidopens.all-verified", app=verified[0].package)
            return _to(verified, (*steps, Step(True, said)))
    return _by_choice(given, takers, steps, among_browsers=is_web(uri))


def _strict(
    uri: Uri, given: Circumstances, takers: tuple[InstalledApp, ...], steps: tuple[Step, ...]
) -> Opened:
    host = uri.host or ""
    able = tuple(app for app in takers if app.opens_links and _dynamic_allows(app, uri, given))
    if not able:
        said = (
            message("androidopens.dynamic-forbids")
            if any(app.opens_links for app in takers)
            else message("androidopens.switched-off")
        )
        return Opened(Receiver.BROWSER, (), (*steps, Step(False, said)))
    verified = tuple(app for app in able if counts_as_verified(state_of(host, app.states)))
    if verified:
        latest = max(verified, key=_installed_at)
        said = message("androidopens.verified", app=latest.package, host=host[:120])
        return _to((latest,), (*steps, Step(True, said)))
    selected = tuple(app for app in able if _is_selected(app, host))
    if selected:
        said = message("androidopens.selected", app=selected[0].package, host=host[:120])
        return _to(selected, (*steps, Step(True, said)))
    return Opened(
        Receiver.BROWSER, (), (*steps, Step(False, message("androidopens.unverified", host=host[:120])))
    )


def _by_choice(
    given: Circumstances,
    takers: tuple[InstalledApp, ...],
    steps: tuple[Step, ...],
    *,
    among_browsers: bool,
) -> Opened:
    default = next((app for app in takers if app.package == given.default), None)
    if default is not None:
        said = message("androidopens.default", app=default.package)
        return _to((default,), (*steps, Step(True, said)))
    if len(takers) == 1 and not among_browsers:
        said = message("androidopens.only-one", app=takers[0].package)
        return _to(takers, (*steps, Step(True, said)))
    packages = tuple(app.package for app in takers)
    return Opened(Receiver.CHOOSER, packages, (*steps, Step(True, message("androidopens.chooser"))))


def _to(apps: tuple[InstalledApp, ...], steps: tuple[Step, ...]) -> Opened:
    return Opened(Receiver.APP, (apps[0].package,), steps)


def _installed_at(app: InstalledApp) -> int:
    return app.installed_at


def _all_verified(app: InstalledApp) -> bool:
    """Return whether every host of the app is verified: before Android 12 one failure fails them all."""
    hosts = hosts_to_verify(app.filters)
    return bool(hosts) and all(counts_as_verified(app.states.get(host, "none")) for host in hosts)


def _is_selected(app: InstalledApp, host: str) -> bool:
    return host.lower() in app.selected or any(covers(each, host) for each in app.selected)


def _dynamic_allows(app: InstalledApp, uri: Uri, given: Circumstances) -> bool:
    if given.android < DYNAMIC_SINCE or not given.google_services:
        return True
    rules = app.dynamic.get((uri.host or "").lower())
    return rules is None or rules.allow(uri)


def _traces(uri: Uri, given: Circumstances) -> Mapping[str, Trace]:
    return {
        f"{app.package} filter[{index}]": explain(each, uri, f"filter[{index}]")
        for app in given.apps[:_MOST_VARIED]
        for index, each in enumerate(app.filters[:_MOST_VARIED])
    }


def _changes(uri: Uri, given: Circumstances, found: Opened) -> Iterator[Change]:
    for said, other in _variations(uri, given):
        then = _opened(uri, other)
        if (then.receiver, then.packages) != (found.receiver, found.packages):
            yield Change(said, then.receiver, then.packages)


def _variations(uri: Uri, given: Circumstances) -> Iterator[tuple[Message, Circumstances]]:
    """Yield each circumstance turned the other way, one at a time."""
    if given.origin is not Origin.APP:
        yield message("androidopens.if-from-app"), replace(given, origin=Origin.APP)
    if given.origin is not Origin.WEB_VIEW:
        yield message("androidopens.if-web-view"), replace(given, origin=Origin.WEB_VIEW)
    if given.origin is Origin.BROWSER_TAP:
        yield message("androidopens.if-script"), replace(given, origin=Origin.BROWSER_SCRIPT)
    older = given.android >= STRICT_SINCE
    android = STRICT_SINCE - 1 if older else STRICT_SINCE
    code = message("androidopens.if-older") if older else message("androidopens.if-newer")
    yield code, replace(given, android=android)
    for place, app in enumerate(given.apps[:_MOST_VARIED]):
        for said, other in _app_variations(app, uri.host or ""):
            apps = (*given.apps[:place], *other, *given.apps[place + 1 :])
            yield said, replace(given, apps=apps)


def _app_variations(app: InstalledApp, host: str) -> Iterator[tuple[Message, tuple[InstalledApp, ...]]]:
    host = host.lower()
    name = app.package
    yield message("androidopens.if-removed", app=name), ()
    if counts_as_verified(state_of(host, app.states)):
        states = dict.fromkeys(app.states, "none")
        yield message("androidopens.if-unverified", app=name), (replace(app, states=states),)
    else:
        states = dict.fromkeys([host, *hosts_to_verify(app.filters)], "verified")
        yield message("androidopens.if-verified", app=name), (replace(app, states=states),)
    if not _is_selected(app, host):
        selected = app.selected | {host}
        yield message("androidopens.if-selected", app=name), (replace(app, selected=selected),)
    switched = replace(app, opens_links=not app.opens_links)
    yield (
        (
            message("androidopens.if-switched-off", app=name)
            if app.opens_links
            else message("androidopens.if-switched-on", app=name)
        ),
        (switched,),
    )
    if app.dynamic:
        yield message("androidopens.if-no-dynamic", app=name), (replace(app, dynamic={}),)
