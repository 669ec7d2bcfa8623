"""The answer of a HarmonyOS phone: skills by module.json5, App Linking by the sites' applinking.json."""

from collections.abc import Iterator, Sequence

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks import harmony
from linktester.oslinks.appfiles.asked import Change, Origin, Receiver, Step, System, SystemAnswer, Wishes
from linktester.oslinks.appfiles.files import AppFile
from linktester.oslinks.filefindings import shown
from linktester.oslinks.harmony import AppLinking, HarmonyApp, Module


def answer(url: str, files: Sequence[AppFile], wishes: Wishes) -> SystemAnswer:
    """Return who opens `url` on HarmonyOS. Never raises."""
    notes: list[Message] = []
    found = urls.parse(url)
    host = found.hostname if found is not None else ""
    site = _site(host, files)
    apps = tuple(_apps(files, site, wishes, notes))
    if wishes.origin is not Origin.APP:
        notes.append(message("appfiles.origin-ignored"))
    given = harmony.Circumstances(
        app_linking_only=wishes.app_linking_only, verified=wishes.verified is not False
    )
    opened = harmony.opens(apps, {} if site is None else {host: site}, url, given)
    held = opened.receiver.value in {"app", "chooser"}
    return SystemAnswer(
        System.HARMONY,
        Receiver(opened.receiver.value),
        opened.apps,
        (Step(held, opened.said),),
        opened.traces,
        tuple(Change(each.said, Receiver(each.receiver.value), each.apps) for each in opened.changes),
        tuple(notes),
    )


def _site(host: str, files: Sequence[AppFile]) -> AppLinking | None:
    found = (each.content for each in files if each.stands_for(host))
    return next((each for each in found if isinstance(each, AppLinking) and each.readable), None)


def _apps(
    files: Sequence[AppFile], site: AppLinking | None, wishes: Wishes, notes: list[Message]
) -> Iterator[HarmonyApp]:
    named = [name for name, _ in site.apps] if site is not None else []
    modules = [each.content for each in files if isinstance(each.content, Module) and each.content.readable]
    for at, module in enumerate(modules):
        bundle = module.name or f"module {at + 1}"
        identifier = named[at] if at < len(named) else ""
        if identifier:
            said = message(
                "appfiles.supposed-identifier", app=shown(bundle, 60), identifier=shown(identifier, 60)
            )
            notes.append(said)
        installed = wishes.installed is None or bundle in wishes.installed
        yield HarmonyApp(bundle, identifier, module.skills, installed)
