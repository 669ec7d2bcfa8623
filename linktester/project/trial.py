"""From one link to a suite that tries it: where it is put when nobody says, and who plays unknown hosts."""

from collections.abc import Iterable, Mapping
from functools import cache

from linktester import links
from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.link import WEB, Content, Parsed, PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import Site
from linktester.policy import Packs, load
from linktester.suite import SURFACES, can_stand_in, own_content
from linktester.urls import parse

FIRST_STANDS = (("wechat", "chat"), ("wechat", "group"), ("wechat", "moments"), ("qq", "chat"))
"""Where a link is tried when no host is named."""
SCANNERS = ("wechat", "alipay", "unionpay")
"""Where a link is scanned when no host is named."""
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


def first_stands(entry: str | None = None) -> tuple[Stand, ...]:
    """Return where a link is tried when nobody says; a picture of a code (`entry` is a scan) at scanners."""
    pairs: Iterable[tuple[str, str]] = FIRST_STANDS
    if entry in SCANS:
        pairs = ((host, "scan") for host in SCANNERS)
    return tuple(stand(host, surface, entry) for host, surface in pairs)


def usual(host: str, entry: str | None = None) -> tuple[str, ...]:
    """Return the places of a host that its rules speak of and the link can be set off in."""
    if entry in SCANS:
        return ("scan",)
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
