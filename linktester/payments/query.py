"""Query strings of payment codes, octet by octet: pairs as they stand, decoded once, nothing normalised."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, Reading, StandardId
from linktester.payments.notes import Notes

_URI = re.compile(
    rb"(?P<lead>[A-Za-z][A-Za-z0-9+.\-]*:(?://)?)(?P<place>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_CANONICAL = re.compile(rb"[A-Za-z0-9\-._~]+=[A-Za-z0-9\-._~]*")
"""What comes out the same when it is written anew."""
_CLEAN = re.compile(rb"[A-Za-z0-9\-._~!$'()*,:@/?]+=[A-Za-z0-9\-._~!$'()*,;:@/?=]*")
"""Pairs there is nothing to say about."""
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]|%(?:[01][0-9A-Fa-f]|7[Ff])")
_OUTSIDE = re.compile(rb"[^A-Za-z0-9\-._~!$'()*+,;:@/?&=%\x00-\x1f\x7f]")
"""Octets that RFC 3986 does not allow in a query (controls have a finding of their own)."""
_PATH = "query/"
_STRANGER = "text"
"""Path of a text that is no code of the standard."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One parameter, as written and as meant."""

    name: str
    """Decoded once."""
    value: str
    """Decoded once; `+` stays `+`."""
    raw: bytes
    """The whole piece between two `&`."""
    offset: int
    """First octet of the value in the payload."""
    length: int
    """Octets of the value as written."""

    @property
    def path(self) -> str:
        """Return the path of its field."""
        return _PATH + self.name


@dataclass(frozen=True, slots=True)
class Uri:
    """A payload cut at its separators."""

    lead: str
    """Scheme, colon and slashes as written: `upi://`, `bitcoin:`."""
    place: bytes
    """What stands before `?`, undecoded."""
    place_at: int
    pairs: tuple[Pair, ...]
    bare: bool
    """True for a `?` with nothing behind it."""
    fragment: bytes | None
    fragment_at: int

    @property
    def scheme(self) -> str:
        """Return the scheme in small letters."""
        return self.lead.partition(":")[0].lower()


def cut(payload: bytes) -> Uri | None:
    """Return the parts of the URI, None when the payload does not start with a scheme."""
    found = _URI.fullmatch(payload)
    if found is None:
        return None
    query = found["query"]
    return Uri(
        lead=found["lead"].decode("ascii"),
        place=found["place"],
        place_at=found.start("place"),
        pairs=pairs(query, found.start("query")) if query else (),
        bare=query == b"",
        fragment=found["fragment"],
        fragment_at=found.start("fragment"),
    )


def pairs(query: bytes, start: int) -> tuple[Pair, ...]:
    """Return the parameters of a query string whose first octet is `start` of the payload."""
    found = []
    for piece in query.split(b"&"):
        name, equals, value = piece.partition(b"=")
        at = start + len(name) + len(equals)
        found.append(Pair(decoded(name), decoded(value), piece, at, len(value)))
        start += len(piece) + 1
    return tuple(found)


def decoded(raw: bytes) -> str:
    """Return the octets with percent escapes taken off once; what is no UTF-8 becomes U+FFFD."""
    return (unquote_to_bytes(raw) if b"%" in raw else raw).decode("utf-8", "replace")


def judge(found: Iterable[Pair], notes: Notes, *, strict: bool, free: Collection[str] = ()) -> None:
    """Note what is wrong with the spelling of pairs.

    `strict` makes unescaped characters outside RFC 3986 errors. `free` names the parameters people read:
    only there can a `+` be meant as a blank.
    """
    for pair in found:
        if not _CLEAN.fullmatch(pair.raw):
            _judge(pair, notes, strict, pair.name in free)


