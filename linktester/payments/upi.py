"""UPI links of India: `upi://pay`, `upi://mandate` and what apps write in place of `upi`.

Facts: `data/payments/upi.toml`, from NPCI's linking specification 1.6. Order and unknown parameters are
kept. Where NPCI's own example breaks its rules (a signature that is not last) the finding is a warning.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from linktester import tables
from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, StandardId, Summary, Title
from linktester.payments import query, registries
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.parameters import Mistakes, Parameter, Parameters
from linktester.payments.query import Pair, Uri

STANDARD = StandardId("upi")
_SCHEME = re.compile(rb"[A-Za-z]+(?=:)")
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]+)?", re.ASCII)
_WHEN = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+ -]\d\d:\d\d)", re.ASCII)
_DECIMALS = 2
_PLACE: Title = {"en": "Request", "zh_CN": "请求"}
_NEW_MUST_FIT = frozenset({"too-long", "amount-zero", "sign-missing", "form-wrong", "control"})


@dataclass(frozen=True, kw_only=True)
class _Place:
    scheme: str
    places: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Mode:
    code: str
    signed: bool = False


@dataclass(frozen=True, kw_only=True)
class _Table:
    as_of: str
    place: tuple[_Place, ...]
    mode: tuple[_Mode, ...]
    parameter: tuple[Parameter, ...]
    form: tuple[FormField, ...]


def claim(payload: bytes) -> StandardId | None:
    """Return the standard for `upi:` links and for payment links of apps that take the same query."""
    found = _SCHEME.match(payload)
    if found is None:
        return None
    scheme = found[0].decode("ascii").lower()
    if scheme == STANDARD:
        return STANDARD
    rest = payload[found.end() + 1 :].lower()
    for place in _places().get(scheme, ()):
        mark = b"//" + place.encode()
        if rest.startswith(mark) and rest[len(mark) : len(mark) + 1] in (b"", b"?", b"/", b"#"):
            return STANDARD
    return None


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:
    """Return what the link asks for; `at` decides whether it has expired."""
    notes = Notes()
    uri = query.cut(payload)
    if uri is None or uri.scheme not in _places():
        return query.stranger(payload, standard, notes)
    place = _judge_place(uri, notes)
    rows = parameters()
    query.judge(uri.pairs, notes, strict=False, free=rows.free)
    values = rows.check(uri.pairs, notes)
    _judge(values, uri.pairs, notes)
    _judge_times(values, at, notes)
    here = CodeField("request", uri.place_at, len(uri.place), "request", place, _PLACE)
    fields = (here, *rows.fields(uri.pairs), *query.fragment_field(uri, notes))
    return _reading(payload, fields, notes, values, query.spelling(uri))


def encode(reading: Reading) -> bytes:
    """Return the link from fields and shape."""
    return query.encoded(reading, "request")


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return what can be filled in."""
    return _table().form


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return a new `upi://pay` link, its signature last."""
    mistakes = Mistakes()
    mistakes.unless_text(values)
    mistakes.end()
    given = {"cu": "INR", **values}
    ordered = [field.name for field in _table().form]
    pairs = "&".join(f"{name}={query.escaped(given[name])}" for name in ordered if name in given)
    payload = f"upi://pay?{pairs}".encode()
    mistakes.of(read(payload, standard, datetime.now(UTC)), form(standard), {}, _NEW_MUST_FIT)
    mistakes.end()
    return payload


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every part; `Codec.titles`."""
    return {"request": _PLACE, **parameters().titles()}


@cache
def parameters() -> Parameters:
    """Return the parameters of UPI links."""
    return Parameters(_table().parameter)


def _reading(
    payload: bytes,
    fields: tuple[CodeField, ...],
    notes: Notes,
    values: Mapping[str, str],
    shape: Mapping[str, str],
) -> Reading:
    amount = values.get("am", "")
    return Reading(
        payload=payload,
        standard=STANDARD,
        octets=payload,
        fields=fields,
        findings=notes.all(),
        schemes=(STANDARD,),
        summary=Summary(
            amount="" if amount == "null" else amount,
            currency=values.get("cu", ""),
            payee=values.get("pn", ""),
            account=values.get("pa", ""),
            reference=values.get("tr", ""),
            expires=values.get("QRexpire", values.get("validityend", "")),
        ),
        shape=shape,
    )


def _judge_place(uri: Uri, notes: Notes) -> str:
    place = query.text_of(uri.place, "request", uri.place_at, notes)
    known = _places()[uri.scheme]
    if not uri.lead.endswith("//"):
        notes.error(Aspect.STRUCTURE, "", message("upi.slashes", lead=uri.lead))
    if place.rstrip("/") not in known:
        allowed = ", ".join(known)
        said = message("payments.choice", field="request", value=excerpt(place), allowed=allowed)
        notes.error(Aspect.SCHEME, "request", said)
    elif place.endswith("/"):
        notes.warning(Aspect.SCHEME, "request", message("upi.slash-behind", place=place))
    if uri.scheme != STANDARD:
        notes.info(Aspect.SCHEME, "", message("upi.one-app", scheme=uri.scheme))
    return place


