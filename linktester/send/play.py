"""How a probe begins: what the user does with the link in this place, until a page is to be loaded."""

import asyncio
from dataclasses import replace
from functools import lru_cache

from linktester import links, qr, urls
from linktester.model.citation import GapKind
from linktester.model.errors import InputErrors
from linktester.model.evidence import HarnessGap, Item, Offered, Presented, Stayed, Swallowed, Witness
from linktester.model.hostprotocol import ClientAnswer, ClientQuestion
from linktester.model.link import Content, PlatformId
from linktester.model.phone import Entry
from linktester.oslinks import BROWSER, Tap
from linktester.send.apps import installed
from linktester.send.follow import WebView
from linktester.send.host import HostClient
from linktester.send.load import Load, Rest
from linktester.send.port import Wire
from linktester.send.trip import Trip

CAMERA = PlatformId("camera")
_SCANS = frozenset({Entry.SCAN_LIVE, Entry.SCAN_ALBUM})
_ADDRESS_BAR = frozenset({Entry.TYPED, Entry.PASTE, Entry.LINK_COPIED})
"""Entries by which an address reaches the browser's address bar, where no app is ever opened."""
_METHODS = {"wechat": "wechatpay", "alipay": "alipay", "unionpay": "unionpay"}
"""Whose hand-off link asks for which payment method."""


async def play(trip: Trip, wire: Wire) -> None:
    """Set the probe's link off and follow it to its end."""
    if trip.probe.host == BROWSER:
        await _in_browser(trip, wire)
    elif trip.probe.host == CAMERA:
        await _before_camera(trip, wire)
    else:
        await _in_app(trip, wire)


async def _in_browser(trip: Trip, wire: Wire) -> None:
    probe = trip.probe
    trip.see(Presented(host=probe.host, surface=probe.surface, entry=probe.entry.value))
    text = _openable(probe.link.text, wire)
    if text is None:
        trip.see(Stayed(text=probe.link.text))
        return
    view = WebView(trip, BROWSER, probe.surface)
    load = _first_load(trip, text, wire)
    if load is None:
        await _carry_on(view, await view.leave(text, gesture=True, tap=Tap.BROWSER_TAP))
    elif probe.entry in _ADDRESS_BAR:
        await view.stay(load.url.href, Tap.BROWSER_TYPED)
        await view.browse(load)
    else:
        onward = await view.leave(load.url.href, gesture=True, tap=Tap.BROWSER_TAP)
        await _carry_on(view, replace(load, gesture=True) if isinstance(onward, Load) else onward)


async def _before_camera(trip: Trip, wire: Wire) -> None:
    """The system's camera reads the code and gives its content to the system."""
    probe = trip.probe
    await _picture(trip)
    trip.see(Presented(host=probe.host, surface=probe.surface, entry=probe.entry.value, picture=True))
    text = probe.link.text
    if urls.split_scheme(text) is None:
        # What cameras make of the text of a payment code is not on record.
        is_code = links.standard_of(text) is not None
        trip.see(HarnessGap(kind=GapKind.NO_POLICY) if is_code else Stayed(text=text))
        return
    view = WebView(trip, BROWSER, probe.surface)
    onward = await view.received(text)
    if _is_for_scanner(trip):
        trip.see(Swallowed(uri=text, witness=Witness.OS))
    load = _first_load(trip, text, wire)
    if isinstance(onward, Load) and load is not None and onward.url.href == load.url.href:
        onward = load
    await _carry_on(view, onward)


def _is_for_scanner(trip: Trip) -> bool:
    """Tell whether only its own app's scanner takes the code, so that the camera does nothing with it."""
    opening = trip.probe.link.text.lower()
    return any(opening.startswith(app.scanned) for app in installed(trip.probe.phone) if app.scanned)


