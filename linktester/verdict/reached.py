"""What was reached: a page's own word against its address, and one identity against another.

A page is identified by what it states itself (`rel=canonical`, else `og:url`), and only when its address does
not contradict that: the right words at the right address are nobody's word.
"""

from dataclasses import dataclass, replace

from linktester import links, urls
from linktester.model.evidence import PageFacts
from linktester.model.link import Identity, ParamChange, ParamDiff, PlatformId
from linktester.urls import Url
from linktester.verdict import addresses

WEB = PlatformId("web")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says it is, and what its address names."""

    stated: Identity
    address: Identity | None
    agrees: bool
    """False: the page's word cannot be taken."""

    def against(self, intended: Identity) -> Identity:
        """Return what to hold the page for: its word, or of two contradicting names the unintended one."""
        if self.agrees or self.address is None or not same(self.stated, intended):
            return self.stated
        return self.address


def claim(url: Url, page: PageFacts) -> Claim | None:
    """Return the page's statement about itself, or None when it makes none that can be read."""
    word = page.canonical or page.og_url
    statement = urls.parse(word, url.href) if word else None
    if statement is None or not statement.is_web:
        return None
    stated = addresses.named(statement.href)
    if stated is None:
        return None
    if statement.href == url.href:
        return Claim(stated, stated, agrees=True)
    address = addresses.named(url.href)
    return Claim(stated, address, _agrees(statement, stated, url, address))


def same(intended: Identity, reached: Identity) -> bool:
    """Return True when both are the same thing: platform, kind and every parameter equal."""
    if intended.platform != reached.platform or intended.kind != reached.kind:
        return False
    return _settled(intended).params == _settled(reached).params


def differences(
    intended: Identity, reached: Identity, tracking: tuple[str, ...] = ()
) -> tuple[ParamDiff, ...]:
    """Return the intended | reached table; names in `tracking` never decide."""
    return links.diff(_settled(intended), _settled(reached), tracking)


def equal(intended: Identity, reached: Identity, tracking: tuple[str, ...] = ()) -> bool:
    """Return True when nothing significant differs between the two."""
    if same(intended, reached):
        return True
    if intended.platform != reached.platform or intended.kind != reached.kind:
        return False
    lines = differences(intended, reached, tracking)
    return all(not line.significant or line.change is ParamChange.EQUAL for line in lines)


def _agrees(statement: Url, stated: Identity, url: Url, address: Identity | None) -> bool:
    if statement.hostname == url.hostname and statement.pathname == url.pathname:
        given = frozenset(urls.query(url.search))
        return all(pair in given for pair in urls.query(statement.search))
    if address is None or _is_plain_page(address):
        return _of_one_house(statement, stated, url)
    return same(stated, address)


def _is_plain_page(identity: Identity) -> bool:
    """Return True when the address names nothing more exact than itself."""
    return identity.kind == "page" and "url" in identity.params


def _of_one_house(statement: Url, stated: Identity, url: Url) -> bool:
    owner = links.catalogue().of_host(url.hostname)
    if stated.platform != WEB:
        return owner is not None and owner.id == stated.platform
    return _site(statement.hostname) == _site(url.hostname)


def _site(hostname: str) -> str:
    """Return a rough name of the site: the last two labels, three where the last two are a public suffix
    such as `com.cn`.
    """
    labels = hostname.split(".")
    short_second = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short_second else labels[-2:])


def _settled(identity: Identity) -> Identity:
    """Return `identity` with http addresses as https: the upgrade is a redirect, and redirects never
    decide.
    """
    address = identity.params.get("url", "")
    if not address.startswith("http://"):
        return identity
    return replace(identity, params={**identity.params, "url": "https://" + address.removeprefix("http://")})
