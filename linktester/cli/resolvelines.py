"""`linktester resolve --jsonl`: one question per line in, one answer per line out, for ever if need be.

    in   {"id", "kind", "config", "url"}       kind: aasa, intent_filter, intent_uri, assetlinks or url
    out  {"id", "result", "because"}  or  {"id", "error"}

With `check`, a line may hold `expect`, a result; its answer says in `met` whether that came out.
"""

import json
from typing import Any

import msgspec

from linktester.cli import batchlines
from linktester.cli.batchlines import NULL, Unanswerable, written
from linktester.cli.face import Face
from linktester.cli.jsonl import Answer
from linktester.model.message import Message, message
from linktester.oslinks import batch as sites
from linktester.oslinks.android import batch as android
from linktester.oslinks.android.config import ConfigError
from linktester.wording import Words

KINDS = {**sites.KINDS, **android.KINDS}
"""Kind of question → who answers it, from its `config` and its `url`."""


class _Question(msgspec.Struct, gc=False):
    id: msgspec.Raw = NULL
    kind: str | None = None
    config: Any = None
    url: Any = None
    expect: Any = msgspec.UNSET


class _Reply(msgspec.Struct, omit_defaults=True):
    id: msgspec.Raw
    result: Any
    because: Any
    met: bool | msgspec.UnsetType = msgspec.UNSET


class Tally:
    """How the expectations of all lines came out."""

    def __init__(self) -> None:
        self.met = 0
        self.missed = 0

    def count(self, *, met: bool) -> None:
        """Take one down."""
        self.met += met
        self.missed += not met


def run(face: Face, *, check: bool = False) -> Tally:
    """Answer standard input on standard output until either ends; return how expectations came out."""
    tally = Tally()
    batchlines.run(face, answerer(face.words, tally if check else None))
    return tally


def answerer(words: Words, tally: Tally | None = None) -> Answer:
    """Return what answers one line; with a `tally`, expectations are held against the answers."""

    def reply(asked: _Question) -> str:
        try:
            found = _answer(asked)
        except Unanswerable:
            if tally is not None and asked.expect is not msgspec.UNSET:
                tally.count(met=False)
            raise
        said = _Reply(asked.id, found["result"], _worded(found["because"], words))
        if tally is not None and asked.expect is not msgspec.UNSET:
            said.met = _holds(asked.expect, found["result"])
            tally.count(met=said.met)
        return _line(said)

    return batchlines.answerer(words, _READING, reply)


def _answer(asked: _Question) -> dict[str, Any]:
    answer = KINDS.get(asked.kind or "")
    if answer is None:
        known = ", ".join(sorted(KINDS))
        raise Unanswerable(message("resolve.no-such-kind", found=str(asked.kind)[:60], known=known))
    try:
        return answer(asked.config, asked.url)
    except ConfigError as fault:
        raise Unanswerable(fault.reason) from fault
    except RecursionError as fault:
        raise Unanswerable(message("jsontext.too-deep")) from fault


def _holds(expected: Any, found: Any) -> bool:
    """Return whether a result is as expected: every key that is expected is there with an equal value."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(key in found and found[key] == value for key, value in expected.items())
    return bool(expected == found)


def _worded(value: Any, words: Words) -> Any:
    """Put the sentence beside every code of an explanation, in place."""
    if isinstance(value, list):
        for each in value:
            _worded(each, words)
    elif isinstance(value, dict):
        for each in tuple(value.values()):
            if isinstance(each, dict | list):
                _worded(each, words)
        if "code" in value and "args" in value:
            value["message"] = words.say(Message(value["code"], value["args"]))
    return value


def _line(said: _Reply) -> str:
    try:
        return written(said)
    except UnicodeEncodeError:
        # Half a character, kept as it was asked.
        plain = {"result": said.result, "because": said.because}
        if said.met is not msgspec.UNSET:
            plain["met"] = said.met
        return f'{{"id":{bytes(said.id).decode()},{json.dumps(plain)[1:]}'


def _not_text(offset: int) -> Message:
    return message("resolve.not-text", offset=offset)


def _wrong_kind(reason: str) -> Message:
    return message("resolve.wrong-kind", reason=reason)


def _patient(found: dict[str, Any]) -> _Question:
    kind = found.get("kind")
    if kind is not None and not isinstance(kind, str):
        raise Unanswerable(message("resolve.wrong-kind", reason="kind"))
    name, expect = batchlines.name_in(found), found.get("expect", msgspec.UNSET)
    return _Question(name, kind, found.get("config"), found.get("url"), expect)


_READING = batchlines.Reading[_Question](
    msgspec.json.Decoder(_Question).decode, _not_text, _wrong_kind, _patient
)
