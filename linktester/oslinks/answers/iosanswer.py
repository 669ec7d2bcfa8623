"""Who opens a link on an iPhone, by the files that were given and the switches."""

from collections.abc import Iterator, Mapping, Sequence
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
    in_turn,
    unknown,
)
from linktester.oslinks.answers.linkfiles import LinkFile, Spot
from linktester.oslinks.answers.switches import IosIf, Known, turned
from linktester.oslinks.appfiles.entitlements import Entitlements
from linktester.oslinks.appfiles.files import FileKind
from linktester.oslinks.appfiles.infoplist import InfoPlist
from linktester.oslinks.filefindings import shown
from linktester.oslinks.ios import (
    Association,
    Circumstances,
    Claims,
    IosApp,
    Opened,
    StepKind,
    domain,
    opens,
)

OF_TAPS = frozenset({StepKind.INSTALLED, StepKind.APP, StepKind.CHOICE, StepKind.ORIGIN})
"""Questions that no file answers."""


@dataclass(frozen=True, slots=True)
class World:
    """The apps as the files tell of them."""

    apps: tuple[IosApp, ...]
    sides: Mapping[str, LinkFile]
    """App → the file with its domains."""
    assumed: tuple[Message, ...] = ()


def ios_answer(asked: Asked) -> Answer:
    """Return who opens the link on an iPhone. Never raises."""
    url = urls.parse(asked.url)
    if url is not None and not url.is_web:
        return _by_scheme(asked, url.protocol.removesuffix(":"))
    host = "" if url is None else url.hostname
    if not (asked.complete or asked.of(FileKind.ENTITLEMENTS) or asked.served(FileKind.AASA, host)):
        return unknown(OS.IOS, message("linkanswers.no-ios"))
    world = _world(asked, host)
    if not world.apps and not asked.complete:
        return _nobody_listed(asked, host)
    claims = Claims(world.apps, dict(_served(asked, world, host)))
    found = opens(claims, asked.url, _given(asked.what.ios, world))
    return _answer(asked, world, host, found)


def _answer(asked: Asked, world: World, host: str, found: Opened) -> Answer:
    known = Known(tuple(app.id for app in world.apps))
    file = asked.served(FileKind.AASA, host)
    rules = () if found.trace is None else (Rules(found.app or "", found.trace, file),)
    place, is_near = _place(found, rules, world, file)
    turns = (
        _turn(asked, known, each.said, each.receiver.value, () if each.app is None else (each.app,))
        for each in found.changes
    )
    return Answer(
        system=OS.IOS,
        receiver=Receiver(found.receiver.value),
        apps=() if found.app is None else (found.app,),
        said=_by_rule(found),
        steps=tuple(StepLine(each.held, each.said) for each in found.steps),
        spot=place,
        is_near=is_near,
        rules=rules,
        assumed=world.assumed,
        turns=tuple(in_turn(turns)),
        known=known,
    )


def _by_rule(found: Opened) -> Message | None:
    """Return the sentence about the rule that lets the app open; all steps behind it only let it pass."""
    if found.app is None:
        return None
    return next((each.said for each in found.steps if each.kind is StepKind.RULE), None)


def _turn(asked: Asked, known: Known, said: Message, receiver: str, apps: tuple[str, ...]) -> Turned | None:
    then = turned(asked.what, said, known)
    return None if then is None else Turned(said, Receiver(receiver), apps, then)


def _place(
    found: Opened, rules: tuple[Rules, ...], world: World, file: LinkFile | None
) -> tuple[Spot | None, bool]:
    kind = found.decided.kind
    if kind in OF_TAPS and not found.decided.held and found.decided.said.code != "iostaps.is-browser":
        return None, False
    if kind is StepKind.DOMAIN:
        return first_fault(next(iter(world.sides.values()), None)), False
    if kind is StepKind.FILE:
        return first_fault(file), False
    return deciding(rules)


def _given(what: IosIf, world: World) -> Circumstances:
    return Circumstances(
        origin=what.origin,
        page_host=what.page_host or None,
        installed=frozenset(app.id for app in world.apps) - what.gone,
        choice=what.choice,
        developer=what.developer,
        intercepts=what.intercepts,
    )


