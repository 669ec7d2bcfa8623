"""Refusals and gaps as `application/problem+json`, worded for the log of a tester."""

from functools import cache

import msgspec

from linktester.model.citation import GapKind, Source
from linktester.model.message import Arg, Message, message
from linktester.serve.exchange import Answer, Record
from linktester.wording import Words

GAP_TYPE = {GapKind.NO_POLICY: "no-policy", GapKind.CONFLICT: "conflicting-evidence"}
_TYPE = ((b"content-type", b"application/problem+json"),)


def problem(status: int, name: str, *, role: str = "host", **args: Arg) -> Answer:
    """Return the refusal `serve.<name>`."""
    clean = {key: _clean(value) for key, value in args.items()}
    return Answer(
        status=status,
        headers=_TYPE,
        body=_body(status, name, message(f"serve.{name}", **clean)),
        record=Record(role=role),
    )


def gap(kind: GapKind, sources: tuple[Source, ...] = (), *, role: str = "client") -> Answer:
    """Return 501: the emulator may not say, because nothing is known or the sources disagree."""
    name = GAP_TYPE[kind]
    return Answer(
        status=501,
        headers=_TYPE,
        body=_body(501, name, message(f"serve.{name}")),
        record=Record(role=role, gap=kind, gap_sources=sources),
    )


def _body(status: int, name: str, said: Message) -> bytes:
    return msgspec.json.encode({"type": name, "title": _words().say(said), "status": status})


def _clean(value: Arg) -> Arg:
    if not isinstance(value, str):
        return value
    return "".join(letter if letter.isprintable() else "?" for letter in value[:200])


@cache
def _words() -> Words:
    """Problems on the wire are English; people read them in the sender's words."""
    return Words("en")
