"""WeChat Pay's codes: order codes (Native), static product codes (mode 1) with their sign, collection codes.

The token of an order code is opaque: nothing is read out of it.
"""

import re
from collections.abc import Mapping
from functools import cache

from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, Reading, StandardId, Summary, Title
from linktester.payments import query
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.parameters import Mistakes, Parameters
from linktester.payments.query import Uri
from linktester.payments.wallettable import Place, native, static, wallets

STANDARD = StandardId("wechat-native")
MD5, HMAC_SHA256 = "MD5", "HMAC-SHA256"
_OPAQUE = re.compile(r"[!-~]+")
_MARK = re.compile(rb"(?:wxp|weixin):", re.IGNORECASE)
_OURS = re.compile(rb"//(?:[^?#]*/)?bizpayurl(?:[/?#]|$)|//wxpay/s(?:/|$)", re.IGNORECASE)
_PLACE: Title = {"en": "Entrance", "zh_CN": "入口"}
_TOKEN: Title = {"en": "Opaque code", "zh_CN": "不透明码"}
_TOKENS = frozenset({"pr", "sr"})
"""An order code needs one of them."""
_SIGNED = frozenset({"sign", "product_id", "productid"})
_NEW_MUST_FIT = frozenset({"too-short", "unknown-field"})


def claims(payload: bytes) -> bool:
    """Return whether the payload starts as a code of WeChat Pay; other `weixin:` links are none."""
    mark = _MARK.match(payload)
    return bool(mark and (payload[:4].lower() == b"wxp:" or _OURS.match(payload[mark.end() :])))


def read(uri: Uri, payload: bytes, notes: Notes) -> Reading:
    """Return the reading of a payload cut at its separators."""
    fields = _collection(uri, notes) if uri.scheme == "wxp" else _order(uri, notes)
    fields += query.fragment_field(uri, notes)
    return Reading(
        payload=payload,
        standard=STANDARD,
        octets=payload,
        fields=fields,
        findings=notes.all(),
        schemes=(STANDARD,),
        summary=_summary(fields),
        shape=query.spelling(uri),
    )


def encode(reading: Reading) -> str:
    """Return the text of the code from fields and shape."""
    body = {field.path: field.value for field in reading.fields if not field.path.startswith("query/")}
    parts = [body[name] for name in ("place", "code") if name in body]
    lead = reading.shape.get("lead", "weixin://" if "place" in body else "wxp://")
    return lead + "/".join(parts) + query.written(reading.fields, reading.shape)


def titles() -> Mapping[str, Title]:
    """Return path → title of every part."""
    return {"place": _PLACE, "code": _TOKEN, **static().titles(), **native().titles()}


def signature(values: Mapping[str, str], key: str, method: str = MD5) -> str:
    """Return the sign of a static code's parameters: all but `sign` and empty ones, by name, with the key."""
    import hashlib  # noqa: PLC0415 - read late: only making and proving signs needs them
    import hmac  # noqa: PLC0415

    parts = [f"{name}={value}" for name, value in sorted(values.items()) if value and name != "sign"]
    text = "&".join([*parts, f"key={key}"]).encode()
    if method == HMAC_SHA256:
        return hmac.new(key.encode(), text, hashlib.sha256).hexdigest().upper()
    return hashlib.md5(text, usedforsecurity=False).hexdigest().upper()


def sign_fits(reading: Reading, key: str) -> bool | None:
    """Return whether the sign of a static code is the key's, None for a code without one."""
    from hmac import compare_digest  # noqa: PLC0415

    values = {field.path.removeprefix("query/"): field.value for field in reading.fields}
    sign = values.get("sign", "")
    method = {32: MD5, 64: HMAC_SHA256}.get(len(sign))
    values = {name: value for name, value in values.items() if static().row(name)}
    return None if method is None else compare_digest(signature(values, key, method), sign)


def write(values: Mapping[str, str], mistakes: Mistakes) -> str:
    """Return the text of a new code; what does not fit together goes to `mistakes`."""
    if "pr" in values and "product_id" in values:
        mistakes.add("product_id", message("wallets.one-kind"))
    if "pr" not in values and any(name in values for name in static_names()):
        return _static_text(values, mistakes)
    if "pr" not in values:
        mistakes.add("pr", message("payments.missing", field="pr"))
    pairs = {name: values[name] for name in ("pr", "groupid") if name in values}
    place = "wxpay/bizpayurl/up" if "groupid" in values else "wxpay/bizpayurl"
    return f"weixin://{place}?{_query(pairs)}"


def new_must_fit() -> frozenset[str]:
    """Return the findings beyond errors that a new code must not have."""
    return _NEW_MUST_FIT


@cache
def static_names() -> tuple[str, ...]:
    """Return the names of the parameters of a static code, in the order they are documented."""
    return tuple(row.key for row in static().rows)


