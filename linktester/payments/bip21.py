"""Bitcoin links: BIP 21, with notes where BIP 321, which supersedes it, differs.

Facts: `data/payments/bip21.toml`. `bitcoin://` breaks BIP 21's grammar and is an error; a bare `?` fits its
letter but no encoder writes it, so it is a warning. Both are taken by common readers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from linktester import tables
from linktester.model.message import Message, message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, StandardId, Summary, Title
from linktester.payments import bitcoinaddress, query
from linktester.payments.bitcoinaddress import Address
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.parameters import Mistakes, Parameter, Parameters
from linktester.payments.query import Pair

STANDARD = StandardId("bip21")
_AMOUNT = re.compile(r"([0-9]*)(?:(\.)([0-9]*))?", re.ASCII)
_ADDRESS: Title = {"en": "Address", "zh_CN": "地址"}
_NEW_MUST_FIT = frozenset({"amount-decimals", "amount-range", "amount-edge", "control"})


@dataclass(frozen=True, kw_only=True)
class _Instruction:
    key: str
    address: bool = False


@dataclass(frozen=True, kw_only=True)
class _Proof:
    key: str
    required: str
    browser_schemes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Table:
    as_of: str
    decimals: int
    most: int
    sample: str
    instruction: tuple[_Instruction, ...]
    pop: _Proof
    parameter: tuple[Parameter, ...]
    form: tuple[FormField, ...]
    base58: tuple[Any, ...]
    bech32: tuple[Any, ...]


def claim(payload: bytes) -> StandardId | None:
    """Return the standard for whatever opens with `bitcoin:`."""
    return STANDARD if payload[:8].lower() == b"bitcoin:" else None


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:  # noqa: ARG001 - see below
    """Return what the link says; `at` plays no part."""
    notes = Notes()
    uri = query.cut(payload)
    if uri is None or uri.scheme != "bitcoin":
        return query.stranger(payload, standard, notes)
    if uri.lead.endswith("//"):
        notes.error(Aspect.STRUCTURE, "", message("bip21.slashes"))
    if uri.bare:
        notes.warning(Aspect.STRUCTURE, "", message("bip21.bare"))
    address = query.text_of(uri.place, "address", uri.place_at, notes)
    rows = parameters()
    query.judge(uri.pairs, notes, strict=True, free=rows.free)
    values = rows.check(_optional(uri.pairs, notes), notes)
    _judge_address(address, values, notes)
    _judge_amount(values, notes)
    _judge_instructions(uri.pairs, notes)
    _judge_proof(values, notes)
    here = CodeField("address", uri.place_at, len(uri.place), "address", address, _ADDRESS)
    fields = (here, *rows.fields(uri.pairs), *query.fragment_field(uri, notes))
    return _reading(payload, fields, notes, {**values, "address": address}, query.spelling(uri))


def encode(reading: Reading) -> bytes:
    """Return the link from fields and shape."""
    return query.encoded(reading, "address")


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return what can be filled in."""
    return _table().form


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return a new link."""
    mistakes = Mistakes()
    mistakes.unless_text(values)
    mistakes.end()
    names = [field.name for field in _table().form if field.name != "address"]
    pairs = "&".join(f"{name}={query.escaped(values[name])}" for name in names if name in values)
    address = query.escaped(values.get("address", ""))
    payload = f"bitcoin:{address}{'?' if pairs else ''}{pairs}".encode()
    mistakes.of(read(payload, standard, datetime.now(UTC)), form(standard), {}, _NEW_MUST_FIT)
    mistakes.end()
    return payload


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every part; `Codec.titles`."""
    return {"address": _ADDRESS, **parameters().titles()}


@cache
def parameters() -> Parameters:
    """Return the parameters of bitcoin links."""
    return Parameters(_table().parameter)


def _reading(
    payload: bytes,
    fields: tuple[CodeField, ...],
    notes: Notes,
    values: Mapping[str, str],
    shape: Mapping[str, str],
) -> Reading:
    amount = values.get("amount", "")
    return Reading(
        payload=payload,
        standard=STANDARD,
        octets=payload,
        fields=fields,
        findings=notes.all(),
        schemes=(STANDARD,),
        summary=Summary(
            amount=amount,
            currency="BTC" if amount else "",
            payee=values.get("label", ""),
            account=values.get("address", ""),
            reference=values.get("message", ""),
        ),
        shape=shape,
    )


