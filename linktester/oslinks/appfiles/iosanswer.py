"""The answer of an iPhone: universal links by entitlements and the sites' files, schemes by Info.plist."""

from collections.abc import Iterator, Sequence

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks import ios
from linktester.oslinks.appfiles import asked
from linktester.oslinks.appfiles.asked import Change, Chosen, Receiver, Step, System, SystemAnswer, Wishes
from linktester.oslinks.appfiles.entitlements import Entitlements
from linktester.oslinks.appfiles.files import AppFile
from linktester.oslinks.appfiles.infoplist import InfoPlist
from linktester.oslinks.filefindings import shown
from linktester.oslinks.ios import Association, IosApp

_ORIGINS = {
    asked.Origin.APP: ios.Origin.OTHER_APP,
    asked.Origin.CAMERA: ios.Origin.CAMERA,
    asked.Origin.BROWSER_TAP: ios.Origin.SAFARI_TAP,
    asked.Origin.BROWSER_SCRIPT: ios.Origin.SCRIPT,
    asked.Origin.REDIRECT: ios.Origin.REDIRECT,
    asked.Origin.TYPED: ios.Origin.TYPED,
    asked.Origin.WEB_VIEW: ios.Origin.WEB_VIEW_TAP,
    asked.Origin.WEB_VIEW_LOAD: ios.Origin.WEB_VIEW_LOAD,
    asked.Origin.OTHER_BROWSER: ios.Origin.OTHER_BROWSER,
}
_CHOICES = {
    Chosen.NOTHING: ios.Choice.NONE,
    Chosen.APP: ios.Choice.APP,
    Chosen.BROWSER: ios.Choice.BROWSER,
}


def answer(url: str, files: Sequence[AppFile], wishes: Wishes) -> SystemAnswer:
    """Return who opens `url` on iOS. Never raises."""
    found = urls.parse(url)
    if found is None or not found.is_web:
        return _by_scheme(url, files, wishes)
    notes: list[Message] = []
    apps = tuple(_apps(found.hostname, files, _file_of(found.hostname, files), notes))
    associations = dict(_associations(apps, files))
    circumstances = ios.Circumstances(
        origin=_ORIGINS[wishes.origin],
        page_host=wishes.page_host,
        installed=wishes.installed,
        choice=_CHOICES[wishes.chosen],
        developer=wishes.developer,
    )
    opened = ios.opens(ios.Claims(apps, associations), url, circumstances)
    return SystemAnswer(
        System.IOS,
        Receiver(opened.receiver.value),
        () if opened.app is None else (opened.app,),
        tuple(Step(each.held, each.said) for each in opened.steps),
        {} if opened.trace is None else {opened.app or "": opened.trace},
        tuple(
            Change(each.said, Receiver(each.receiver.value), () if each.app is None else (each.app,))
            for each in opened.changes
        ),
        tuple(notes),
    )


def _file_of(host: str, files: Sequence[AppFile]) -> Association | None:
    found = (each for each in files if each.stands_for(host))
    return next((each.content for each in found if isinstance(each.content, Association)), None)


def _associations(apps: Sequence[IosApp], files: Sequence[AppFile]) -> Iterator[tuple[str, Association]]:
    """Yield (host, file) for every host that the apps list; a wildcard's file is that of its own host."""
    for entry in filter(None, (ios.domain(text) for app in apps for text in app.domains)):
        file = _file_of(entry.file_host, files)
        if file is not None:
            yield entry.file_host, file


def _apps(
    host: str, files: Sequence[AppFile], association: Association | None, notes: list[Message]
) -> Iterator[IosApp]:
    """Yield the apps of the entitlements; without any, those the site's file lists."""
    rights = [each.content for each in files if isinstance(each.content, Entitlements)]
    listed = tuple(association.apps()) if association is not None else ()
    if not rights:
        if listed:
            notes.append(message("appfiles.supposed-domains", host=shown(host, 100)))
        yield from (IosApp(app, (f"applinks:{host}",)) for app in listed)
        return
    for each in rights:
        yield IosApp(each.app or _supposed(each, files, listed, notes), each.entries)


def _supposed(
    rights: Entitlements, files: Sequence[AppFile], listed: Sequence[str], notes: list[Message]
) -> str:
    """Return the app that entitlements without an id are probably those of."""
    del rights
    bundles = [each.content.bundle for each in files if isinstance(each.content, InfoPlist)]
    near = [app for app in listed if not bundles or app.partition(".")[2] in bundles]
    if near:
        notes.append(message("appfiles.supposed-app", app=shown(near[0], 100)))
        return near[0]
    return next((bundle for bundle in bundles if bundle), "?")


def _by_scheme(url: str, files: Sequence[AppFile], wishes: Wishes) -> SystemAnswer:
    split = urls.split_scheme(url)
    scheme = split[0] if split is not None else ""
    takers = [
        each.content.bundle or each.name
        for each in files
        if isinstance(each.content, InfoPlist) and each.content.takes(scheme)
    ]
    here = tuple(app for app in takers if wishes.installed is None or app in wishes.installed)
    if len(here) > 1:
        step = Step(True, message("appfiles.scheme-several", scheme=shown(scheme, 60), count=len(here)))
        return SystemAnswer(System.IOS, Receiver.UNKNOWN, here, (step,))
    if here:
        step = Step(True, message("appfiles.scheme-taken", scheme=shown(scheme, 60), app=shown(here[0], 100)))
        return SystemAnswer(System.IOS, Receiver.APP, here, (step,))
    step = Step(False, message("appfiles.scheme-nobody", scheme=shown(scheme, 60)))
    return SystemAnswer(System.IOS, Receiver.NOBODY, (), (step,))
