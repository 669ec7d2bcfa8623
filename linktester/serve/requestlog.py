"""The journal of requests to the platforms' APIs: what came, what the server built from it, what it answered.

Memory is bounded: long parts are cut, the oldest entries fall out. Octets are kept as they came and become
text when they are read: most of them never are.
"""

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

MOST_ENTRIES = 2_000
MOST_TEXT = 16_384
MOST_ALTOGETHER = 32 * 1024 * 1024
"""Characters and octets of all entries."""


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


class _Kept(NamedTuple):
    """One request, in octets."""

    id: int
    at: datetime
    api: str
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    status: int
    answer: bytes
    findings: Findings
    size: int


class RequestLog:
    """The newest requests of this process."""

    def __init__(self, most: int = MOST_ENTRIES) -> None:
        self.watcher: Callable[[Entry], None] | None = None
        """Called with every entry as it is written."""
        self._kept: deque[_Kept] = deque()
        self._most = most
        self._size = 0
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
        status, answer = answered
        target, body, answer = target[:MOST_TEXT], body[:MOST_TEXT], answer[:MOST_TEXT]
        # It has the whole body in it.
        findings.built = findings.built[:MOST_TEXT]
        in_headers = _size(headers)
        if in_headers > MOST_TEXT:
            headers, in_headers = _bounded(headers), MOST_TEXT
        size = in_headers + len(target) + len(body) + len(answer) + len(findings.built)
        number = next(self._numbers)
        kept = _Kept(number, at, api, method, target, headers, body, status, answer, findings, size)
        self._kept.append(kept)
        self._size += size
        while len(self._kept) > self._most or self._size > MOST_ALTOGETHER:
            self._size -= self._kept.popleft().size
        if self.watcher is not None:
            self.watcher(_entry(kept))

    def after(self, id_: int, most: int = 200) -> tuple[Entry, ...]:
        """Return the entries younger than `id_`, oldest first."""
        younger = (each for each in self._kept if each.id > id_)
        return tuple(map(_entry, itertools.islice(younger, most)))

    def __len__(self) -> int:
        return len(self._kept)


def _entry(kept: _Kept) -> Entry:
    return Entry(
        id=kept.id,
        at=kept.at,
        api=kept.api,
        method=kept.method,
        target=kept.target,
        headers=kept.headers,
        body=_text(kept.body),
        status=kept.status,
        answer=_text(kept.answer),
        findings=kept.findings,
    )


def _size(headers: dict[str, str]) -> int:
    return sum(map(len, headers)) + sum(map(len, headers.values()))


def _bounded(headers: dict[str, str]) -> dict[str, str]:
    """Return as many headers as fit; the one that does not is cut."""
    kept, left = {}, MOST_TEXT
    for name, value in headers.items():
        if left <= len(name):
            break
        kept[name] = value[: left - len(name)]
        left -= len(name) + len(kept[name])
    return kept


def _text(octets: bytes) -> str:
    return octets.decode("utf-8", "replace")
