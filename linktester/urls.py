"""URLs as a phone's browser sees them (WHATWG, by ada-url), and schemes of links no URL class may touch.

Links of custom schemes are only ever split here, never rebuilt: their octets are what the app receives.
"""

import re
from dataclasses import dataclass

import ada_url

MAX_PARAMETERS = 10_000
"""Query parameters read from one URL; the rest stays unread."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*(?=:)")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = re.compile(rb"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Url:
    """One parsed URL, its parts named as in the WHATWG URL standard (`protocol` with its colon)."""

    href: str
    origin: str
    protocol: str
    username: str
    password: str
    host: str
    hostname: str
    port: str
    pathname: str
    search: str
    hash: str

    @property
    def is_web(self) -> bool:
        """True for http and https."""
        return self.protocol in {"https:", "http:"}


def parse(text: str, base: str | None = None) -> Url | None:
    """Return the URL in `text` (relative to `base`, if given), or None when there is none. Never raises.

    As in browsers, lone surrogates count as U+FFFD, blanks around and tabs and line ends inside are dropped.
    """
    try:
        found = ada_url.URL(whole(text), None if base is None else whole(base))
    except ValueError:
        return None
    return Url(
        found.href,
        found.origin,
        found.protocol,
        found.username,
        found.password,
        found.host,
        found.hostname,
        found.port,
        found.pathname,
        found.search,
        found.hash,
    )


def query(search: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters of `search` (with or without its `?`) in order, form-decoded: `+` is a blank.

    Octets that are no UTF-8 become U+FFFD; at most MAX_PARAMETERS are read.
    """
    pairs = []
    for piece in search.removeprefix("?").split("&", MAX_PARAMETERS)[:MAX_PARAMETERS]:
        if piece:
            name, _, value = piece.partition("=")
            pairs.append((_form_decoded(name), _form_decoded(value)))
    return tuple(pairs)


def without_query(url: str, names: frozenset[str]) -> str:
    """Return `url` without the parameters called `names`; all other octets stay as they are."""
    page, hash_mark, fragment = url.partition("#")
    head, mark, search = page.partition("?")
    if not mark:
        return url
    kept = [piece for piece in search.split("&") if _form_decoded(piece.partition("=")[0]) not in names]
    kept_search = "&".join(kept)
    return head + ("?" + kept_search if kept_search else "") + hash_mark + fragment


def split_scheme(text: str) -> tuple[str, str] | None:
    """Return (scheme in lower case, everything after its colon as given), or None without a scheme."""
    found = _SCHEME.match(text)
    return (found[0].lower(), text[found.end() + 1 :]) if found else None


def target(url: Url) -> bytes:
    """Return the request target a web view sends for `url`: path and query of the serialisation, in ASCII."""
    return ((url.pathname or "/") + url.search).encode("ascii", "replace")


def readable_host(host: str) -> str:
    """Return `host` with its `xn--` labels in letters; as given where they are none."""
    try:
        return ada_url.idna_to_unicode(host)
    except ValueError:
        return host


def whole(text: str) -> str:
    """Return `text` with lone surrogates as U+FFFD, so that UTF-8 can hold it."""
    return text if text.isascii() else _SURROGATES.sub("�", text)


def _form_decoded(text: str) -> str:
    if "%" not in text and "+" not in text:
        return text
    octets = whole(text).replace("+", " ").encode()
    return _ESCAPES.sub(_octet, octets).decode("utf-8", "replace")


def _octet(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 16),))
