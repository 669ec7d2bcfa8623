"""From one link to a suite that tries it: where it is put when nobody says, and who plays unknown hosts."""

from collections.abc import Iterable, Mapping
from functools import cache

from linktester import links
from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.link import WEB, Content, Finding, Link, Parsed, PlatformId, Severity
from linktester.model.order import OrderProduct
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import Site
from linktester.policy import Packs, load
from linktester.suite import SURFACES, can_stand_in, own_content
from linktester.urls import parse

FIRST_STANDS = (("wechat", "chat"), ("wechat", "group"), ("wechat", "moments"), ("qq", "chat"))
"""Where a link is tried when no host is named."""
SCANNERS = ("wechat", "alipay", "unionpay")
"""Where a link is scanned when no host is named."""
SCANNED = frozenset({OrderProduct.WECHATPAY_NATIVE, OrderProduct.ALIPAY_PRECREATE, OrderProduct.AGGREGATED})
"""Orders whose code is scanned."""
PAGES = frozenset(
    {
        OrderProduct.WECHATPAY_H5,
        OrderProduct.WECHATPAY_JSAPI,
        OrderProduct.ALIPAY_PAGE,
        OrderProduct.ALIPAY_WAP,
    }
)
"""Orders that are paid from a page; all others are handed over by a shop's app."""
PAGE_STANDS = (("browser", "browser"), ("wechat", "chat"), ("alipay", "chat"))
SHOPS = ("taobao", "eleme", "meituan", "jd")
"""At whose checkouts all other orders are tried."""
SCANS = frozenset({Entry.SCAN_LIVE, Entry.SCAN_ALBUM})
NAME = "link"
"""Name of the suite of one link, and the id of its case."""
TITLE = 80
"""Characters of the link that become the suite's title."""
_OWN = {"browser": ("browser",), "camera": ("scan",), "reader": ("scan",)}
_NOT_TAPPED = ("checkout", "mini-program", "scan", "webview")
_ANYWHERE = ("chat", "feed")
"""Places offered in a host whose rules name none: they hold wherever the link stands."""


def stand(host: str, surface: str, entry: str | None = None) -> Stand:
    """Return a place. Unless said, links are typed into browsers, scanned at scanners, tapped elsewhere."""
    usual = {"browser": Entry.TYPED, "camera": Entry.SCAN_LIVE}.get(host, Entry.TAP)
    if surface == "scan" and host != "camera":
        usual = Entry.SCAN_LIVE
    return Stand(PlatformId(host), Surface(surface), Entry(entry) if entry else usual)


def first_stands(entry: str | None = None, link: Link | None = None) -> tuple[Stand, ...]:
    """Return where a link is tried when nobody says; a picture of a code (`entry` is a scan) at scanners.

    An order is tried where its kind of code or link is used: scanned, opened as a page, or handed over.
    """
    wish = None if link is None else links.order_of(link)
    if wish is not None:
        return _order_stands(wish.product)
    pairs: Iterable[tuple[str, str]] = FIRST_STANDS
    if entry in SCANS:
        pairs = ((host, "scan") for host in SCANNERS)
    return tuple(stand(host, surface, entry) for host, surface in pairs)


def _order_stands(product: OrderProduct) -> tuple[Stand, ...]:
    if product in SCANNED:
        return tuple(stand(host, "scan") for host in SCANNERS)
    if product in PAGES:
        return tuple(stand(host, surface) for host, surface in PAGE_STANDS)
    return tuple(stand(host, "checkout") for host in SHOPS)


def usual(host: str, entry: str | None = None, link: Link | None = None) -> tuple[str, ...]:
    """Return the places of a host that its rules speak of and the link can be set off in."""
    wish = None if link is None else links.order_of(link)
    if entry in SCANS or (wish is not None and wish.product in SCANNED):
        return ("scan",)
    if wish is not None and wish.product not in PAGES and "checkout" in _named(host):
        return ("checkout",)
    named = tuple(each for each in _named(host) if not each.startswith(_NOT_TAPPED))
    return _OWN.get(host) or named or ("chat",)


def hosts() -> tuple[PlatformId, ...]:
    """Return the ids of everything a link can be put into: first those with rules, most places first."""
    known = {*links.catalogue().platforms} - {WEB}
    return tuple(sorted(known, key=_rank))


def places() -> Mapping[PlatformId, tuple[Stand, ...]]:
    """Return host → every place in it that a link can be put, hosts in the order of `hosts`."""
    return {
        host: tuple(stand(host, each) for each in _OWN.get(host) or _named(host) or _ANYWHERE)
        for host in hosts()
    }


def stand_ins(parsed: Parsed, live: frozenset[str] = frozenset()) -> tuple[Site, ...]:
    """Return a stand-in for each host in the link that nobody plays and that may not really be reached.

    What the link as a whole is declared to be, its own host is.
    """
    link = parsed.link
    found = [parse(text) for text in (link.text, *(layer.text for layer in parsed.layers))]
    named = [url.hostname if url and url.protocol in {"http:", "https:"} else "" for url in found]
    strange = [host for host in dict.fromkeys(named) if host and host not in live]
    return tuple(
        Site(host=host, content=link.content if host == named[0] else Content.OTHER)
        for host in strange
        if links.catalogue().of_host(host) is None
    )


def lasting_stand_ins(case: Case, suite: Suite) -> tuple[Site, ...]:
    """Return a stand-in for each host in the case's link that no platform plays; `suite` says whose they are.

    Those that no suite can say, such as names without a dot, are left out: their file could not be read.
    """
    parsed = links.parse(case.link.text, content=own_content(case, suite.sites), sites=suite.sites)
    return tuple(site for site in stand_ins(parsed) if can_stand_in(site.host))


def is_link(parsed: Parsed) -> bool:
    """Tell whether there is anything to try: a text without a link is none."""
    return all(finding.message.code != "links.not-a-link" for finding in parsed.findings)


def wrong_order(parsed: Parsed) -> tuple[Finding, ...]:
    """Return the mistakes of a link that asks for an order, which cannot be made; none for any other link."""
    if not links.is_order(parsed.link):
        return ()
    return tuple(each for each in parsed.findings if each.severity is Severity.ERROR)


def trial(
    parsed: Parsed,
    stands: tuple[Stand, ...],
    *,
    systems: tuple[OS, ...] = (OS.ANDROID,),
    client: str | None = None,
    name: str = NAME,
    live: frozenset[str] = frozenset(),
) -> Suite:
    """Return a suite of one case.

    Hosts in the link that no platform owns and that are not in `live` get a stand-in page, as a suite's
    `[[site]]` would.
    """
    case = Case(id=name, link=parsed.link, stands=stands, os=systems, clients=(client,))
    title = parsed.link.text[:TITLE]
    return Suite(name=name, title=title, matrix=Matrix(), sites=stand_ins(parsed, live), cases=(case,))


@cache
def _rules() -> Packs:
    """Return the shipped rules; read once, because every host is looked up in them."""
    return load()


def _named(host: str) -> tuple[str, ...]:
    pack = _rules().packs.get(host)
    return tuple(each for each in (pack.surfaces if pack else ()) if each in SURFACES)


def _rank(host: PlatformId) -> tuple[int, int, str]:
    """Order hosts: browser, camera and reader last, hosts without rules before them."""
    return int(host in _OWN), -len(_named(host)) if host in _rules().packs else 1, host
