"""Where a shown page leads on, by itself or by the user's finger. Pure: page in, steps out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from linktester import urls
from linktester.model.hostprotocol import APP_DOMAIN
from linktester.model.link import Intent, PlatformId
from linktester.send.idioms import PassIdiom, idioms
from linktester.send.page import Button, Element, Page, Refresh
from linktester.send.scripts import Move
from linktester.urls import Url

BRIDGE = "bridge"
"""How of a step that hands its address, JSON, to the app's own bridge."""
_INERT = frozenset({"http", "https", "javascript", "data", "about", "blob", "tel", "mailto", "sms", "file"})


@dataclass(frozen=True, slots=True)
class Step:
    """One way on."""

    address: str
    """As written; may be relative."""
    how: str
    """As `Navigated.how`."""
    gesture: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a page: steps in order, each only if the one before left the page standing."""

    steps: tuple[Step, ...] = ()
    unread: str | None = None
    """Excerpt of a script that may navigate in a way nobody lists; there are no steps then."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the page, and what for."""

    host: PlatformId
    intent: Intent
    continues: bool
    """Presses "continue" on an interstitial."""


class View(Protocol):
    """A web view that shows a page."""

    async def press(self, page: Url, button: Button) -> None:
        """Press a button of the page, and load all that it leads to."""

    async def go_on(self, page: Url, step: Step) -> None:
        """Take a step from the page, and load all that it leads to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that was shown."""

    view: View
    url: Url
    page: Page | None
    """None for anything but HTML."""


def plan(page: Page, url: Url, header_refresh: Refresh | None, visitor: Visitor) -> Plan:
    """Return where `page` at `url` leads `visitor`."""
    button = _pass_button(page, url) if visitor.continues else None
    reading = page.scripts.read()
    if reading.unread is not None:
        return Plan((button,)) if button else Plan(unread=reading.unread)
    timed = [(move.delay, _step(move)) for move in reading.moves if _happens(move, visitor)]
    refresh = header_refresh or page.refresh()
    if refresh is not None and _leads_away(refresh, url):
        timed.append((refresh.seconds * 1000, Step(refresh.address, "meta-refresh")))
    steps = [step for _, step in sorted(timed, key=_time)]
    if button is not None and not steps:
        return Plan((button,))
    return Plan((*steps, *_taps(page, visitor)))


def _taps(page: Page, visitor: Visitor) -> Iterator[Step]:
    """What somebody who wants the app (or to pay) would tap: a launch button, else a link into an app."""
    if visitor.intent not in {Intent.APP, Intent.PAYMENT}:
        return
    for tag in idioms().tag:
        for element in page.elements(tag.element) if visitor.host in tag.hosts else ():
            address = element.attribute(tag.address) if tag.address else ""
            if urls.split_scheme(address) is not None:
                yield Step(address, "launch-tag", gesture=True)
                return
    for element in page.elements("a[href]"):
        scheme = urls.split_scheme(element.attribute("href").strip())
        if scheme is not None and scheme[0] not in _INERT:
            yield Step(element.attribute("href").strip(), "link", gesture=True)
            return


def _pass_button(page: Page, url: Url) -> Step | None:
    for idiom in idioms().pass_:
        if not _stands_at(idiom, url.hostname):
            continue
        for element in page.elements(idiom.selector):
            address = _address(idiom, element, page, url)
            if address:
                return Step(address, "continue", gesture=True)
    return None


def _stands_at(idiom: PassIdiom, hostname: str) -> bool:
    return hostname in idiom.hosts or (
        f"*.{APP_DOMAIN}" in idiom.hosts and hostname.endswith(f".{APP_DOMAIN}")
    )


def _address(idiom: PassIdiom, element: Element, page: Page, url: Url) -> str | None:
    for where in idiom.address:
        kind, _, name = where.partition(":")
        if kind == "href":
            found = _navigating(element.attribute("href"))
        elif kind == "name":
            found = page.scripts.value(name)
        else:
            found = _repeated(element.attribute("href"), name, url)
        if found:
            return found
    return None


def _navigating(href: str) -> str | None:
    """An `href` that leads somewhere: not a script, not a place on the page."""
    text = href.strip()
    return None if not text or text.startswith("#") or text.lower().startswith("javascript:") else text


def _repeated(href: str, name: str, url: Url) -> str | None:
    """The element's address, where it repeats the one in the page's query; added parameters are let pass."""
    wanted = next((value for key, value in urls.query(url.search) if key == name), None)
    if not wanted or not href:
        return None
    if href == wanted:
        return href
    found, target = urls.parse(href, url.href), urls.parse(wanted)
    if found is None or target is None or not (found.is_web and target.is_web):
        return None
    return href if (found.host, found.pathname) == (target.host, target.pathname) else None


def _happens(move: Move, visitor: Visitor) -> bool:
    return not move.hosts or visitor.host in move.hosts


def _step(move: Move) -> Step:
    return Step(move.address, BRIDGE if move.hosts else "script")


def _leads_away(refresh: Refresh, url: Url) -> bool:
    """A page that renews itself, or only after a long while, leads nowhere."""
    if not refresh.address or refresh.seconds > idioms().max_refresh_seconds:
        return False
    found = urls.parse(refresh.address, url.href)
    return found is None or found.href != url.href


def _time(timed: tuple[float, Step]) -> float:
    return timed[0]
