"""What a forecast turns on: which gates are asked about a link at a place, and what they cannot tell."""

from dataclasses import dataclass, replace
from enum import StrEnum

from linktester import links, urls
from linktester.model.case import Stand
from linktester.model.citation import Gate
from linktester.model.link import WEB, Content, Intent, Link, PlatformId
from linktester.model.pack import Question
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import WorldSpec
from linktester.policy import ordered
from linktester.policy.packs import Packs
from linktester.policy.question import question_for

_PSEUDO = frozenset({PlatformId("browser"), PlatformId("camera"), PlatformId("reader")})
"""The system's own, and the reader that judges each code by itself: rules alone do not tell what they do."""
CHECKOUTS = frozenset({"checkout", "checkout-in-wechat", "mini-program-checkout"})
"""Surfaces at which payment methods are offered; elsewhere links and codes are opened."""
WEBVIEW = Surface("webview")


class Doubt(StrEnum):
    """Why the rules alone do not say what becomes of the link."""

    NO_HOST = "no-host"
    """No app shows the link, so no platform has a rule about it: browser, camera, the reader of codes."""
    NOT_A_METHOD = "not-a-method"
    """A checkout offers payment methods; this link is none."""
    OPAQUE = "opaque"
    """The host lets it pass, but the link does not tell where it leads."""
    HANDOVER = "handover"
    """The host lets the page load, but what is meant is a screen of an app: that is up to page and system."""
    NO_RECEIVER = "no-receiver"
    """The host lets it go, but it is not known whose app takes it."""
    ORDER = "order"
    """The code of an order is let pass, but only the order itself will show whether it can be paid there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a forecast turns on, whatever the date. Equal ones have the same forecast at every moment."""

    host: Question | None
    """None: no app shows the link."""
    target: Question | None
    """Asked when the host lets the link pass; None: nobody's site is visited."""
    doubt: Doubt | None
    """Why passing the gates is not yet arriving; with no question to the host, why there is none."""
    own: bool = False
    """The method that the checkout's app always has."""
    leaves: bool = False
    """Let pass at once, it goes to the system, not to the web view."""
    unmade: bool = False
    """It is about an order whose end nobody knows before it is made."""


def asked(  # noqa: PLR0917
    packs: Packs, link: Link, stand: Stand, os: OS, client: str | None, world: WorldSpec
) -> Asked:
    """Return what decides about `link` at `stand`. Of `world` only its sites count, not its date.

    A link that asks for an order is asked about as the code will be that the merchant gets for it.
    """
    wish = links.order_of(link)
    if wish is not None:
        code = ordered.code_for(wish, link)
        return replace(asked(packs, code, stand, os, client, world), unmade=ordered.is_open(wish))
    if stand.host in _PSEUDO:
        return Asked(None, None, Doubt.NO_HOST)
    checkout = stand.surface in CHECKOUTS
    if checkout and link.intent is not Intent.PAYMENT and link.content is not Content.PAYMENT:
        return Asked(None, None, Doubt.NOT_A_METHOD)
    filed = _is_filed(link, world)
    host = question_for(link, stand.host, stand.surface, stand.entry, os, client, filed=filed)
    if checkout:
        return Asked(host, None, None, own=link.target == _own_method(packs, stand))
    visited = _visited(link, stand, os)
    target = None
    if visited is not None and visited == link.target and visited != stand.host:
        target = question_for(link, stand.host, WEBVIEW, Entry.TAP, os, gate=Gate.TARGET, filed=filed)
    return Asked(host, target, _beyond(link, stand, os), leaves=_leaves(link, stand, os))


def _visited(link: Link, stand: Stand, os: OS) -> PlatformId | None:
    """Return whose site the web view visits when the link is let pass; None when it visits none."""
    address = urls.parse(link.text)
    if address is None or link.intent is Intent.TEXT or _leaves(link, stand, os):
        return None
    owner = links.catalogue().of_host(address.hostname)
    return owner.id if owner else None


def _beyond(link: Link, stand: Stand, os: OS) -> Doubt | None:
    """Return what is still open once the gates have let the link pass."""
    if link.intent is Intent.TEXT:
        return None
    if link.opaque:
        return Doubt.OPAQUE
    if _leaves(link, stand, os):
        return Doubt.NO_RECEIVER if link.identity.platform == WEB else None
    return None if link.intent is Intent.PAGE or link.target == stand.host else Doubt.HANDOVER


def _leaves(link: Link, stand: Stand, os: OS) -> bool:
    """Tell whether the link goes to the system: by a scheme, or, on iOS, as a universal link in a page."""
    address = urls.parse(link.text)
    if address is None or not address.is_web:
        return True
    owner = links.catalogue().platforms.get(link.target)
    if owner is None or link.intent is not Intent.APP:
        return False
    return stand.surface == WEBVIEW and os is OS.IOS and address.hostname in owner.claims


def _is_filed(link: Link, world: WorldSpec) -> bool:
    if not world.sites:
        return True
    address = urls.parse(link.text)
    host = address.hostname.lower() if address else ""
    return all(site.icp_filed for site in world.sites if site.host == host)


def _own_method(packs: Packs, stand: Stand) -> PlatformId | None:
    """Return the platform whose payment method the merchant's app has anyhow, as far as that is known."""
    if stand.surface == "mini-program-checkout":
        return PlatformId("wechat")
    standing = packs.vocabulary.platforms.get(stand.host)
    return _GROUP_METHODS.get(standing.group) if standing else None


_GROUP_METHODS = {"alibaba": PlatformId("alipay")}
