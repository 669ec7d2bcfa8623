"""`linktester qr check --jsonl`: one code per line in, one record per line out, for ever if need be."""

import gc
import json
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec

from linktester import payments
from linktester.cli.face import Face
from linktester.cli.jsonl import MOST_OCTETS, Answer, answer_all, source
from linktester.cli.qr.records import NULL, Fault, record
from linktester.cli.streams import Outlet
from linktester.model.message import Message, message
from linktester.model.payment import StandardId
from linktester.wording import Words


class _Question(msgspec.Struct, gc=False):
    id: msgspec.Raw = NULL
    payload: str | None = None
    payload_b64: str | None = None
    standard: str | None = None


class _Name(msgspec.Struct, gc=False):
    id: msgspec.Raw = NULL


class _Unanswerable(Exception):
    """There is something wrong with the line; carries what."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.code)
        self.message = said


_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""An escaped surrogate, which the quick parser only takes in pairs."""

_STAND_IN = "\ufffd".encode()
_LONG = 65_536
"""Octets of a line that is no text and is looked at twice."""

_question = msgspec.json.Decoder(_Question).decode
_name = msgspec.json.Decoder(_Name).decode
_written = msgspec.json.Encoder().encode


def run(face: Face, judged: StandardId | None, at: datetime | None) -> None:
    """Answer standard input on standard output until either ends.

    `judged` is the standard for lines that name none; `at` the moment for expiry, each line's own when None.
    """

    def write(text: str) -> bool:
        face.raw(text)
        return not (isinstance(face.stdout, Outlet) and face.stdout.gone)

    with _few_collections():
        answer_all(source(face.stdin), answerer(face.words, judged, at), write)


def answerer(words: Words, judged: StandardId | None = None, at: datetime | None = None) -> Answer:
    """Return what answers one line; the answer is a line of JSON."""

    def answer(line: bytes | None) -> str:
        name = NULL
        try:
            asked = _asked(line)
            name = asked.id
            standard = _standard(asked.standard) if asked.standard is not None else judged
            reading = payments.read(_payload(asked), standard=standard, at=at or datetime.now(UTC))
            return _written(record(reading, words, name)).decode() + "\n"
        except _Unanswerable as fault:
            said = words.say(fault.message)
            return _written(Fault(name if name is not NULL else _name_of(line), said)).decode() + "\n"

    return answer


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for circles of objects rarely: there are hardly any, and looking costs a twentieth of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _asked(line: bytes | None) -> _Question:
    if line is None:
        raise _Unanswerable(message("cli.batch-too-long", most=MOST_OCTETS))
    try:
        # What is skipped over is not looked at by the parser.
        line.isascii() or line.decode()
        return _question(line)
    except UnicodeDecodeError as fault:
        raise _Unanswerable(message("cli.batch-not-text", offset=fault.start)) from fault
    except msgspec.ValidationError as fault:
        raise _Unanswerable(message("cli.batch-wrong-kind", reason=str(fault))) from fault
    except (msgspec.DecodeError, RecursionError) as fault:
        if _HALF.search(line) and _forgiving(line) is not None:
            raise _Unanswerable(message("cli.batch-half-character")) from fault
        raise _Unanswerable(message("cli.batch-no-json", reason=str(fault))) from fault


def _payload(asked: _Question) -> bytes:
    if (asked.payload is None) == (asked.payload_b64 is None):
        raise _Unanswerable(message("cli.batch-one-payload"))
    if asked.payload is not None:
        return asked.payload.encode()
    try:
        return b64decode(asked.payload_b64 or "", validate=True)
    except (Base64Error, ValueError) as fault:
        raise _Unanswerable(message("cli.batch-no-base64", reason=str(fault))) from fault


def _standard(name: str) -> StandardId:
    found = payments.standard(name)
    if found is None:
        raise _Unanswerable(message("payments.unknown-standard", standard=name[:80]))
    return found.id


def _name_of(line: bytes | None) -> msgspec.Raw:
    """Return the id of a line that is wrong otherwise, null when it cannot be made out."""
    if line is None:
        return NULL
    try:
        line.isascii() or line.decode()
        return _name(line).id
    except UnicodeDecodeError:
        found = _name_of(line.decode(errors="replace").encode()) if len(line) < _LONG else NULL
        # What stands in for broken octets is not what the asker wrote.
        return NULL if _STAND_IN in bytes(found) else found
    except (msgspec.MsgspecError, RecursionError):
        return NULL if _HALF.search(line) is None else msgspec.Raw(_forgiving(line) or b"null")


def _forgiving(line: bytes) -> bytes | None:
    """Return the id of an object that holds half a character somewhere, None when it is no JSON besides."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return json.dumps(found.get("id")).encode() if isinstance(found, dict) else None
