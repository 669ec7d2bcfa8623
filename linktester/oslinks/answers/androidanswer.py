"""Who opens a link on Android, by the files that were given and the switches."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from linktester.model.message import Message, message
from linktester.model.system import OS
from linktester.oslinks.android.dynamicrules import explain_dynamic
from linktester.oslinks.android.intent import ACTION_VIEW, CATEGORY_BROWSABLE, CATEGORY_DEFAULT
from linktester.oslinks.android.intentfilter import Authority, IntentFilter
from linktester.oslinks.android.opens import Circumstances, InstalledApp, Opened, is_web, opens
from linktester.oslinks.android.uri import parse_uri
from linktester.oslinks.android.verification import covers, hosts_to_verify
from linktester.oslinks.answers.answer import (
    Answer,
    Asked,
    Receiver,
    Rules,
    StepLine,
    Turned,
    deciding,
    first_fault,
    unknown,
)
from linktester.oslinks.answers.linked import Linked, linked
from linktester.oslinks.answers.linkfiles import LinkFile, Spot, spot
from linktester.oslinks.answers.switches import AndroidIf, Known, turned
from linktester.oslinks.appfiles.files import FileKind
from linktester.oslinks.appfiles.manifest import Manifest
from linktester.oslinks.filefindings import shown

_OF_STATEMENTS = frozenset({"androidopens.verified", "androidopens.all-verified"})
_OF_FILTERS = frozenset({"androidopens.no-filter", "androidopens.only-one", "androidopens.chooser"})


@dataclass(frozen=True, slots=True)
class App:
    """One app as the files tell of it."""

    package: str
    filters: tuple[IntentFilter, ...]
    file: LinkFile | None = None
    """Its manifest; None where its filters were taken for granted."""


@dataclass(frozen=True, slots=True)
class World:
    """All apps, and what the site says of them."""

    apps: tuple[App, ...]
    host: str
    links: Mapping[tuple[str, str], Linked]
    """(package, host) → what the host's file says of the app."""
    assumed: tuple[Message, ...] = ()

    @property
    def states(self) -> dict[tuple[str, str], str]:
        """(package, host) → state of verification, as the files have it."""
        return {key: each.state for key, each in self.links.items()}


def android_answer(asked: Asked) -> Answer:
    """Return who opens the link on Android. Never raises."""
    uri = parse_uri(asked.url)
    host = (uri.host or "").lower() if is_web(uri) else ""
    given = (*asked.of(FileKind.MANIFEST), *asked.of(FileKind.APK))
    if not given and not asked.complete:
        if asked.served(FileKind.ASSETLINKS, host) is None:
            return unknown(OS.ANDROID, message("linkanswers.no-android"))
        if not host:
            return unknown(OS.ANDROID, message("linkanswers.no-manifest"))
    world = _world(asked, host)
    if not world.apps and not asked.complete:
        file = asked.served(FileKind.ASSETLINKS, host)
        steps = (StepLine(False, message("linkanswers.no-app-linked")),)
        place = first_fault(file)
        return Answer(system=OS.ANDROID, receiver=Receiver.BROWSER, steps=steps, spot=place)
    return _answer(asked, world, opens(asked.url, _given(asked.what.android, world)))


def known_hosts(app: App, host: str) -> tuple[str, ...]:
    """Return the hosts whose verification counts for an app: the link's, and all it asks for."""
    return tuple(dict.fromkeys([*([host] if host else []), *hosts_to_verify(app.filters)]))


def _answer(asked: Asked, world: World, found: Opened) -> Answer:
    hosts = {app.package: known_hosts(app, world.host) for app in world.apps}
    known = Known(tuple(hosts), hosts)
    filters, dynamic = tuple(_filters(world, found)), tuple(_dynamic(asked, world))
    place, is_near = _place(asked, world, found, filters)
    turns = (
        Turned(each.said, Receiver(each.receiver.value), each.packages, then)
        for each in found.changes
        if (then := turned(asked.what, each.said, known)) is not None
    )
    return Answer(
        system=OS.ANDROID,
        receiver=Receiver(found.receiver.value),
        apps=found.packages,
        steps=tuple(StepLine(each.held, each.said) for each in found.steps),
        spot=place,
        is_near=is_near,
        rules=(*filters, *dynamic),
        assumed=world.assumed,
        turns=tuple(turns),
        known=known,
        states=world.states,
        ruled=tuple(dict.fromkeys(app for (app, _), each in world.links.items() if each.dynamic)),
    )


def _given(what: AndroidIf, world: World) -> Circumstances:
    return Circumstances(
        apps=tuple(_installed(app, what, world) for app in world.apps if app.package not in what.gone),
        android=what.version,
        google_services=what.google,
        origin=what.origin,
        default=what.default or None,
    )


