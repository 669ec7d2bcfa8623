"""The journal of requests to the platforms' APIs: what came, what the server built from it, what it answered.

Memory is bounded: bodies are cut, the oldest entries fall out.
"""

import itertools
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

MOST_ENTRIES = 2_000
MOST_TEXT = 16_384


@dataclass(slots=True, kw_only=True)
class Findings:
    """What an API notes about a request while it answers it."""

    number: str = ""
    """The merchant's order number it is about."""
    code: str = ""
    """The platform's error code, empty for none."""
    refused: str = ""
    """The check that refused it, such as `signature` or `timestamp`."""
    built: str = ""
    """The text the server built to verify the signature."""
    notes: list[str] = field(default_factory=list)
    """Remarks that changed nothing, such as `replayed-nonce`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request."""

    id: int
    """Grows by one with every request of this process."""
    at: datetime
    """By the real clock."""
    api: str
    method: str
    target: str
    headers: dict[str, str]
    body: str
    status: int
    """0: nothing was answered."""
    answer: str
    findings: Findings


class RequestLog:
    """The newest requests of this process."""

    def __init__(self, most: int = MOST_ENTRIES) -> None:
        self._entries: deque[Entry] = deque(maxlen=most)
        self._numbers = itertools.count(1)

    def write(
        self,
        *,
        at: datetime,
        api: str,
        asked: tuple[str, str, dict[str, str], bytes],
        answered: tuple[int, bytes],
        findings: Findings,
    ) -> None:
        """Keep a request. `asked` is (method, target, headers, body), `answered` (status, body)."""
        method, target, headers, body = asked
        entry = Entry(
            id=next(self._numbers),
            at=at,
            api=api,
            method=method,
            target=target[:MOST_TEXT],
            headers=headers,
            body=_text(body),
            status=answered[0],
            answer=_text(answered[1]),
            findings=findings,
        )
        self._entries.append(entry)

    def after(self, id_: int, most: int = 200) -> tuple[Entry, ...]:
        """Return the entries younger than `id_`, oldest first."""
        return tuple(itertools.islice((each for each in self._entries if each.id > id_), most))

    def __len__(self) -> int:
        return len(self._entries)


def _text(octets: bytes) -> str:
    return octets[:MOST_TEXT].decode("utf-8", "replace")
