"""The answer of an Android phone: filters by the manifest, verification by the sites' assetlinks.json."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks.android import opens as android
from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.android.assetlinks import WELL_KNOWN, Contents, WebContent
from linktester.oslinks.android.assets import App
from linktester.oslinks.android.chromeintent import Launch, chrome_launch
from linktester.oslinks.android.dynamicrules import DynamicRules, dynamic_in
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intentfilter import IntentFilter
from linktester.oslinks.android.statements import HANDLE_ALL_URLS, Statement
from linktester.oslinks.android.verification import hosts_to_verify, verify
from linktester.oslinks.appfiles.asked import (
    Change,
    Chosen,
    Origin,
    Receiver,
    Step,
    System,
    SystemAnswer,
    Wishes,
)
from linktester.oslinks.appfiles.files import AppFile
from linktester.oslinks.appfiles.manifest import Manifest, ManifestFilter
from linktester.oslinks.filefindings import shown

_ORIGINS = {
    Origin.APP: android.Origin.APP,
    Origin.CAMERA: android.Origin.APP,
    Origin.BROWSER_TAP: android.Origin.BROWSER_TAP,
    Origin.BROWSER_SCRIPT: android.Origin.BROWSER_SCRIPT,
    Origin.WEB_VIEW: android.Origin.WEB_VIEW,
    Origin.WEB_VIEW_LOAD: android.Origin.WEB_VIEW,
}
_INTENTS = ("intent:", "android-app:")


def answer(url: str, files: Sequence[AppFile], wishes: Wishes) -> SystemAnswer:
    """Return who opens `url` on Android. Never raises."""
    origin = _ORIGINS.get(wishes.origin)
    if origin is None:
        said = message("appfiles.origin-unknown", origin=wishes.origin.value)
        return SystemAnswer(System.ANDROID, Receiver.UNKNOWN, (), (Step(False, said),))
    if url.lower().startswith(_INTENTS):
        return _by_intent(url, files, wishes)
    return _opened(url, files, wishes, None)


def _by_intent(url: str, files: Sequence[AppFile], wishes: Wishes) -> SystemAnswer:
    try:
        launch = chrome_launch(url)
    except IntentUriError as error:
        return SystemAnswer(System.ANDROID, Receiver.NOBODY, (), (Step(False, error.reason),))
    found = _opened(launch.intent.data or "", files, wishes, launch.intent.package)
    found = replace(found, notes=(*launch.changes, *found.notes))
    return _fallen_back(found, launch)


def _fallen_back(found: SystemAnswer, launch: Launch) -> SystemAnswer:
    if launch.fallback is None or found.receiver in {Receiver.APP, Receiver.CHOOSER, Receiver.HOST}:
        return found
    step = Step(True, message("appfiles.fallback", url=shown(launch.fallback, 200)))
    return replace(found, receiver=Receiver.BROWSER, apps=(), steps=(*found.steps, step))


def _opened(url: str, files: Sequence[AppFile], wishes: Wishes, package: str | None) -> SystemAnswer:
    notes: list[Message] = []
    places: dict[str, str] = {}
    apps = tuple(
        app
        for app in _apps(url, files, wishes, notes, places)
        if package in {None, app.package} and (wishes.installed is None or app.package in wishes.installed)
    )
    given = android.Circumstances(
        apps=apps, android=wishes.android, origin=_ORIGINS.get(wishes.origin, android.Origin.APP)
    )
    opened = android.opens(url, given)
    return SystemAnswer(
        System.ANDROID,
        Receiver(opened.receiver.value),
        opened.packages,
        tuple(Step(each.held, each.said) for each in opened.steps),
        {places.get(name, name): each for name, each in opened.traces.items()},
        tuple(Change(each.said, Receiver(each.receiver.value), each.packages) for each in opened.changes),
        tuple(notes),
    )


def _apps(
    url: str,
    files: Sequence[AppFile],
    wishes: Wishes,
    notes: list[Message],
    places: dict[str, str],
) -> Iterator[android.InstalledApp]:
    """Yield the apps of the manifests; where their filters stand is noted in `places`."""
    found = urls.parse(url)
    host = found.hostname if found is not None else ""
    for each in files:
        if isinstance(each.content, Manifest) and each.content.readable:
            app = _app(each.content, host, files, wishes, notes)
            for at, one in enumerate(_reachable(each.content)):
                places[f"{app.package} filter[{at}]"] = f"{app.package} {one.where}"
            yield app


def _reachable(manifest: Manifest) -> tuple[ManifestFilter, ...]:
    """Return the filters of components that others may start: `exported` false keeps them out."""
    return tuple(each for each in manifest.filters if each.exported is not False)


def _app(
    manifest: Manifest, host: str, files: Sequence[AppFile], wishes: Wishes, notes: list[Message]
) -> android.InstalledApp:
    package = manifest.package or _supposed_package(files, notes)
    if any(not each.is_certain for each in manifest.filters):
        notes.append(message("appfiles.uncertain-filters"))
    filters = tuple(each.filter for each in _reachable(manifest))
    selected = frozenset({host}) if wishes.chosen is Chosen.APP and host else frozenset[str]()
    return android.InstalledApp(
        package=package,
        filters=filters,
        states=_states(package, filters, files, wishes, notes),
        selected=selected,
        opens_links=wishes.chosen is not Chosen.BROWSER,
        dynamic=dynamic_rules(package, host, files),
    )


def _supposed_package(files: Sequence[AppFile], notes: list[Message]) -> str:
    """Return the package that a manifest which leaves it to the build probably has."""
    named = [app.package for each in files for app in named_apps(each)]
    if not named:
        return "?"
    notes.append(message("appfiles.supposed-app", app=shown(named[0], 100)))
    return named[0]


def named_apps(file: AppFile) -> tuple[App, ...]:
    """Return the apps that a site's file lets open its links."""
    if not isinstance(file.content, AssetFile):
        return ()
    return tuple(
        target
        for item in file.content.statements.items
        if isinstance(item, Statement) and HANDLE_ALL_URLS in item.relations
        for target in item.targets
        if isinstance(target, App)
    )