async def _in_app(trip: Trip, wire: Wire) -> None:
    probe = trip.probe
    scanned = probe.entry in _SCANS or (
        probe.entry is Entry.LONG_PRESS and probe.link.content is Content.PAYMENT
    )
    picture = await _picture(trip) if scanned else None
    seen = Presented(
        exchange=trip.next,
        host=probe.host,
        surface=probe.surface,
        entry=probe.entry.value,
        picture=scanned,
    )
    trip.see(seen)
    question = ClientQuestion(text=probe.link.text, entry=probe.entry, os=probe.phone.os, client=probe.client)
    client = HostClient(trip, probe.host)
    answer = await client.set_off(probe.surface, question, picture)
    if _methods(answer):
        choice = _offered(trip, answer)
        if choice is None:
            return
        answer = await client.set_off(probe.surface, replace(question, choice=choice), None)
    if answer.does == "nothing":
        trip.see(Swallowed(exchange=trip.last, uri=probe.link.text))
        return
    view = WebView(trip, probe.host, probe.surface)
    wanted = _first_load(trip, probe.link.text, wire)
    onward = await view.obey(answer, wanted or probe.link.text, gesture=True)
    if isinstance(onward, Load) and onward is wanted:
        await view.stay(onward.url.href, Tap.WEB_VIEW_LOAD)
    await _carry_on(view, onward)


def _offered(trip: Trip, answer: ClientAnswer) -> str | None:
    """At a checkout: write down the methods, and return the one to take, where the link's is there.

    A method that is only a code to save and scan is not taken: what comes next needs a second phone.
    """
    methods = _methods(answer)
    wanted = _METHODS.get(trip.probe.link.target)
    taken = next((item for item in methods if item.id == wanted), None)
    trip.see(Offered(exchange=trip.last, items=methods, chosen=None if taken is None else taken.id))
    return taken.id if taken is not None and taken.kind == "method" else None


def _methods(answer: ClientAnswer) -> tuple[Item, ...]:
    """Return what a checkout shows; empty where no payment method is among it."""
    items = tuple(Item(item.id, item.label, item.kind) for item in answer.items)
    return items if answer.does == "show" and any(item.kind.startswith("method") for item in items) else ()


async def _carry_on(view: WebView, onward: Load | Rest) -> None:
    if isinstance(onward, Load):
        await view.browse(onward)


def _first_load(trip: Trip, text: str, wire: Wire) -> Load | None:
    """Return the load of the link itself; None when it is no web address."""
    url = urls.parse(text)
    if url is None or not url.is_web:
        return None
    target = _own_octets(trip, text) if wire is Wire.RAW else None
    return Load(url=url, referer=trip.probe.referer, target=target)


def _own_octets(trip: Trip, text: str) -> bytes:
    """Return the link's path and query exactly as they stand in it."""
    rest = text.partition("://")[2].partition("#")[0]
    start = min((found for mark in "/?" if (found := rest.find(mark)) >= 0), default=len(rest))
    try:
        return rest[start:].encode("utf-8") or b"/"
    except UnicodeEncodeError:
        trip.fail("unsendable", "lone surrogate")


def _openable(text: str, wire: Wire) -> str | None:
    """Return the address somebody would type for `text`: itself, or the first link in a share text.

    None where there is none; links inside the text of a payment code are not what it leads to.
    """
    if links.standard_of(text) is not None and urls.split_scheme(text) is None:
        return None
    bare = text if wire is Wire.RAW else text.strip()
    is_one = wire is Wire.RAW or not any(letter.isspace() for letter in bare)
    if is_one and urls.split_scheme(bare) is not None:
        return bare
    found = [link for link in links.find(text) if urls.split_scheme(link) is not None]
    web = (link for link in found if link[:5].lower().startswith("http"))
    return next(web, found[0] if found else None)


async def _picture(trip: Trip) -> bytes:
    try:
        return await asyncio.to_thread(_code, trip.probe.link.text)
    except InputErrors as errors:
        trip.fail("unsendable", str(errors))


@lru_cache(maxsize=256)
def _code(text: str) -> bytes:
    return qr.make(text).png
