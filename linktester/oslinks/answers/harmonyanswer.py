"""Who opens a link on HarmonyOS, by the files that were given and the switches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linktester import urls
from linktester.model.message import Message, message
from linktester.model.system import OS
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
from linktester.oslinks.answers.linkfiles import LinkFile
from linktester.oslinks.answers.switches import Known, turned
from linktester.oslinks.appfiles.files import FileKind
from linktester.oslinks.filefindings import shown
from linktester.oslinks.harmony import (
    AppLinking,
    Circumstances,
    HarmonyApp,
    Module,
    Opened,
    Skill,
    SkillUri,
    opens,
)
from linktester.oslinks.harmony.skills import BROWSABLE, VIEW_DATA

_NAMED = 5
"""Apps of a site's file that are told."""


@dataclass(frozen=True, slots=True)
class World:
    """The apps as the files tell of them, and the site's file."""

    apps: tuple[HarmonyApp, ...]
    files: Mapping[str, LinkFile]
    """Bundle → its module.json5; none for those taken for granted."""
    host: str
    site: LinkFile | None
    assumed: tuple[Message, ...] = ()


def harmony_answer(asked: Asked) -> Answer:
    """Return who opens the link on HarmonyOS. Never raises."""
    url = urls.parse(asked.url)
    host = url.hostname if url is not None and url.protocol == "https:" else ""
    site = asked.served(FileKind.APPLINKING, host) if host else None
    if not asked.complete and not asked.of(FileKind.MODULE) and site is None:
        return unknown(OS.HARMONY, message("linkanswers.no-harmony"))
    world = _world(asked, host, site)
    files = {host: site.content} if site is not None and isinstance(site.content, AppLinking) else {}
    what = asked.what.harmony
    given = Circumstances(app_linking_only=what.only, verified=what.verified)
    return _answer(asked, world, opens(world.apps, files, asked.url, given))


def _answer(asked: Asked, world: World, found: Opened) -> Answer:
    known = Known(tuple(app.bundle for app in world.apps))
    rules = tuple(Rules(bundle, trace, world.files.get(bundle)) for bundle, trace in found.traces.items())
    opened = [each for each in rules if each.name in found.apps] or list(rules)
    place, is_near = deciding(each for each in opened if each.file)
    steps = (*_site_step(world), StepLine(bool(found.apps), found.said))
    turns = (
        Turned(each.said, Receiver(each.receiver.value), each.apps, then)
        for each in found.changes
        if (then := turned(asked.what, each.said, known)) is not None
    )
    return Answer(
        system=OS.HARMONY,
        receiver=Receiver(found.receiver.value),
        apps=found.apps,
        steps=steps,
        spot=place or (None if found.apps else first_fault(world.site)),
        is_near=is_near,
        rules=rules,
        assumed=world.assumed,
        turns=tuple(turns),
        known=known,
    )


def _site_step(world: World) -> Iterator[StepLine]:
    if not world.host:
        return
    host = shown(world.host)
    if world.site is None or not isinstance(world.site.content, AppLinking):
        yield StepLine(False, message("linkanswers.harmony-no-site", host=host))
        return
    named = [name for name, _ in world.site.content.apps]
    if not named:
        yield StepLine(False, message("linkanswers.harmony-site-empty", host=host))
        return
    apps = shown(", ".join(named[:_NAMED]))
    yield StepLine(True, message("linkanswers.harmony-site", host=host, apps=apps))


def _world(asked: Asked, host: str, site: LinkFile | None) -> World:
    named = [name for name, _ in site.content.apps] if site and isinstance(site.content, AppLinking) else []
    modules = asked.of(FileKind.MODULE)
    if not modules:
        apps = tuple(_assumed_app(name, host, asked) for name in dict.fromkeys(named))
        skill = message("linkanswers.assumed-skill", count=len(apps), host=shown(host))
        return World(apps, {}, host, site, (skill,) if apps else ())
    # A module does not say its identifier: of a site's apps the first is taken for the first module.
    identifiers = [*dict.fromkeys(named), *[""] * len(modules)]
    made: list[HarmonyApp] = []
    files: dict[str, LinkFile] = {}
    for file, identifier in zip(modules, identifiers, strict=False):
        app = _app(file, identifier, asked, taken=files)
        files[app.bundle] = file
        made.append(app)
    return World(tuple(made), files, host, site, tuple(_assumed_identifiers(made)))


def _assumed_identifiers(apps: list[HarmonyApp]) -> Iterator[Message]:
    for app in apps:
        if app.identifier:
            bundle, identifier = shown(app.bundle), shown(app.identifier)
            yield message("linkanswers.assumed-identifier", app=bundle, identifier=identifier)


def _app(file: LinkFile, identifier: str, asked: Asked, taken: Mapping[str, LinkFile]) -> HarmonyApp:
    module = file.content if isinstance(file.content, Module) else Module()
    name = module.name or file.name
    # Most modules are called entry.
    bundle = name if name not in taken else f"{name} ({len(taken) + 1})"
    return HarmonyApp(bundle, identifier, module.skills, bundle not in asked.what.harmony.gone)


def _assumed_app(name: str, host: str, asked: Asked) -> HarmonyApp:
    uris = (SkillUri("", scheme="https", host=host),)
    skill = Skill("", (VIEW_DATA,), (BROWSABLE,), uris, domain_verify=True)
    return HarmonyApp(name, name, (skill,), name not in asked.what.harmony.gone)
