"""Codes that are web addresses: Alipay's order codes, UnionPay's merchant codes, aggregated codes.

No address is ever fetched.
"""

import re
from collections.abc import Mapping

from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, Reading, StandardId, Summary, Title
from linktester.payments import query
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.parameters import Parameters
from linktester.payments.query import Uri
from linktester.payments.wallettable import Part, wallets

ALIPAY = StandardId("alipay-precreate")
UNIONPAY = StandardId("unionpay-url")
AGGREGATED = StandardId("aggregated")
_HOST = re.compile(rb"https?://([^/?#]{1,64})", re.IGNORECASE)
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_NOT_TOKEN = re.compile(r"[^0-9A-Za-z]")
_OUTSIDE = re.compile(rb"[^A-Za-z0-9\-._~!$&'()*+,;=:@%/\[\]]")
_HOST_TITLE: Title = {"en": "Host", "zh_CN": "主机"}
_PATH_TITLE: Title = {"en": "Path", "zh_CN": "路径"}
_TOKEN_TITLE: Title = {"en": "Token", "zh_CN": "令牌"}
_NOTHING_KNOWN = Parameters(())


def claim(payload: bytes) -> StandardId | None:
    """Return whose host the address names; None for all others, which could be anything."""
    found = _HOST.match(payload)
    if found is None:
        return None
    host = found[1].lower().decode("ascii", "replace")
    return {wallets().alipay.host: ALIPAY, wallets().unionpay.host: UNIONPAY}.get(host)


def read(uri: Uri, payload: bytes, standard: StandardId, notes: Notes) -> Reading:
    """Return the reading of an address cut at its separators."""
    host, segments = _segments(uri, notes)
    fields = (host, *segments)
    fragment = query.fragment_field(uri, notes)
    if uri.lead.lower() != "https://":
        notes.error(Aspect.SCHEME, "", message("wallets.not-https", lead=uri.lead))
    query.judge(uri.pairs, notes, strict=True)
    fields = {ALIPAY: _alipay, UNIONPAY: _unionpay, AGGREGATED: _aggregated}[standard](uri, fields, notes)
    fields = (*fields, *_NOTHING_KNOWN.fields(uri.pairs), *fragment)
    return Reading(
        payload=payload,
        standard=standard,
        octets=payload,
        fields=fields,
        findings=notes.all(),
        schemes=(standard,),
        summary=_summary(fields),
        shape=query.spelling(uri),
    )


def encode(reading: Reading) -> str:
    """Return the address from fields and shape."""
    place = "/".join(
        field.value for field in reading.fields if field.path == "host" or field.path.startswith("path/")
    )
    return reading.shape.get("lead", "https://") + place + query.written(reading.fields, reading.shape)


def titles(standard: StandardId) -> Mapping[str, Title]:
    """Return path → title of every part."""
    parts = {"host": _HOST_TITLE}
    if standard == ALIPAY:
        parts["path/1"] = _TOKEN_TITLE
    if standard == UNIONPAY:
        parts |= {f"path/{number}": part.title for number, part in enumerate(wallets().unionpay.part, 1)}
    return parts


def write(standard: StandardId, values: Mapping[str, str]) -> str:
    """Return the address of a new code. It may be wrong: the caller reads it back."""
    if standard == ALIPAY:
        return f"https://{wallets().alipay.host}/{values.get('token', '')}"
    if standard == UNIONPAY:
        parts = "/".join(values.get(part.name, "") for part in wallets().unionpay.part)
        return f"https://{wallets().unionpay.host}/{parts}"
    return values.get("url", "")


def _segments(uri: Uri, notes: Notes) -> tuple[CodeField, tuple[CodeField, ...]]:
    """Return host and path segments as fields, each at its octets."""
    raw, *rest = uri.place.split(b"/")
    at = uri.place_at
    host = CodeField("host", at, len(raw), "host", query.text_of(raw, "host", at, notes), _HOST_TITLE)
    at += len(raw) + 1
    found = []
    for number, piece in enumerate(rest, 1):
        path = f"path/{number}"
        text = query.text_of(piece, path, at, notes)
        found.append(CodeField(path, at, len(piece), "path", text, _PATH_TITLE))
        at += len(piece) + 1
    return host, tuple(found)


def _alipay(uri: Uri, fields: tuple[CodeField, ...], notes: Notes) -> tuple[CodeField, ...]:
    facts = wallets().alipay
    _judge_host(fields[0], facts.host, ALIPAY, notes)
    _judge_extra(uri, fields[2:], notes)
    token = fields[1].value if len(fields) > 1 else ""
    if not token:
        notes.error(Aspect.SCHEME, "path/1", message("payments.missing", field="path/1"))
        return fields
    bad = _NOT_TOKEN.search(token)
    if bad:
        said = message(
            "payments.characters", field="path/1", character=ascii(bad[0])[1:-1], allowed="0-9A-Za-z"
        )
        notes.error(Aspect.SCHEME, "path/1", said)
    _judge_token(token, notes)
    return (fields[0], _named(fields[1], "token", _TOKEN_TITLE), *fields[2:])