def _static_text(values: Mapping[str, str], mistakes: Mistakes) -> str:
    pairs = {name: values.get(name, "") for name in static_names()}
    method = values.get("sign_type", MD5)
    if method not in (MD5, HMAC_SHA256):
        allowed = f"{MD5}, {HMAC_SHA256}"
        said = message("payments.choice", field="sign_type", value=excerpt(method), allowed=allowed)
        mistakes.add("sign_type", said)
    if "groupid" in values:
        mistakes.add("groupid", message("wallets.one-kind"))
    key = values.get("key")
    if key and "sign" in values and values["sign"] != signature(pairs, key, method):
        expected = signature(pairs, key, method)
        mistakes.add("sign", message("wallets.sign-wrong", found=excerpt(values["sign"]), expected=expected))
    if key:
        pairs["sign"] = signature(pairs, key, method)
    return f"weixin://wxpay/bizpayurl?{_query({name: value for name, value in pairs.items() if value})}"


def _query(pairs: Mapping[str, str]) -> str:
    return "&".join(f"{name}={query.escaped(value)}" for name, value in pairs.items())


def _order(uri: Uri, notes: Notes) -> tuple[CodeField, ...]:
    if uri.scheme != "weixin":
        notes.error(Aspect.SCHEME, "", message("payments.wrong-standard", standard=STANDARD))
    text = query.text_of(uri.place, "place", uri.place_at, notes)
    place = _place(text)
    rows = _rows(uri, place)
    if place is None:
        notes.error(Aspect.SCHEME, "place", message("wallets.wechat-place", place=excerpt(text)))
    elif place.misprint:
        notes.warning(Aspect.SCHEME, "place", message("wallets.wechat-misprint"))
    if not uri.lead.endswith("//"):
        notes.error(Aspect.STRUCTURE, "", message("wallets.slashes", lead=uri.lead))
    query.judge(uri.pairs, notes, strict=True)
    if place is not None and place.kind == "short":
        return _short(uri, text, place, notes)
    named = ((pair.name.lower(), pair.value) for pair in reversed(uri.pairs))
    tokens = {name: value for name, value in named if name in _TOKENS}
    rows.check(uri.pairs, notes, needed=() if any(tokens.values()) else tokens)
    _judge_order(rows, tokens, notes)
    here = CodeField("place", uri.place_at, len(uri.place), "entrance", text, _PLACE)
    return (here, *rows.fields(uri.pairs))


def _judge_order(rows: Parameters, tokens: Mapping[str, str], notes: Notes) -> None:
    if rows is static():
        notes.info(Aspect.CHECKSUM, "query/sign", message("wallets.sign-unchecked"))
        notes.info(Aspect.FRESHNESS, "", message("wallets.static-lasts"))
        return
    if not tokens:
        notes.error(Aspect.SCHEME, "query/pr", message("payments.missing", field="query/pr"))
    elif any(tokens.values()):
        notes.info(Aspect.FRESHNESS, "", message("wallets.two-hours"))


def _short(uri: Uri, text: str, place: Place, notes: Notes) -> tuple[CodeField, ...]:
    split = len(place.place)
    code = text[split + 1 :]
    if not code:
        notes.error(Aspect.SCHEME, "code", message("payments.missing", field="code"))
    elif not _OPAQUE.fullmatch(code):
        notes.error(Aspect.SCHEME, "code", message("wallets.opaque-characters", field="code"))
    at = min(split + 1, len(uri.place))
    rows = native()
    rows.check(uri.pairs, notes)
    return (
        CodeField("place", uri.place_at, split, "entrance", text[:split], _PLACE),
        CodeField("code", uri.place_at + at, len(uri.place) - at, "token", code, _TOKEN),
        *rows.fields(uri.pairs),
    )


def _collection(uri: Uri, notes: Notes) -> tuple[CodeField, ...]:
    """A code of a person or shop. Nothing about its make-up is published but how it begins."""
    code = query.text_of(uri.place, "code", uri.place_at, notes)
    if not uri.lead.endswith("//"):
        notes.error(Aspect.STRUCTURE, "", message("wallets.slashes", lead=uri.lead))
    if not code:
        notes.error(Aspect.SCHEME, "code", message("payments.missing", field="code"))
    elif not _OPAQUE.fullmatch(code):
        notes.error(Aspect.SCHEME, "code", message("wallets.opaque-characters", field="code"))
    elif not code.startswith(tuple(row.prefix for row in wallets().wechat.collect)):
        notes.warning(
            Aspect.SCHEME, "code", message("wallets.wechat-collect-unseen", opening=excerpt(code[:5]))
        )
    notes.info(Aspect.SCHEME, "", message("wallets.wechat-collect"))
    query.judge(uri.pairs, notes, strict=True)
    rows = native()
    here = CodeField("code", uri.place_at, len(uri.place), "token", code, _TOKEN)
    return (here, *rows.fields(uri.pairs))


def _rows(uri: Uri, place: Place | None) -> Parameters:
    names = {pair.name for pair in uri.pairs}
    one = place is None or place.place == "wxpay/bizpayurl"
    return static() if one and names & _SIGNED and "pr" not in names else native()


def _place(text: str) -> Place | None:
    """Return the known place a text is, its host in either case; a short one may be followed by its code."""
    host, slash, path = text.partition("/")
    same = host.lower() + slash + path
    for place in wallets().wechat.place:
        if same == place.place or (place.kind == "short" and same.startswith(f"{place.place}/")):
            return place
    return None


def _summary(fields: tuple[CodeField, ...]) -> Summary:
    values = {field.name: field.value for field in fields}
    return Summary(
        account=values.get("merchant-id", ""),
        reference=values.get("product-id", values.get("order-token", values.get("token", ""))),
    )
