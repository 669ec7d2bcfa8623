"""Who opens a URI on HarmonyOS: App Linking by verified domains first, then Deep Linking by skills.

Sources: OpenHarmony documentation, application-models/app-linking-startup and deep-linking-startup. Several
apps at once: the larger `index` of the site's file wins, else the system shows a chooser.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks.filefindings import shown
from linktester.oslinks.harmony.reading import AppLinking
from linktester.oslinks.harmony.skills import BROWSABLE, Asked, Skill, Want, tried
from linktester.oslinks.trace import Trace, Tried, trace


class Receiver(StrEnum):
    """Where the user ends up."""

    APP = "app"
    CHOOSER = "chooser"
    BROWSER = "browser"
    NOBODY = "nobody"


class Way(StrEnum):
    """By which of the two ways an app is reached."""

    APP_LINKING = "app-linking"
    DEEP_LINKING = "deep-linking"


@dataclass(frozen=True, slots=True)
class HarmonyApp:
    """What an installed app told the system."""

    bundle: str
    identifier: str = ""
    """App id from AppGallery Connect, by which sites name it."""
    skills: tuple[Skill, ...] = ()
    installed: bool = True


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything besides the files that decides."""

    app_linking_only: bool = False
    """`openLink` with `appLinkingOnly`: an app by App Linking, or an error."""
    verified: bool = True
    """The system has finished checking domains since the installation (it takes a while)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A circumstance that, were it otherwise, would change the answer."""

    said: Message
    receiver: Receiver
    apps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """The answer."""

    receiver: Receiver
    apps: tuple[str, ...]
    """Bundle names: the app that opens, or those the chooser shows."""
    way: Way | None
    said: Message
    """What decided."""
    traces: Mapping[str, Trace] = field(default_factory=dict)
    """Bundle name → the elements of `uris` tried for it."""
    changes: tuple[Change, ...] = ()


def opens(
    apps: tuple[HarmonyApp, ...],
    files: Mapping[str, AppLinking],
    uri: str,
    given: Circumstances | None = None,
) -> Opened:
    """Return who opens `uri`; `files` holds each host's applinking.json. Never raises."""
    given = given or Circumstances()
    found = _opened(apps, files, uri, given)
    return replace(found, changes=tuple(_changes(apps, files, uri, given, found)))


def explain(app: HarmonyApp, uri: str, *, app_links_only: bool = False) -> Trace:
    """Return the elements of the app's `uris` tried for `uri`, up to the one that takes it."""
    asked = Asked(Want(uri, entities=(BROWSABLE,) if app_links_only else ()))
    return trace(_tried(app, asked, app_links_only=app_links_only))


def _tried(app: HarmonyApp, asked: Asked, *, app_links_only: bool) -> Iterator[Tried]:
    for skill in app.skills:
        if skill.is_app_link or not app_links_only:
            yield from tried(skill, asked)


def _changes(
    apps: tuple[HarmonyApp, ...],
    files: Mapping[str, AppLinking],
    uri: str,
    given: Circumstances,
    found: Opened,
) -> Iterator[Change]:
    for said, on_phone, other in _variations(apps, given):
        then = _opened(on_phone, files, uri, other)
        if (then.receiver, then.apps) != (found.receiver, found.apps):
            yield Change(said, then.receiver, then.apps)


def _variations(
    apps: tuple[HarmonyApp, ...], given: Circumstances
) -> Iterator[tuple[Message, tuple[HarmonyApp, ...], Circumstances]]:
    """Yield each circumstance turned the other way, one at a time."""
    only = given.app_linking_only
    code = message("harmonyrules.if-any-way") if only else message("harmonyrules.if-app-linking-only")
    yield code, apps, replace(given, app_linking_only=not only)
    code = message("harmonyrules.if-unverified") if given.verified else message("harmonyrules.if-verified")
    yield code, apps, replace(given, verified=not given.verified)
    for at, app in enumerate(apps[:10]):
        others = (*apps[:at], replace(app, installed=not app.installed), *apps[at + 1 :])
        name = shown(app.bundle)
        if app.installed:
            yield message("harmonyrules.if-removed", app=name), others, given
        else:
            yield message("harmonyrules.if-installed", app=name), others, given


def _opened(
    apps: tuple[HarmonyApp, ...], files: Mapping[str, AppLinking], uri: str, given: Circumstances
) -> Opened:
    here = [app for app in apps if app.installed]
    linked = {app.bundle: explain(app, uri, app_links_only=True) for app in here}
    host = _https_host(uri)
    file = files.get(host) if host is not None else None
    trusted = [app for app in here if linked[app.bundle].decided is not None and _names(file, app)]
    if trusted and file is not None and given.verified:
        return _linked(trusted, file, linked)
    if given.app_linking_only:
        return Opened(Receiver.NOBODY, (), None, message("harmonyrules.no-app-linking"), linked)
    return _deep(here, uri)


def _names(file: AppLinking | None, app: HarmonyApp) -> bool:
    return file is not None and any(name == app.identifier for name, _ in file.apps)


def _linked(trusted: list[HarmonyApp], file: AppLinking, traces: Mapping[str, Trace]) -> Opened:
    indices = {app.bundle: file.index(app.identifier) for app in trusted}
    # Without an index nobody is preferred; where some have one, the others come after them.
    ranks = {bundle: -1_000 if index is None else index for bundle, index in indices.items()}
    best = max(ranks.values())
    winners = tuple(bundle for bundle, rank in ranks.items() if rank == best)
    if len(winners) > 1:
        said = message("harmonyrules.same-index", count=len(winners))
        return Opened(Receiver.CHOOSER, winners, Way.APP_LINKING, said, traces)
    if len(trusted) > 1:
        said = message("harmonyrules.best-index", app=shown(winners[0]), index=best)
    else:
        said = message("harmonyrules.app-linking", app=shown(winners[0]))
    return Opened(Receiver.APP, winners, Way.APP_LINKING, said, traces)


def _deep(here: list[HarmonyApp], uri: str) -> Opened:
    traces = {app.bundle: explain(app, uri) for app in here}
    takers = tuple(bundle for bundle, found in traces.items() if found.decided is not None)
    if len(takers) > 1:
        said = message("harmonyrules.several", count=len(takers))
        return Opened(Receiver.CHOOSER, takers, Way.DEEP_LINKING, said, traces)
    if takers:
        said = message("harmonyrules.deep-linking", app=shown(takers[0]))
        return Opened(Receiver.APP, takers, Way.DEEP_LINKING, said, traces)
    if uri[:6].lower().startswith(("http:", "https:")):
        return Opened(Receiver.BROWSER, (), None, message("harmonyrules.browser"), traces)
    return Opened(Receiver.NOBODY, (), None, message("harmonyrules.nobody"), traces)


def _https_host(uri: str) -> str | None:
    url = urls.parse(uri)
    return url.hostname if url is not None and url.protocol == "https:" else None
