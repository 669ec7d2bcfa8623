"""`linktester qr check --jsonl`: one code per line in, one record per line out, for ever if need be."""

from base64 import b64decode
from binascii import Error as Base64Error
from datetime import UTC, datetime
from typing import Any, NoReturn

import msgspec

from linktester import payments
from linktester.cli import batchlines
from linktester.cli.batchlines import NULL, Unanswerable, written
from linktester.cli.face import Face
from linktester.cli.jsonl import Answer
from linktester.cli.qr.records import record
from linktester.model.message import Message, message
from linktester.model.payment import StandardId
from linktester.wording import Words


class _Question(msgspec.Struct, gc=False):
    id: msgspec.Raw = NULL
    payload: str | None = None
    payload_b64: str | None = None
    standard: str | None = None


def run(face: Face, judged: StandardId | None, at: datetime | None) -> None:
    """Answer standard input on standard output until either ends.

    `judged` is the standard for lines that name none; `at` the moment for expiry, each line's own when None.
    """
    batchlines.run(face, answerer(face.words, judged, at))


def answerer(words: Words, judged: StandardId | None = None, at: datetime | None = None) -> Answer:
    """Return what answers one line; the answer is a line of JSON."""

    def reply(asked: _Question) -> str:
        standard = _standard(asked.standard) if asked.standard is not None else judged
        reading = payments.read(_payload(asked), standard=standard, at=at or datetime.now(UTC))
        return written(record(reading, words, asked.id))

    return batchlines.answerer(words, _READING, reply)


def _not_text(offset: int) -> Message:
    return message("cli.batch-not-text", offset=offset)


def _wrong_kind(reason: str) -> Message:
    return message("cli.batch-wrong-kind", reason=reason)


def _patient(found: dict[str, Any]) -> NoReturn:
    del found
    raise Unanswerable(message("cli.batch-half-character"))


_READING = batchlines.Reading[_Question](
    msgspec.json.Decoder(_Question).decode, _not_text, _wrong_kind, _patient
)


def _payload(asked: _Question) -> bytes:
    if (asked.payload is None) == (asked.payload_b64 is None):
        raise Unanswerable(message("cli.batch-one-payload"))
    if asked.payload is not None:
        return asked.payload.encode()
    try:
        return b64decode(asked.payload_b64 or "", validate=True)
    except (Base64Error, ValueError) as fault:
        raise Unanswerable(message("cli.batch-no-base64", reason=str(fault))) from fault


def _standard(name: str) -> StandardId:
    found = payments.standard(name)
    if found is None:
        raise Unanswerable(message("payments.unknown-standard", standard=name[:80]))
    return found.id