def _states(
    package: str,
    filters: Sequence[IntentFilter],
    files: Sequence[AppFile],
    wishes: Wishes,
    notes: list[Message],
) -> Mapping[str, str]:
    hosts = hosts_to_verify(filters)
    if wishes.verified is not None:
        # Somebody supposes it, whatever the filters ask the system to verify.
        declared = {one.host.lower() for each in filters for one in each.authorities}
        return dict.fromkeys(declared, "verified" if wishes.verified else "none")
    states = {}
    for host in hosts:
        site = host.removeprefix("*.")
        file = next((f for f in files if isinstance(f.content, AssetFile) and f.stands_for(site)), None)
        if file is not None:
            states[host] = _state(host, site, file, package, wishes, notes)
    return states


def _state(  # noqa: PLR0917
    host: str, site: str, file: AppFile, package: str, wishes: Wishes, notes: list[Message]
) -> str:
    body = file.octets.decode("utf-8", "replace")
    contents = Contents([WebContent(f"https://{site}{WELL_KNOWN}", body)])
    named = tuple(app for app in named_apps(file) if app.package == package)
    asked = (App(package, wishes.fingerprint),) if wishes.fingerprint else named
    if named and not wishes.fingerprint:
        said = message("appfiles.supposed-certificate", app=shown(package, 100))
        if said not in notes:
            notes.append(said)
    states = (verify(host, app, contents).state for app in asked)
    return next((state for state in states if state == "verified"), "1024")


def dynamic_rules(package: str, host: str, files: Sequence[AppFile]) -> Mapping[str, DynamicRules]:
    """Return host → the dynamic rules its file has for `package`."""
    for each in files:
        if not isinstance(each.content, AssetFile) or not each.stands_for(host):
            continue
        for item in each.content.statements.items:
            if isinstance(item, Statement) and any(
                isinstance(target, App) and target.package == package for target in item.targets
            ):
                rules = dynamic_in(item.extensions, HANDLE_ALL_URLS, item.path)
                if rules is not None:
                    return {host: rules}
    return {}
