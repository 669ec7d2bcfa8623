"""Verbs that answer JSON lines: what is wrong with a line, whose it is, and the loop around them all.

A line is read by a parser that is quick and strict; a verb may offer one that is neither, for lines that
hold half a character (a lone surrogate).
"""

import gc
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from linktester.cli.face import Face
from linktester.cli.jsonl import MOST_OCTETS, Answer, answer_all, source
from linktester.cli.streams import Outlet
from linktester.model.message import Message, message
from linktester.wording import Words

NULL = msgspec.Raw(b"null")
"""The id of a line that has none."""
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""An escaped surrogate, which the quick parser only takes in pairs."""
_STAND_IN = "\ufffd".encode()
_LONG = 65_536
"""Octets of a line that is no text and is looked at twice."""


class Named(Protocol):
    """A question: whatever it asks, it has an id."""

    id: msgspec.Raw


Q = TypeVar("Q", bound=Named)


class Fault(msgspec.Struct, frozen=True):
    """A line that could not be answered."""

    id: msgspec.Raw
    error: str


class Unanswerable(Exception):
    """There is something wrong with the line; carries what."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.code)
        self.message = said


@dataclass(frozen=True)
class Reading(Generic[Q]):
    """How a verb reads its lines and complains about them."""

    quick: Callable[[bytes], Q]
    """Raises msgspec's errors."""
    not_text: Callable[[int], Message]
    """What is said of a line that is not UTF-8, with the offset of the octet."""
    wrong_kind: Callable[[str], Message]
    """What is said of a value of the wrong kind, with the parser's reason."""
    patient: Callable[[dict[str, Any]], Q]
    """Makes the question from an object with half a character. Raises Unanswerable."""


class _Name(msgspec.Struct, gc=False):
    id: msgspec.Raw = NULL


_name = msgspec.json.Decoder(_Name).decode
_written = msgspec.json.Encoder().encode


def run(face: Face, answer: Answer) -> None:
    """Answer standard input on standard output until either ends."""

    def write(text: str) -> bool:
        face.raw(text)
        return not (isinstance(face.stdout, Outlet) and face.stdout.gone)

    with _few_collections():
        answer_all(source(face.stdin), answer, write)


def answerer(words: Words, reading: Reading[Q], reply: Callable[[Q], str]) -> Answer:
    """Return what answers one line; `reply` gives the JSON of a question, or raises Unanswerable."""

    def answer(line: bytes | None) -> str:
        name = NULL
        try:
            asked = _asked(line, reading)
            name = asked.id
            return reply(asked) + "\n"
        except Unanswerable as fault:
            said = words.say(fault.message)
            return written(Fault(name if name is not NULL else _name_of(line), said)) + "\n"

    return answer


def written(value: Any) -> str:
    """Return a value of texts that are whole as JSON on one line."""
    return _written(value).decode()


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


def _asked(line: bytes | None, reading: Reading[Q]) -> Q:
    if line is None:
        raise Unanswerable(message("cli.batch-too-long", most=MOST_OCTETS))
    try:
        # What is skipped over is not looked at by the parser.
        line.isascii() or line.decode()
        return reading.quick(line)
    except UnicodeDecodeError as fault:
        raise Unanswerable(reading.not_text(fault.start)) from fault
    except msgspec.ValidationError as fault:
        raise Unanswerable(reading.wrong_kind(str(fault))) from fault
    except (msgspec.DecodeError, RecursionError) as fault:
        found = _forgiving(line) if _HALF.search(line) else None
        if found is None:
            raise Unanswerable(message("cli.batch-no-json", reason=str(fault))) from fault
        return reading.patient(found)


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
        found_object = _forgiving(line) if _HALF.search(line) else None
        return NULL if found_object is None else name_in(found_object)


def name_in(found: dict[str, Any]) -> msgspec.Raw:
    """Return the id of a parsed object."""
    return msgspec.Raw(json.dumps(found.get("id")).encode())


def _forgiving(line: bytes) -> dict[str, Any] | None:
    """Return an object that holds half a character somewhere, None when it is no JSON besides."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