def _judge_token(token: str, notes: Notes) -> None:
    facts = wallets().alipay
    kind = next((row.kind for row in facts.prefix if token.lower().startswith(row.prefix)), "")
    if kind == "collection":
        notes.warning(Aspect.SCHEME, "path/1", message("wallets.alipay-collection", prefix=token[:3]))
        return
    if kind != "order":
        notes.warning(Aspect.SCHEME, "path/1", message("wallets.alipay-prefix", prefix=excerpt(token[:3])))
        return
    length = len(token)
    if not facts.least <= length <= facts.most:
        said = message("wallets.alipay-length", length=length, least=facts.least, most=facts.most)
        notes.warning(Aspect.SCHEME, "path/1", said)
    notes.info(Aspect.FRESHNESS, "", message("wallets.two-hours"))


def _unionpay(uri: Uri, fields: tuple[CodeField, ...], notes: Notes) -> tuple[CodeField, ...]:
    facts = wallets().unionpay
    _judge_host(fields[0], facts.host, UNIONPAY, notes)
    path = "/".join(field.value for field in fields[1:])
    other = next((row for row in facts.other if row.path.lower() == path.lower()), None)
    if other is not None:
        notes.error(Aspect.SCHEME, "path/1", message("wallets.unionpay-authorisation"))
        return fields
    named = list(fields)
    for number, part in enumerate(facts.part, 1):
        if len(fields) <= number or not fields[number].value:
            where = f"path/{number}"
            notes.error(Aspect.SCHEME, where, message("payments.missing", field=where))
        else:
            _judge_part(part, fields[number], notes)
            named[number] = _named(fields[number], part.name, part.title)
    _judge_extra(uri, fields[len(facts.part) + 1 :], notes)
    return tuple(named)


def _judge_part(part: Part, field: CodeField, notes: Notes) -> None:
    value, where = field.value, field.path
    if value in part.other:
        notes.warning(Aspect.SCHEME, where, message("wallets.unionpay-own-form", form=value))
    elif not _DIGITS.fullmatch(value):
        notes.error(Aspect.SCHEME, where, message("payments.not-digits", field=where, value=excerpt(value)))
    elif len(value) < part.least:
        said = message("payments.too-short", field=where, length=len(value), least=part.least)
        notes.error(Aspect.SCHEME, where, said)
    elif len(value) > part.most:
        said = message("payments.too-long", field=where, length=len(value), most=part.most)
        notes.error(Aspect.SCHEME, where, said)


def _aggregated(uri: Uri, fields: tuple[CodeField, ...], notes: Notes) -> tuple[CodeField, ...]:
    from linktester import urls  # noqa: PLC0415 - read late: it loads a library

    bad = _OUTSIDE.search(uri.place)
    if bad:
        notes.error(
            Aspect.STRUCTURE, "host", message("wallets.address-characters", escape=f"%{bad[0][0]:02X}")
        )
    host = fields[0].value
    found = urls.parse(f"https://{host}/")
    if found is None or not host:
        notes.error(Aspect.SCHEME, "host", message("wallets.no-host", host=excerpt(host)))
    elif found.username or found.password:
        notes.error(Aspect.SCHEME, "host", message("wallets.user-in-host"))
    elif found.hostname in wallets().aggregated.own_hosts:
        notes.warning(Aspect.SCHEME, "host", message("wallets.one-wallet", host=found.hostname))
    notes.info(Aspect.SCHEME, "", message("wallets.aggregated"))
    return fields


def _judge_host(field: CodeField, expected: str, standard: StandardId, notes: Notes) -> None:
    if field.value.lower() != expected:
        notes.error(Aspect.SCHEME, "host", message("payments.wrong-standard", standard=standard))


def _judge_extra(uri: Uri, rest: tuple[CodeField, ...], notes: Notes) -> None:
    for field in rest:
        notes.error(Aspect.SCHEME, field.path, message("payments.unwanted", field=field.path))

    for pair in uri.pairs:
        if pair.raw:
            notes.info(Aspect.SCHEME, pair.path, message("payments.unknown-field", field=pair.path))


def _named(field: CodeField, name: str, title: Title) -> CodeField:
    return CodeField(field.path, field.offset, field.length, name, field.value, title)


def _summary(fields: tuple[CodeField, ...]) -> Summary:
    values = {field.name: field.value for field in fields}
    reference = values.get("token", values.get("order", ""))
    return Summary(account=values.get("institution", ""), reference=reference)