def _installed(app: App, what: AndroidIf, world: World) -> InstalledApp:
    states = {**world.states, **what.states}
    mine = {host: state for (package, host), state in states.items() if package == app.package}
    rules = {
        host: each.dynamic
        for (package, host), each in world.links.items()
        if package == app.package and each.dynamic is not None
    }
    return InstalledApp(
        package=app.package,
        filters=app.filters,
        states=mine,
        selected=frozenset({world.host}) if app.package in what.selected else frozenset(),
        opens_links=app.package not in what.off,
        dynamic={} if app.package in what.static else rules,
    )


def _world(asked: Asked, host: str) -> World:
    assumed: list[Message] = []
    apps = {app.package: app for app in _declared(asked, assumed)}
    site = asked.served(FileKind.ASSETLINKS, host) if host else None
    named = Linked.packages(site)
    open_ = tuple(each for each in named if each not in apps) if not (asked.complete and apps) else ()
    apps |= {package: App(package, (_assumed_filter(host),)) for package in open_}
    if asked.package:
        apps = {package: app for package, app in apps.items() if package == asked.package}
    links = {
        (app.package, each): _linked(asked, app, each)
        for app in apps.values()
        for each in known_hosts(app, host)
    }
    if open_:
        assumed.append(message("linkanswers.assumed-filter", count=len(open_), host=shown(host)))
    if named and not asked.what.android.fingerprint:
        assumed.append(message("linkanswers.assumed-certificate"))
    return World(tuple(apps.values()), host, links, tuple(assumed))


def _declared(asked: Asked, assumed: list[Message]) -> Iterator[App]:
    given = (*asked.of(FileKind.MANIFEST), *asked.of(FileKind.APK))
    manifests = [(each, each.content) for each in given if isinstance(each.content, Manifest)]
    named = {manifest.package for _, manifest in manifests if manifest.package}
    meant = _meant(asked, named) if len(manifests) - len(named) == 1 else ""
    for file, manifest in manifests:
        package = manifest.package or meant or file.name
        if meant and not manifest.package:
            assumed.append(message("linkanswers.assumed-app", file=shown(file.name), app=shown(package)))
        if any(not each.is_certain for each in manifest.reachable):
            assumed.append(message("linkanswers.uncertain-filters"))
        yield App(package, tuple(each.filter for each in manifest.reachable), file)


def _meant(asked: Asked, declared: Collection[str]) -> str:
    """Return the app that a manifest which leaves its name to the build is probably of."""
    sites = (package for file in asked.of(FileKind.ASSETLINKS) for package in Linked.packages(file))
    return next((package for package in sites if package not in declared), "")


def _assumed_filter(host: str) -> IntentFilter:
    return IntentFilter(
        actions=(ACTION_VIEW,),
        categories=(CATEGORY_DEFAULT, CATEGORY_BROWSABLE),
        schemes=("http", "https"),
        authorities=(Authority(host),),
        auto_verify=True,
    )


def _linked(asked: Asked, app: App, host: str) -> Linked:
    found = _said(asked, app, host)
    declared = hosts_to_verify(app.filters)
    if host in declared:
        return found
    # What does not ask for verification never gets any, unless `*.` asks for it.
    above = next((each for each in declared if covers(each, host)), None)
    return replace(found, state="none" if above is None else _said(asked, app, above).state)


def _said(asked: Asked, app: App, host: str) -> Linked:
    file = asked.served(FileKind.ASSETLINKS, host.removeprefix("*."))
    return linked(file, app.package, asked.what.android.fingerprint)


def _filters(world: World, found: Opened) -> Iterator[Rules]:
    files = {app.package: app.file for app in world.apps}
    for name, trace in found.traces.items():
        yield Rules(name, trace, files.get(name.rpartition(" filter[")[0]))


def _dynamic(asked: Asked, world: World) -> Iterator[Rules]:
    uri = parse_uri(asked.url)
    for app in world.apps:
        each = world.links.get((app.package, world.host))
        if each is not None and each.dynamic is not None and app.package not in asked.what.android.gone:
            yield Rules(app.package, explain_dynamic(each.dynamic, uri, each.dynamic_path), each.file)


def _place(asked: Asked, world: World, found: Opened, filters: tuple[Rules, ...]) -> tuple[Spot | None, bool]:
    code = found.decided.said.code
    site = asked.served(FileKind.ASSETLINKS, world.host) if world.host else None
    if code in _OF_STATEMENTS and found.packages:
        each = world.links.get((found.packages[0], world.host))
        return (None if each is None else spot(each.file, each.path)), False
    if code == "androidopens.unverified":
        return first_fault(site), False
    if code == "androidopens.dynamic-forbids":
        named = (each for each in world.links.values() if each.dynamic is not None)
        return next((spot(each.file, each.dynamic_path) for each in named), None), False
    return deciding(each for each in filters if each.file) if code in _OF_FILTERS else (None, False)