def text_of(raw: bytes, where: str, at: int, notes: Notes) -> str:
    """Return octets outside the query as text, with an error at `where` when they are none."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        notes.error(Aspect.STRUCTURE, where, message("payments.not-text", offset=at + error.start))
        return raw.decode("utf-8", "replace")


def fragment_field(uri: Uri, notes: Notes) -> tuple[CodeField, ...]:
    """Return the field of what stands behind `#`, with a finding: wallets never get to see it."""
    if uri.fragment is None:
        return ()
    notes.warning(Aspect.STRUCTURE, "fragment", message("query.fragment", offset=uri.fragment_at - 1))
    text = text_of(uri.fragment, "fragment", uri.fragment_at, notes)
    return (CodeField("fragment", uri.fragment_at, len(uri.fragment), "", text),)


def spelling(uri: Uri) -> dict[str, str]:
    """Return what writing the URI again needs beside its fields, for `Reading.shape`."""
    shape = {"lead": uri.lead}
    if uri.bare:
        shape["query"] = "?"
    seen: Counter[str] = Counter()
    for pair in uri.pairs:
        if not _CANONICAL.fullmatch(pair.raw) and not _is_binary(pair.raw):
            shape[f"raw/{seen[pair.name]}/{pair.name}"] = pair.raw.decode("utf-8")
        seen[pair.name] += 1
    return shape


def written(fields: Iterable[CodeField], shape: Mapping[str, str]) -> str:
    """Return query and fragment of the fields, `?` and `#` included, spelt as they were where unchanged."""
    pieces = []
    fragment = ""
    seen: Counter[str] = Counter()
    for field in fields:
        if field.path.startswith(_PATH):
            name = field.path.removeprefix(_PATH)
            pieces.append(_piece(name, field.value, shape.get(f"raw/{seen[name]}/{name}")))
            seen[name] += 1
        elif field.path == "fragment":
            fragment = f"#{field.value}"
    query = f"?{'&'.join(pieces)}" if pieces else shape.get("query", "")
    return query + fragment


def encoded(reading: Reading, place: str) -> bytes:
    """Return the URI of a reading whose part before `?` is the one field `place`, or of a stranger."""
    before = "".join(field.value for field in reading.fields if field.path in {place, _STRANGER})
    text = reading.shape.get("lead", "") + before + written(reading.fields, reading.shape)
    return text.encode("utf-8", "replace")


def stranger(payload: bytes, standard: StandardId, notes: Notes) -> Reading:
    """Return the reading of a text that does not even open as a code of the standard: kept whole."""
    notes.error(Aspect.SCHEME, "", message("payments.wrong-standard", standard=standard))
    text = text_of(payload, _STRANGER, 0, notes)
    return Reading(
        payload=payload,
        standard=standard,
        octets=payload,
        fields=(CodeField(_STRANGER, 0, len(payload), "", text),),
        findings=notes.all(),
        schemes=(standard,),
    )


def is_stranger(reading: Reading) -> bool:
    """Return whether the reading is one of `stranger`."""
    return any(field.path == _STRANGER for field in reading.fields)


def escaped(text: str) -> str:
    """Return `text` for a query: everything escaped but letters, digits and `-._~`."""
    return quote(_whole(text), safe="")


def _whole(text: str) -> str:
    if text.isascii():
        return text
    from linktester.urls import whole  # noqa: PLC0415 - read late: it loads a library

    return whole(text)


def _piece(name: str, value: str, raw: str | None) -> str:
    if raw is not None:
        old_name, _, old_value = _whole(raw).encode().partition(b"=")
        if (decoded(old_name), decoded(old_value)) == (name, value):
            return raw
    return f"{escaped(name)}={escaped(value)}"


def _is_binary(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _judge(pair: Pair, notes: Notes, strict: bool, free: bool) -> None:
    where = pair.path
    if not pair.raw:
        notes.warning(Aspect.STRUCTURE, where, message("query.empty-pair", offset=pair.offset))
        return
    if b"=" not in pair.raw:
        notes.warning(Aspect.STRUCTURE, where, message("query.no-equals", field=pair.name))
    if pair.name.startswith("amp;"):
        notes.error(Aspect.STRUCTURE, where, message("query.html-escaped", field=pair.name[4:]))
    _judge_escapes(pair, notes)
    _judge_characters(pair, notes, strict)
    if free and b"+" in pair.raw:
        notes.warning(Aspect.STRUCTURE, where, message("query.plus", field=where))


def _judge_escapes(pair: Pair, notes: Notes) -> None:
    where = pair.path
    start = pair.offset + pair.length - len(pair.raw)
    broken = _BROKEN_ESCAPE.search(pair.raw)
    if broken:
        said = message("query.escape-broken", field=where, offset=start + broken.start())
        notes.error(Aspect.STRUCTURE, where, said)
    if _is_binary(unquote_to_bytes(pair.raw)):
        notes.error(Aspect.STRUCTURE, where, message("payments.not-text", offset=start))


def _judge_characters(pair: Pair, notes: Notes, strict: bool) -> None:
    where = pair.path
    control = _CONTROL.search(pair.raw)
    if control:
        note = notes.warning if control[0].startswith(b"%") else notes.error
        start = pair.offset + pair.length - len(pair.raw)
        note(Aspect.STRUCTURE, where, message("query.control", field=where, offset=start + control.start()))
    outside = _OUTSIDE.search(pair.raw)
    if outside:
        note = notes.error if strict else notes.warning
        note(Aspect.STRUCTURE, where, message("query.raw-character", field=where, escape=_escape(outside)))


def _escape(found: re.Match[bytes]) -> str:
    return f"%{found[0][0]:02X}"
