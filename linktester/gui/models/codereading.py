"""What the window wants to know of a payload, found out on a task's thread; knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from linktester import links, payments
from linktester.model.link import Finding, Severity
from linktester.model.payment import UNKNOWN, CodeField, CodeFinding, Reading, StandardId
from linktester.project.given import Understood

MOST_CHANGE = 80
"""Characters of a change that are told."""
AROUND = 4
"""Characters told before and behind a change."""


@dataclass(frozen=True, slots=True)
class Change:
    """Where two payloads differ: one stretch that holds every difference."""

    offset: int
    """First byte that differs."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A payload that was read."""

    reading: Reading
    detected: StandardId
    """What the text itself says it is."""
    chosen: StandardId | None
    """What the user wants it judged as; None = as found."""
    mended: bytes | None = None
    """A valid payload of the same fields, for a broken one; None where there is none."""
    scanned: tuple[Finding, ...] = ()
    """What was odd about the picture it came from."""
    tried: Understood | None = None
    """What scanners are given; None for octets that are no text."""

    @property
    def payload(self) -> bytes:
        """Exactly what was read."""
        return self.reading.payload

    @property
    def is_known(self) -> bool:
        """True when some standard speaks for it."""
        return self.reading.standard != UNKNOWN

    @property
    def errors(self) -> tuple[CodeFinding, ...]:
        """What makes it invalid."""
        return tuple(each for each in self.reading.findings if each.severity is Severity.ERROR)

    def told(self, language: str) -> tuple[CodeFinding, ...]:
        """Return everything that is to be said of it, fields by the names people have for them."""
        return payments.spoken(self.reading, language)

    @property
    def change(self) -> Change | None:
        """What mending it would change."""
        return None if self.mended is None else change(self.payload, self.mended)


def read_code(
    payload: bytes, chosen: StandardId | None, at: datetime | None, scanned: tuple[Finding, ...] = ()
) -> CodeReading:
    """Read a payload and look for what would mend it."""
    detected = payments.detect(payload)
    reading = payments.read(payload, standard=chosen, at=at)
    return CodeReading(reading, detected, chosen, _mended(reading, at), scanned, _tried(payload, chosen))


def change(before: bytes, after: bytes) -> Change | None:
    """Return the stretch in which two payloads differ, a few characters around it; None when they do not."""
    if before == after:
        return None
    start = _alike(before, after)
    rest = min(len(before), len(after)) - start
    end = min(_alike(before[::-1], after[::-1]), rest)
    first, behind = max(0, start - AROUND), max(0, end - AROUND)
    old, new = before[first : len(before) - behind], after[first : len(after) - behind]
    return Change(start, _told(old), _told(new))


def parents(fields: Sequence[CodeField]) -> Iterator[int | None]:
    """Yield for each field the position of the template it stands in, None at the top."""
    open_: list[int] = []
    for index, field in enumerate(fields):
        while open_ and not field.path.startswith(f"{fields[open_[-1]].path}/"):
            open_.pop()
        yield open_[-1] if open_ else None
        if field.template:
            open_.append(index)


def field_at(fields: Sequence[CodeField], offset: int) -> int | None:
    """Return the position of the smallest field whose value holds the byte at `offset`; None for none."""
    found, width = None, 0
    for index, field in enumerate(fields):
        holds = field.offset <= offset < field.offset + field.length
        if holds and (found is None or field.length <= width):
            found, width = index, field.length
    return found


def field_named(fields: Sequence[CodeField], path: str) -> int | None:
    """Return the position of the field a finding is about, or of the one that holds it; None for none."""
    places = {field.path: index for index, field in reversed(list(enumerate(fields)))}
    while path:
        if path in places:
            return places[path]
        path = path.rpartition("/")[0]
    return None


def _mended(reading: Reading, at: datetime | None) -> bytes | None:
    if reading.valid or reading.standard == UNKNOWN or len(reading.payload) > payments.MAX_OCTETS:
        return None
    anew = payments.encode(reading)
    if anew == reading.payload or not payments.read(anew, standard=reading.standard, at=at).valid:
        return None
    return anew


def _tried(payload: bytes, chosen: StandardId | None) -> Understood | None:
    """Return the whole text as what is tried: what belongs to a code is never cut off."""
    if len(payload) > payments.MAX_OCTETS:
        return None
    try:
        text = payload.decode()
    except UnicodeDecodeError:
        return None
    content = None if chosen is None else links.declared_content(chosen)
    return Understood(text=text, parsed=links.parse(text, content=content))


def _alike(one: bytes, other: bytes) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _told(octets: bytes) -> str:
    text = octets.decode("utf-8", "backslashreplace")
    return text if len(text) <= MOST_CHANGE else f"{text[:MOST_CHANGE]}…"
