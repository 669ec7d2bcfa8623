"""The system takes over: who receives a URI, after what question, and what screen that app shows."""

from dataclasses import dataclass
from functools import cache

from linktester import urls
from linktester.model.evidence import Launched, Left, Prompted, Screen, Witness
from linktester.model.hostprotocol import DoorAnswer, DoorQuestion
from linktester.model.link import Identity, PlatformId
from linktester.oslinks import BROWSER, AppClaims, Handed, Resolution, Tap, claims_host
from linktester.oslinks.phone import by_own_router, files_needed, resolve
from linktester.send.apps import installed, version
from linktester.send.associations import association
from linktester.send.host import HostClient
from linktester.send.trip import Trip
from linktester.wording import Words


@dataclass(frozen=True, slots=True)
class HandedOff:
    """How the hand-off went on."""

    taken: bool
    """An app took the URI (or the user said no): whoever asked has lost the screen, or stays as it was."""
    browse: str | None = None
    """Page the system browser loads instead."""


@dataclass(frozen=True, slots=True)
class HandOff:
    """A URI the system is given."""

    uri: str
    source: PlatformId | None
    """The app that lets go, BROWSER, or None for the camera."""
    gesture: bool
    tap: Tap = Tap.APP
    """How it was set off."""
    page: urls.Url | None = None
    """The page in front that leads there."""


async def hand_off(trip: Trip, given: HandOff) -> HandedOff:
    """Give a URI to the system and write down what becomes of it.

    An http(s) URI that no app takes is for the system browser.
    """
    found = await _resolved(trip, given)
    for_browser = found.receiver is None and _is_web(given.uri)
    if given.source is not None and not (for_browser and given.source == BROWSER):
        trip.see(Left(exchange=trip.last, uri=given.uri))
    if for_browser:
        if found.claimed:
            trip.see(_launched(trip, given, found))
        return HandedOff(taken=False, browse=given.uri)
    if found.receiver is None:
        trip.see(_launched(trip, given, found))
        return HandedOff(taken=False, browse=found.fallback_url)
    if found.prompt is not None:
        allowed = trip.probe.phone.choices.allow_prompts
        trip.see(Prompted(kind=found.prompt.value, allowed=allowed))
        if not allowed:
            return HandedOff(taken=True)
    await _deliver(trip, given, found, found.receiver)
    return HandedOff(taken=True)


async def stay(trip: Trip, given: HandOff) -> None:
    """Write down why a web link that an app claims stays where it is; nothing of links that none claims."""
    found = await _resolved(trip, given)
    if found.claimed and found.receiver is None:
        trip.see(_launched(trip, given, found))


async def _resolved(trip: Trip, given: HandOff) -> Resolution:
    phone = trip.probe.phone
    apps = installed(phone, trip.probe.sites)
    handed = Handed(
        uri=given.uri,
        os=phone.os,
        tap=given.tap,
        source=given.source,
        page_host=None if given.page is None else given.page.hostname,
        in_page=given.page is not None,
        wanted=trip.probe.link.target,
        prefers_browser=phone.choices.prefers_browser,
        version=phone.version,
    )
    own = next((app for app in apps if app.platform == given.source), None)
    address = urls.parse(given.uri) if own is not None else None
    if own is not None and address is not None and address.is_web and own_link(own, address):
        return by_own_router(handed, own)
    hosts = files_needed(handed, apps)
    return resolve(handed, apps, {host: await association(trip, phone.os, host) for host in hosts})


def _is_web(uri: str) -> bool:
    return uri[:6].lower().startswith(("http:", "https:"))


@cache
def _words() -> Words:
    """Evidence is in English; it is kept, and no reader's language is known yet."""
    return Words("en")


def own_link(app: AppClaims, address: urls.Url) -> bool:
    """Return whether `app` claims the host of `address`."""
    return claims_host(app.hosts, address.hostname)


async def _deliver(trip: Trip, given: HandOff, found: Resolution, receiver: PlatformId) -> None:
    question = DoorQuestion(
        uri=given.uri if found.delivered is None else found.delivered,
        mechanism=found.mechanism.value,
        os=trip.probe.phone.os,
        source=None if given.source == BROWSER else given.source,
        client=version(trip.probe.phone, receiver),
    )
    trip.see(_launched(trip, given, found, await HostClient(trip, receiver).open(question)))


def in_app(trip: Trip, host: PlatformId, uri: str, door: DoorAnswer) -> Launched:
    """Return what is seen when the host opens `uri` on a screen of its own, without asking the system."""
    return Launched(
        exchange=trip.last,
        uri=uri,
        mechanism="none",
        gesture=True,
        receiver=host,
        screen=_screen(host, door),
        refusal=door.refused,
        trace=(door.title,) if door.refused is not None and door.title else (),
        witness=Witness.CLIENT,
    )


def _screen(app: PlatformId, door: DoorAnswer | None) -> Screen | None:
    if door is None or door.kind is None or door.refused is not None:
        return None
    whose = app if door.platform is None else PlatformId(door.platform)
    return Screen(Identity(whose, door.kind, dict(door.params)), door.title)


def _launched(trip: Trip, given: HandOff, found: Resolution, door: DoorAnswer | None = None) -> Launched:
    receiver = found.receiver
    return Launched(
        exchange=trip.last if receiver is not None else None,
        uri=given.uri,
        mechanism=found.mechanism.value,
        gesture=given.gesture,
        trace=tuple(_words().say(step) for step in found.trace),
        receiver=receiver,
        screen=None if receiver is None else _screen(receiver, door),
        refusal=None if door is None else door.refused,
        not_simulated=receiver is not None and door is None,
        assumed=found.assumed,
    )
