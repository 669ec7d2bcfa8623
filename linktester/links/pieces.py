"""A link cut into its parts, as its receiver will: web links by WHATWG, all others as written."""

from dataclasses import dataclass, field

from linktester import urls
from linktester.links.escape import decoded
from linktester.urls import Url

MAX_PARAMETERS = 1_000
"""Parameters looked at; more than any app reads."""
WEB = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Param:
    """One query parameter."""

    name: str
    value: str
    """Decoded once."""
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The parts of one link. Only web links have a `url`."""

    text: str
    """Without blanks around it."""
    scheme: str
    """Lower case; empty when the text is no link."""
    rest: str = ""
    """After the colon and up to two slashes, as written."""
    host: str = ""
    """Lower case, without port."""
    port: str = ""
    path: str = ""
    """As written (web: as serialised), with its first slash."""
    place: str = ""
    """Host and path as written, for forms without a host."""
    search: str = ""
    """Without `?`."""
    fragment: str = ""
    params: tuple[Param, ...] = ()
    url: Url | None = None
    by_name: dict[str, Param] = field(default_factory=dict)
    """First parameter of each name."""


def cut(text: str) -> Pieces:
    """Return the parts of `text`; without a scheme all of them are empty. Never raises."""
    stripped = text.strip()
    split = urls.split_scheme(stripped)
    if split is None:
        return Pieces(text=stripped, scheme="")
    scheme, rest = split
    return _web(stripped, scheme) if scheme in WEB else _custom(stripped, scheme, rest)


def _web(text: str, scheme: str) -> Pieces:
    url = urls.parse(text)
    if url is None:
        return Pieces(text=text, scheme="")
    search = url.search[1:]
    params = _params(search, form=True)
    return Pieces(
        text=text,
        scheme=scheme,
        rest=url.href.partition("://")[2],
        host=url.hostname.rstrip("."),
        port=url.port,
        path=url.pathname,
        place=url.hostname + url.pathname,
        search=search,
        fragment=url.hash[1:],
        params=params,
        url=url,
        by_name=_first(params),
    )


def _custom(text: str, scheme: str, rest: str) -> Pieces:
    body, _, fragment = rest.partition("#")
    before, _, search = body.partition("?")
    has_authority = before.startswith("//")
    place = before[2:] if has_authority else before
    authority, slash, path = place.partition("/") if has_authority else ("", "", place)
    host, port = _host(authority)
    params = _params(search, form=False)
    return Pieces(
        text=text,
        scheme=scheme,
        rest=rest[2:] if has_authority else rest,
        host=host,
        port=port,
        path=slash + path,
        place=place,
        search=search,
        fragment=fragment,
        params=params,
        by_name=_first(params),
    )


def _host(authority: str) -> tuple[str, str]:
    name, colon, port = authority.rpartition("@")[2].rpartition(":")
    return (name.lower(), port) if colon and port.isdigit() else (authority.rpartition("@")[2].lower(), "")


def _params(search: str, *, form: bool) -> tuple[Param, ...]:
    if not search:
        return ()
    found = []
    for piece in search.split("&", MAX_PARAMETERS)[:MAX_PARAMETERS]:
        if piece:
            name, _, raw = piece.partition("=")
            found.append(Param(decoded(name, form=form), decoded(raw, form=form), raw))
    return tuple(found)


def _first(params: tuple[Param, ...]) -> dict[str, Param]:
    by_name: dict[str, Param] = {}
    for param in params:
        by_name.setdefault(param.name, param)
    return by_name
