"""A sentence before it has a language: a code and its arguments.

Rooms make messages; `linktester.wording` turns them into words. No room below the hosts ever holds
user-visible text of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Arg = str | int | float
"""What may fill a place in a message. Text arguments are untrusted and stay plain text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence to be worded later."""

    code: str
    """Dotted name, `room.what-happened`; the key in `data/messages/<language>/<room>.toml`."""
    args: Mapping[str, Arg] = field(default_factory=dict)
    """Named places of the sentence. Every name used by the sentence is present."""


def message(code: str, **args: Arg) -> Message:
    """Return the message `code` with `args` in its places."""
    return Message(code, args)
