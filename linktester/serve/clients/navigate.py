"""A page inside an app's web view wants to go somewhere: the app's gate is asked again.

Passed without asking: the way on from an interstitial of the app itself, the app's own pages, and anybody's
web at large. A page of the platform that was let in may move within its own platform, unless the gate
refuses the new place outright; it is not asked to confirm twice. Custom schemes and universal links are
asked at the web view, whatever surface it was opened on. What a page hands to WeChat's bridge is no address
and goes past all this.
"""

from linktester import urls
from linktester.model.hostprotocol import NavigateQuestion
from linktester.model.link import Intent, Link, PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.model.platform import Platform
from linktester.serve import gates
from linktester.serve.clients import bridge
from linktester.serve.clients.answers import CLIENT, answered, load, open_external
from linktester.serve.clients.effects import EFFECTS, Act
from linktester.serve.clients.surfaces import acted
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked
from linktester.serve.gates import WEBVIEW, Stand
from linktester.serve.interstitials import continues
from linktester.serve.wire import read_json

_REFUSALS = frozenset({"block-page", "swallow"})


def answer(app: Platform, asked: Asked, emulator: Emulator) -> Answer:
    """Answer whether and how `app` goes there. Raises BadBodyError."""
    question = read_json(asked.body, NavigateQuestion)
    if question.how == bridge.HOW:
        return bridge.answer(app, question, emulator.ground)
    link = gates.read(question.uri, asked.world).link
    address = urls.parse(question.uri)
    if address is None or not address.is_web:
        return _scheme(app, link, question, asked, emulator)
    if continues(app.id, question.page, question.uri) or _is_free(app, link):
        return answered(load(question.uri), CLIENT)
    if _is_universal_link(link, address, question, emulator):
        return acted(link, _at(app, WEBVIEW, question), asked.world, emulator)
    return _rival_page(app, link, question, asked, emulator)


def _scheme(
    app: Platform, link: Link, question: NavigateQuestion, asked: Asked, emulator: Emulator
) -> Answer:
    scheme = urls.split_scheme(question.uri)
    if scheme is not None and scheme[0] in app.schemes:
        return answered(open_external(question.uri), CLIENT)
    return acted(link, _at(app, WEBVIEW, question), asked.world, emulator)


def _rival_page(
    app: Platform, link: Link, question: NavigateQuestion, asked: Asked, emulator: Emulator
) -> Answer:
    stand = _at(app, Surface(question.surface), question)
    if not _is_same_platform(link, question.page, emulator):
        return acted(link, stand, asked.world, emulator)
    ruling = emulator.gates.host(asked.world, link, stand)
    if ruling.effect in _REFUSALS:
        act = Act(link=link, stand=stand, as_of=asked.world.as_of, target=emulator.platform(link.target))
        return answered(EFFECTS[ruling.effect](act), ruling.record)
    return answered(load(question.uri), CLIENT)


def _is_free(app: Platform, link: Link) -> bool:
    return link.target in {app.id, "web"}


def _is_same_platform(link: Link, page: str, emulator: Emulator) -> bool:
    """Tell whether the asking page and the link are of one owner: what let the one in lets in the other."""
    found = urls.parse(page)
    asking = emulator.catalogue.of_host(found.hostname) if found else None
    target = emulator.platform(link.target)
    return asking is not None and target is not None and asking.group == target.group


def _is_universal_link(link: Link, address: urls.Url, question: NavigateQuestion, emulator: Emulator) -> bool:
    target = emulator.platform(link.target)
    claimed = target is not None and address.hostname in target.claims
    return question.os is OS.IOS and question.gesture and claimed and link.intent is Intent.APP


def _at(app: Platform, surface: Surface, question: NavigateQuestion) -> Stand:
    return Stand(PlatformId(app.id), surface, Entry.TAP, question.os, question.client)
