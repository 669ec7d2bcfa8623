"""Results as rows: JSON without the octets of answers, which are kept once for all results that share them.

Not deflated: that would cost more than all the rest, and what is large (bodies, control runs) is kept once
and deflated there. Written by msgspec straight from the values, a tenth of the codec's time; read back by the
codec, which knows the older shapes. Class names of observations stand beside the result, as msgspec writes no
tags.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec

from linktester import codec
from linktester.model.evidence import Evidence, Exchange
from linktester.model.run import CaseResult

DIGEST = 32
NOTHING = bytes(DIGEST)
"""Stands in `bodies` for an exchange without octets."""
_PLAIN, _PACKED = b"\0", b"\1"
_WORTH_PACKING = 256
_encoder = msgspec.json.Encoder()
_EXCHANGE = tuple(field.name for field in fields(Exchange) if field.name != "body")
_EVIDENCE = tuple(field.name for field in fields(Evidence))
_RESULT = tuple(field.name for field in fields(CaseResult) if field.name != "control")


@dataclass(frozen=True, slots=True)
class Bare:
    """Evidence ready to be written, its bodies taken out."""

    plain: dict[str, Any]
    kinds: tuple[str, ...]
    """Class names of the observations."""
    digests: bytes
    """One digest of `DIGEST` octets per exchange, in order."""
    bodies: tuple[tuple[bytes, bytes], ...]
    """(digest, octets) of every body that is not empty."""


def strip(evidence: Evidence) -> Bare:
    """Take the bodies out of `evidence`."""
    exchanges: list[dict[str, Any]] = []
    digests: list[bytes] = []
    bodies: list[tuple[bytes, bytes]] = []
    for exchange in evidence.exchanges:
        exchanges.append({name: getattr(exchange, name) for name in _EXCHANGE})
        digest = hashlib.sha256(exchange.body).digest() if exchange.body else NOTHING
        digests.append(digest)
        if exchange.body:
            bodies.append((digest, exchange.body))
    plain = {name: getattr(evidence, name) for name in _EVIDENCE}
    plain["exchanges"] = exchanges
    kinds = tuple(type(observation).__name__ for observation in evidence.observations)
    return Bare(plain, kinds, b"".join(digests), tuple(bodies))


def fill(evidence: Evidence, digests: bytes, bodies: dict[bytes, bytes]) -> Evidence:
    """Put the bodies back; one that retention has dropped stays empty (its length and hash remain)."""
    if not any(digests):
        return evidence
    exchanges = tuple(
        replace(exchange, body=bodies.get(digests[place * DIGEST : (place + 1) * DIGEST], b""))
        for place, exchange in enumerate(evidence.exchanges)
    )
    return replace(evidence, exchanges=exchanges)


def write_result(result: CaseResult, bare: Bare) -> bytes:
    """Return a result as octets, its evidence as `bare` has it, without its control run."""
    plain = {name: getattr(result, name) for name in _RESULT}
    plain["evidence"] = bare.plain
    return _json({"kinds": bare.kinds, "result": plain})


def read_result(data: bytes) -> CaseResult:
    """Return what `write_result` wrote, in this or an older version."""
    plain = _decoded(data)
    _tag(plain["result"]["evidence"], plain["kinds"])
    return codec.from_plain(plain["result"], CaseResult)


def write_evidence(bare: Bare) -> bytes:
    """Return evidence as octets; equal evidence gives equal octets."""
    return _json({"kinds": bare.kinds, "evidence": bare.plain})


def read_evidence(data: bytes) -> Evidence:
    """Return what `write_evidence` wrote."""
    plain = _decoded(data)
    _tag(plain["evidence"], plain["kinds"])
    return codec.from_plain(plain["evidence"], Evidence)


def squeeze(data: bytes) -> bytes:
    """Return `data` deflated where that is worth it, with one octet in front that tells."""
    if len(data) < _WORTH_PACKING:
        return _PLAIN + data
    packed = zlib.compress(data, 1)
    return _PACKED + packed if len(packed) < len(data) else _PLAIN + data


def expand(data: bytes) -> bytes:
    """Return what `squeeze` was given."""
    return zlib.decompress(data[1:]) if data[:1] == _PACKED else data[1:]


def _json(value: dict[str, Any]) -> bytes:
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        # Half a surrogate pair somewhere, which no UTF-8 can hold but JSON's escapes can.
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True).encode()


def _decoded(data: bytes) -> dict[str, Any]:
    plain: dict[str, Any]
    try:
        plain = msgspec.json.decode(data)
    except msgspec.DecodeError:
        plain = json.loads(data)
    return plain


def _tag(evidence: dict[str, Any], kinds: list[str]) -> None:
    for observation, kind in zip(evidence.get("observations", ()), kinds, strict=True):
        observation["type"] = kind
