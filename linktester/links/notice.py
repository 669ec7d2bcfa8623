"""What there is to say about one layer beyond its fields: odd characters, a misspelt scheme, its age."""

import re
import unicodedata
from collections.abc import Iterator

from linktester import urls
from linktester.links import intent_uri
from linktester.links.escape import broken_at
from linktester.links.family import Family, Where
from linktester.links.fields import shown
from linktester.links.identity import tracking_of
from linktester.links.match import misspelt
from linktester.links.pieces import Pieces
from linktester.model.link import Finding, Severity
from linktester.model.message import Message, message

MAX_TEXT = 2 * 1024 * 1024
"""Longest link that is read, in characters; browsers stop there too."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNKNOWN_SHOWN = 5
_ODD = re.compile("[^\x20-\x7e]")


def about(text: str, pieces: Pieces, family: Family) -> Iterator[Finding]:
    """Yield what is odd about the text, its scheme and its age."""
    yield from _notices(text, pieces)
    if not pieces.scheme:
        yield Finding(Severity.ERROR, "offset 0", message("links.not-a-link", text=shown(pieces.text)))
    meant = misspelt().get(pieces.scheme)
    if meant:
        said = message("links.scheme-misspelt", scheme=pieces.scheme, meant=meant)
        yield Finding(Severity.ERROR, "scheme", said)
    if pieces.scheme in intent_uri.SCHEMES and not intent_uri.read(pieces.text).complete:
        yield Finding(Severity.ERROR, f"offset {len(pieces.text)}", message("links.intent-unfinished"))
    if family.identity_only and pieces.rest.strip("/"):
        said = message("links.path-unrecorded", platform=family.platform)
        yield Finding(Severity.WARNING, "path", said)
    if family.expiry:
        yield Finding(Severity.INFO, "", _lifetime(family.expiry[-1].seconds))


def _lifetime(seconds: int) -> Message:
    if seconds % 86_400 == 0:
        return message("links.expires-days", days=seconds // 86_400)
    return message("links.expires-minutes", minutes=seconds // 60)


def unknown(family: Family, pieces: Pieces) -> Iterator[Finding]:
    """Yield parameters that no source speaks of, where the family lists its parameters."""
    known = {spec.inside or spec.written for spec in family.fields if spec.where in (Where.QUERY, Where.JSON)}
    if not known or any(spec.where is Where.TEXT for spec in family.fields):
        return
    known |= tracking_of(family, pieces).keys()
    names = [name for name in pieces.by_name if name not in known]
    for name in names[:_UNKNOWN_SHOWN]:
        said = message("links.parameter-unknown", name=shown(name))
        yield Finding(Severity.INFO, f"query {shown(name)}", said)


def _notices(text: str, pieces: Pieces) -> Iterator[Finding]:
    """Yield what is odd in `text` (as given) and in its parts, in order of severity."""
    if _ODD.search(text):
        yield from _characters(text)
    if text != pieces.text:
        yield _finding(Severity.WARNING, 0, message("links.surrounding-blanks"))
    broken = broken_at(text)
    if broken is not None:
        yield _finding(Severity.WARNING, broken, message("links.percent-broken", offset=broken))
    if pieces.url is not None:
        yield from _web(pieces)


def surrogates(text: str) -> Iterator[Finding]:
    """Yield what makes the text impossible to send: half of a character."""
    surrogate = _SURROGATE.search(text)
    if surrogate:
        at = surrogate.start()
        yield _finding(Severity.ERROR, at, message("links.lone-surrogate", offset=at))


def _characters(text: str) -> Iterator[Finding]:
    yield from surrogates(text)
    control = _CONTROL.search(text.strip())
    if control:
        at, char = text.index(control[0]), f"U+{ord(control[0]):04X}"
        yield _finding(Severity.WARNING, at, message("links.control-character", offset=at, char=char))
    bidi = _BIDI.search(text)
    if bidi:
        at, char = bidi.start(), f"U+{ord(bidi[0]):04X}"
        yield _finding(Severity.WARNING, at, message("links.bidi-character", offset=at, char=char))


def _web(pieces: Pieces) -> Iterator[Finding]:
    url = pieces.url
    if url is None:
        return
    if url.username or url.password:
        said = message("links.userinfo", host=shown(url.hostname))
        yield Finding(Severity.WARNING, "host", said)
    if "\\" in pieces.text.partition("?")[0]:
        at = pieces.text.index("\\")
        yield _finding(Severity.WARNING, at, message("links.backslash", offset=at))
    if "xn--" in url.hostname:
        yield Finding(Severity.WARNING, "host", _punycode(url.hostname))


def _punycode(host: str) -> Message:
    readable = urls.readable_host(host)
    if any(_mixed(label) for label in readable.split(".")):
        return message("links.host-mixed-scripts", host=shown(host), readable=shown(readable))
    return message("links.host-punycode", host=shown(host), readable=shown(readable))


def _mixed(label: str) -> bool:
    """Return whether a host label mixes writing systems (a Cyrillic letter among Latin ones)."""
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in label if letter.isalpha()}
    return len(scripts) > 1


def _finding(severity: Severity, offset: int, said: Message) -> Finding:
    return Finding(severity, f"offset {offset}", said)
