"""`android.net.Uri`: how Android takes a URI apart. Nothing is checked, repaired or refused.

The first `:` ends the scheme, wherever it stands; a host ends at a slash of either kind, `?` or `#`; a port
is the digits after the authority's last `:`; parts are compared decoded.
"""

from dataclasses import dataclass

from linktester.oslinks.android.javatext import integer

_ODD = "\ufffd"
_HEX = {char: int(char, 16) for char in "0123456789abcdefABCDEF"}


@dataclass(frozen=True, slots=True)
class Uri:
    """One URI's parts, percent-decoded as the matchers see them."""

    text: str
    """As given."""
    scheme: str | None
    """As written, case kept; None for a relative reference."""
    ssp: str
    """Everything between scheme and fragment."""
    host: str | None
    """None without `//`; empty in `scheme:///path`."""
    port: int
    """-1 when none is written, or none that is a number."""
    path: str | None
    """None for an opaque URI (`mailto:…`); empty in `https://host`."""
    query: str | None
    fragment: str | None


def parse_uri(text: str) -> Uri:
    """Return the parts of `text`. Never raises."""
    colon = text.find(":")
    hash_mark = text.find("#", max(colon, 0))
    end = len(text) if hash_mark < 0 else hash_mark
    authority = _authority(text, colon)
    path = _path(text, colon)
    query = _query(text, max(colon, 0), hash_mark)
    return Uri(
        text=text,
        scheme=None if colon < 0 else text[:colon],
        ssp=decoded(text[colon + 1 : end]),
        host=None if authority is None else decoded(_host(authority)),
        port=-1 if authority is None else _port(authority),
        path=None if path is None else decoded(path),
        query=None if query is None else decoded(query),
        fragment=None if hash_mark < 0 else decoded(text[hash_mark + 1 :]),
    )


def decoded(text: str) -> str:
    """Return `text` as `Uri.decode` does: UTF-8, `+` stays, what is no escape turns into U+FFFD and goes on.

    After a bad digit the system still puts the octet it has so far, so `%zz` becomes U+FFFD, NUL, `z`; an
    escape cut off by the end loses its digits.
    """
    if "%" not in text:
        return text
    out: list[str] = []
    octets = bytearray()
    at = 0
    while at < len(text):
        stop = text.find("%", at)
        stop = len(text) if stop < 0 else stop
        if stop > at:
            _flush(octets, out)
            out.append(text[at:stop])
        at = _escape(text, stop, octets, out) if stop < len(text) else stop
    _flush(octets, out)
    return "".join(out)


def _escape(text: str, at: int, octets: bytearray, out: list[str]) -> int:
    """Read the escape at `at`, return where to go on."""
    value = 0
    for place in (at + 1, at + 2):
        if place >= len(text):
            _flush(octets, out)
            out.append(_ODD)
            return len(text)
        digit = _HEX.get(text[place])
        if digit is None:
            _flush(octets, out)
            out.append(_ODD)
            octets.append(value)
            return place + 1
        value = value * 16 + digit
    octets.append(value)
    return at + 3


def _flush(octets: bytearray, out: list[str]) -> None:
    if octets:
        out.append(octets.decode("utf-8", "replace"))
        octets.clear()


def _authority(text: str, colon: int) -> str | None:
    if text[colon + 1 : colon + 3] != "//":
        return None
    return text[colon + 3 : _first_of(text, "/\\?#", colon + 3)]


def _path(text: str, colon: int) -> str | None:
    start = colon + 1
    if colon >= 0 and not text.startswith("/", start):
        return None
    if text.startswith("//", start):
        start = _first_of(text, "/\\?#", start + 2)
    return text[start : _first_of(text, "?#", start)]


def _query(text: str, start: int, hash_mark: int) -> str | None:
    mark = text.find("?", start)
    if mark < 0 or 0 <= hash_mark < mark:
        return None
    return text[mark + 1 :] if hash_mark < 0 else text[mark + 1 : hash_mark]


def _first_of(text: str, marks: str, start: int) -> int:
    spots = (text.find(mark, start) for mark in marks)
    return min((spot for spot in spots if spot >= 0), default=len(text))


def _port_mark(authority: str) -> int:
    bare = authority.rstrip("0123456789")
    return len(bare) - 1 if bare.endswith(":") else -1


def _host(authority: str) -> str:
    mark = _port_mark(authority)
    return authority[authority.rfind("@") + 1 : len(authority) if mark < 0 else mark]


def _port(authority: str) -> int:
    mark = _port_mark(authority)
    number = None if mark < 0 else integer(authority[mark + 1 :])
    return -1 if number is None else number