def _optional(pairs: tuple[Pair, ...], notes: Notes) -> tuple[Pair, ...]:
    """Return the parameters readers may skip; each unknown `req-` one makes the link invalid."""
    kept = []
    for pair in pairs:
        if pair.name.lower().startswith("req-") and parameters().row(pair.name) is None:
            said = message("bip21.required-unknown", field=excerpt(pair.name))
            notes.error(Aspect.SCHEME, pair.path, said)
        else:
            kept.append(pair)
    return tuple(kept)


def _judge_address(text: str, values: Mapping[str, str], notes: Notes) -> None:
    if not text:
        if any(row.key in values for row in _table().instruction):
            notes.warning(Aspect.SCHEME, "address", message("bip21.address-elsewhere"))
        else:
            notes.error(Aspect.SCHEME, "address", message("payments.missing", field="address"))
        return
    _judge_found(bitcoinaddress.read(text), text, "address", notes)


def _judge_found(found: Address, text: str, where: str, notes: Notes) -> None:
    fault = _fault(found.fault, excerpt(text), where)
    if text == _table().sample:
        notes.info(Aspect.SCHEME, where, message("bip21.sample-address"))
    if fault is not None:
        aspect = Aspect.CHECKSUM if found.fault in {"checksum", "kind"} else Aspect.SCHEME
        notes.error(aspect, where, fault)
        return
    if found.network == "test" and where == "address":
        notes.warning(Aspect.SCHEME, where, message("bip21.test-network"))
    if found.kind == "witness":
        notes.warning(Aspect.SCHEME, where, message("bip21.witness-unknown"))


def _fault(fault: str, value: str, where: str) -> Message | None:
    return {
        "characters": message("bip21.address-characters", field=where, value=value),
        "case": message("bip21.address-case", field=where, value=value),
        "length": message("bip21.address-length", field=where, value=value),
        "checksum": message("bip21.address-checksum", field=where, value=value),
        "foreign": message("bip21.address-foreign", field=where, value=value),
        "kind": message("bip21.address-kind", field=where, value=value),
        "program": message("bip21.address-program", field=where, value=value),
    }.get(fault)


def _judge_amount(values: Mapping[str, str], notes: Notes) -> None:
    value, where = values.get("amount", ""), "query/amount"
    if not value:
        return
    found = _AMOUNT.fullmatch(value)
    if found is None or not (found[1] or found[3]):
        notes.error(Aspect.SCHEME, where, message("payments.amount", field=where, value=excerpt(value)))
        return
    whole, decimals = found[1].lstrip("0"), found[3] or ""
    if not found[1] or (found[2] and not decimals):
        notes.warning(Aspect.SCHEME, where, message("bip21.amount-edge", value=excerpt(value)))
    if len(decimals) > _table().decimals:
        said = message(
            "payments.amount-decimals",
            field=where,
            value=excerpt(value),
            found=len(decimals),
            currency="BTC",
            most=_table().decimals,
        )
        notes.warning(Aspect.SCHEME, where, said)
    most = str(_table().most)
    if len(whole) > len(most) or (len(whole) == len(most) and whole > most):
        said = message("payments.amount-range", field=where, value=excerpt(value), least=0, most=most)
        notes.warning(Aspect.SCHEME, where, said)


def _judge_instructions(pairs: tuple[Pair, ...], notes: Notes) -> None:
    """Check the addresses that stand in parameters named after their prefix."""
    keys = {row.key for row in _table().instruction if row.address}
    for pair in pairs:
        key = pair.name.lower()
        if key not in keys or not pair.value:
            continue
        found = bitcoinaddress.read(pair.value)
        if not found.fault and found.prefix != key:
            value = excerpt(pair.value)
            notes.error(Aspect.SCHEME, pair.path, message("bip21.other-prefix", field=pair.path, value=value))
        else:
            _judge_found(found, pair.value, pair.path, notes)


def _judge_proof(values: Mapping[str, str], notes: Notes) -> None:
    proof = _table().pop
    if proof.key in values and proof.required in values:
        where = f"query/{proof.required}"
        notes.error(Aspect.SCHEME, where, message("payments.repeated", field=where))
    for key in (proof.key, proof.required):
        scheme, colon, _ = values.get(key, "").lower().partition(":")
        if colon and scheme in proof.browser_schemes:
            note = notes.error if key == proof.required else notes.warning
            note(Aspect.SCHEME, f"query/{key}", message("bip21.proof-to-browser", scheme=scheme))
    if proof.required in values:
        notes.warning(Aspect.SCHEME, f"query/{proof.required}", message("bip21.proof-required"))


@cache
def _table() -> _Table:
    return tables.read("payments/bip21.toml", _Table)