def _judge(values: Mapping[str, str], pairs: tuple[Pair, ...], notes: Notes) -> None:
    amount = _judge_amount("am", values, notes)
    least = _judge_amount("mam", values, notes)
    if amount is not None and least is not None and least > amount:
        said = message("upi.minimum-above", least=values["mam"], amount=values["am"])
        notes.error(Aspect.SCHEME, "query/mam", said)
    currency = values.get("cu", "INR")
    if currency != "INR":
        said = message("payments.currency-other", field="query/cu", value=excerpt(currency), allowed="INR")
        notes.error(Aspect.SCHEME, "query/cu", said)
    _judge_merchant(values, notes)
    _judge_signature(values, pairs, notes)
    url = next((pair for pair in pairs if pair.name == "url"), None)
    if url is not None and b"://" in url.raw:
        notes.warning(Aspect.STRUCTURE, "query/url", message("upi.url-raw"))


def _judge_amount(key: str, values: Mapping[str, str], notes: Notes) -> int | None:
    """Return the amount in paise, None when there is none or it is wrong."""
    value, where = values.get(key, ""), f"query/{key}"
    if not value:
        return None
    if value == "null":
        notes.warning(Aspect.SCHEME, where, message("upi.null", field=where))
        return None
    if not _AMOUNT.fullmatch(value):
        notes.error(Aspect.SCHEME, where, message("payments.amount", field=where, value=excerpt(value)))
        return None
    rupees, _, decimals = value.partition(".")
    if len(decimals) > _DECIMALS:
        said = message(
            "payments.amount-decimals",
            field=where,
            value=excerpt(value),
            found=len(decimals),
            currency="INR",
            most=_DECIMALS,
        )
        notes.error(Aspect.SCHEME, where, said)
        return None
    paise = int(rupees) * 100 + int(decimals.ljust(_DECIMALS, "0"))
    if paise == 0:
        notes.warning(Aspect.SCHEME, where, message("payments.amount-zero", field=where))
    return paise


def _judge_merchant(values: Mapping[str, str], notes: Notes) -> None:
    category = values.get("mc", "0000")
    if category == "0000":
        return
    if len(category) == 4 and category.isdecimal() and registries.category(category) is None:
        said = message("payments.category-unknown", field="query/mc", value=excerpt(category))
        notes.warning(Aspect.SCHEME, "query/mc", said)
    if "tr" not in values:
        fixed = values.get("am", "null") != "null"
        note = notes.error if fixed else notes.warning
        note(Aspect.SCHEME, "query/tr", message("upi.reference-missing", category=excerpt(category)))


def _judge_signature(values: Mapping[str, str], pairs: tuple[Pair, ...], notes: Notes) -> None:
    if "sign" in values:
        notes.info(Aspect.CHECKSUM, "query/sign", message("upi.sign-unchecked"))
        last = next((pair.name for pair in reversed(pairs) if pair.raw), "")
        if last.lower() != "sign":
            notes.warning(Aspect.SCHEME, "query/sign", message("upi.sign-not-last", last=excerpt(last)))
    elif values.get("mode") in _signed_modes():
        notes.warning(Aspect.CHECKSUM, "query/sign", message("upi.sign-missing", mode=values["mode"]))


def _judge_times(values: Mapping[str, str], at: datetime, notes: Notes) -> None:
    starts = _judge_day("validitystart", values, notes)
    ends = _judge_day("validityend", values, notes)
    if starts and ends and ends < starts:
        notes.error(Aspect.SCHEME, "query/validityend", message("upi.ends-before-start"))
    if ends and ends.date() < at.date():
        said = message("payments.expired", value=values["validityend"])
        notes.warning(Aspect.FRESHNESS, "query/validityend", said)
    expires = _judge_moment(values, notes)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if expires and expires < at:
        notes.warning(
            Aspect.FRESHNESS, "query/QRexpire", message("payments.expired", value=values["QRexpire"])
        )


def _judge_day(key: str, values: Mapping[str, str], notes: Notes) -> datetime | None:
    value = values.get(key, "")
    if len(value) != 8 or not (value.isascii() and value.isdigit()):
        return None  # Told by the table already.
    try:
        return datetime(int(value[4:]), int(value[2:4]), int(value[:2]), tzinfo=UTC)
    except ValueError:
        where = f"query/{key}"
        said = message("payments.date", field=where, value=value, expected="DDMMYYYY")
        notes.warning(Aspect.SCHEME, where, said)
        return None


def _judge_moment(values: Mapping[str, str], notes: Notes) -> datetime | None:
    value = values.get("QRexpire")
    if value is None:
        return None
    moment = _moment(value)
    if moment is None:
        expected = "YYYY-MM-DDThh:mm:ss+05:30"
        said = message("payments.date", field="query/QRexpire", value=excerpt(value), expected=expected)
        notes.warning(Aspect.SCHEME, "query/QRexpire", said)
    return moment


def _moment(text: str) -> datetime | None:
    found = _WHEN.fullmatch(text)
    if found is None:
        return None
    try:
        # A form decoder made a blank of the zone's plus; apps write it unescaped.
        return datetime.fromisoformat(found[1] + found[2].replace(" ", "+"))
    except ValueError:
        return None


@cache
def _table() -> _Table:
    return tables.read("payments/upi.toml", _Table)


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    return {row.scheme: row.places for row in _table().place}


@cache
def _signed_modes() -> frozenset[str]:
    return frozenset(row.code for row in _table().mode if row.signed)
