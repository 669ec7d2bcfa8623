"""What reaching a link means: the first identity rule of its family that applies."""

from collections.abc import Iterable, Mapping

from linktester import urls
from linktester.links.catalogue import catalogue
from linktester.links.family import Family, IdentityRule
from linktester.links.match import generic
from linktester.links.pieces import WEB, Pieces
from linktester.model.link import Identity, PlatformId

NOBODY = PlatformId("web")


def page_url(pieces: Pieces, tracking: Iterable[str]) -> str:
    """Return the page a web link names: its serialisation without fragment and tracking parameters."""
    if pieces.url is None:
        return pieces.text
    address = pieces.url.href.partition("#")[0]
    names = frozenset(param.name for param in pieces.params if is_tracking(param.name, tracking))
    return urls.without_query(address, names) if names else address


def is_tracking(name: str, patterns: Iterable[str]) -> bool:
    """Return whether a parameter never decides: it has one of these names, or starts like `utm_*`."""
    return any(
        name == pattern or (pattern.endswith("*") and name.startswith(pattern[:-1])) for pattern in patterns
    )


def tracking_of(family: Family, pieces: Pieces) -> Mapping[str, str]:
    """Return the link's tracking parameters, those any web page may carry included."""
    patterns = family.tracking
    if pieces.scheme in WEB:
        patterns += generic("web-page").tracking
    return {param.name: param.value for param in pieces.params if is_tracking(param.name, patterns)}


def owner_of(family: Family, pieces: Pieces) -> PlatformId:
    """Return the platform a layer speaks to: the family's, or whose host it is."""
    if family.platform != NOBODY:
        return family.platform
    platform = catalogue().of_host(pieces.host) if pieces.scheme in WEB else None
    return platform.id if platform else NOBODY


def identity_of(
    family: Family, owner: PlatformId, values: Mapping[str, str], inner: Mapping[str, Identity]
) -> Identity:
    """Return the identity; `inner` holds those of readable layers by field."""
    for rule in family.identity:
        if not _applies(rule, values):
            continue
        if rule.inherit:
            if rule.inherit in inner:
                return inner[rule.inherit]
            continue
        assumed = {spec.name: spec.default for spec in family.fields if spec.default}
        known = {**assumed, **{name: value for name, value in values.items() if value}}
        params = {name: known[source] for name, source in rule.params.items() if source in known}
        return Identity(owner, rule.kind, {**rule.constants, **params})
    return Identity(owner, "launch")


def _applies(rule: IdentityRule, values: Mapping[str, str]) -> bool:
    return all(name in values and want in ("*", values[name]) for name, want in rule.when.items())