def _world(asked: Asked, host: str) -> World:
    file = asked.served(FileKind.AASA, host)
    listed = tuple(file.content.apps()) if file and isinstance(file.content, Association) else ()
    bundles = [each.bundle for _, each in _plists(asked) if each.bundle]
    bundle = bundles[0] if len(bundles) == 1 else ""
    domains: dict[str, tuple[str, ...]] = {}
    sides: dict[str, LinkFile] = {}
    for each in asked.of(FileKind.ENTITLEMENTS):
        if isinstance(each.content, Entitlements):
            for app in _meant(each.content.app or bundle, listed) or (each.content.app or each.name,):
                domains[app] = each.content.entries
                sides[app] = each
    named = not (asked.complete and domains)
    open_ = tuple(app for app in listed if app not in domains) if host and named else ()
    assumed = tuple(_assumed(asked, host, open_, sides))
    entries = {**domains, **dict.fromkeys(open_, (f"applinks:{host}",))}
    return World(tuple(IosApp(app, entry) for app, entry in entries.items()), sides, assumed)


def _assumed(
    asked: Asked, host: str, open_: tuple[str, ...], sides: Mapping[str, LinkFile]
) -> Iterator[Message]:
    if open_:
        yield message("linkanswers.assumed-domain", count=len(open_), host=shown(host))
    for app, file in sides.items():
        if isinstance(file.content, Entitlements) and not file.content.app:
            yield message("linkanswers.assumed-app", file=shown(file.name), app=shown(app))
    if len(asked.of(FileKind.AASA)) > 1 and any(not each.host for each in asked.of(FileKind.AASA)):
        yield message("linkanswers.assumed-last")


def _meant(app: str, listed: Sequence[str]) -> tuple[str, ...]:
    """Return the listed apps that an id, a bundle id, or nothing at all may mean."""
    if not app:
        return tuple(listed)
    return tuple(each for each in listed if each == app or each.endswith(f".{app}"))


def _plists(asked: Asked) -> Iterator[tuple[LinkFile, InfoPlist]]:
    for each in asked.of(FileKind.INFO_PLIST):
        if isinstance(each.content, InfoPlist):
            yield each, each.content


def _served(asked: Asked, world: World, host: str) -> Iterator[tuple[str, Association]]:
    entries = (domain(entry) for app in world.apps for entry in app.domains)
    for each in dict.fromkeys([host, *(entry.file_host for entry in entries if entry is not None)]):
        file = asked.served(FileKind.AASA, each)
        if file is not None and isinstance(file.content, Association):
            yield each, file.content


def _nobody_listed(asked: Asked, host: str) -> Answer:
    file = asked.served(FileKind.AASA, host)
    usable = file is not None and file.readable
    said = message("linkanswers.no-app-listed") if usable else message("iostaps.no-file", host=shown(host))
    row = _given(asked.what.ios, World((), {})).row(host)
    steps = (StepLine(False, said),)
    receiver = Receiver(row.otherwise.value)
    return Answer(system=OS.IOS, receiver=receiver, steps=steps, spot=first_fault(file))


def _by_scheme(asked: Asked, scheme: str) -> Answer:
    """Return who opens a link of an app's own scheme: who declares it; of several nobody knows which."""
    named = {each.bundle or file.name: (file, each) for file, each in _plists(asked)}
    if not named and not asked.complete:
        return unknown(OS.IOS, message("linkanswers.no-plist", scheme=shown(scheme)))
    takers = [name for name, (_, each) in named.items() if scheme in map(str.lower, each.schemes)]
    here = tuple(name for name in takers if name not in asked.what.ios.gone)
    receiver, said = _scheme_outcome(here, scheme, declared=bool(takers))
    return Answer(
        system=OS.IOS,
        receiver=receiver,
        apps=here,
        steps=(StepLine(receiver is Receiver.APP, said),),
        spot=Spot(named[takers[0]][0].name) if takers else None,
        known=Known(tuple(takers)),
    )


def _scheme_outcome(here: tuple[str, ...], scheme: str, *, declared: bool) -> tuple[Receiver, Message]:
    if len(here) > 1:
        return Receiver.UNKNOWN, message("linkanswers.scheme-several", scheme=shown(scheme), count=len(here))
    if here:
        return Receiver.APP, message("linkanswers.scheme-taken", scheme=shown(scheme), app=shown(here[0]))
    if declared:
        return Receiver.NOBODY, message("linkanswers.scheme-removed", scheme=shown(scheme))
    return Receiver.NOBODY, message("linkanswers.scheme-nobody", scheme=shown(scheme))
