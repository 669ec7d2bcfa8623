"""One request as the emulator sees it, and one answer with what it was meant to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from linktester import urls
from linktester.model.citation import Citation, GapKind, Source
from linktester.serve.worlds import World

_PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the journal keeps of an answer."""

    role: str = "host"
    citations: tuple[Citation, ...] = ()
    effects: tuple[str, ...] = ()
    gap: GapKind | None = None
    gap_sources: tuple[Source, ...] = ()

    def also(self, other: "Record") -> "Record":
        """Return both records as one, this one first."""
        return replace(
            self,
            citations=self.citations + other.citations,
            effects=self.effects + other.effects,
            gap=self.gap or other.gap,
            gap_sources=self.gap_sources or other.gap_sources,
        )


PLAIN = Record()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request. Text parts are the raw octets read as Latin-1: nothing is decoded that was not asked."""

    method: str
    host: str
    """Lower-case name of the authority, without port."""
    authority: str
    path: str
    """As sent, still percent-encoded; starts with `/`."""
    query: str
    """As sent, without the question mark."""
    headers: Mapping[str, str]
    """By lower-case name; the last of equals wins."""
    body: bytes
    tls: bool
    world: World

    @cached_property
    def url(self) -> str:
        """The address as a browser bar would show it."""
        search = f"?{self.query}" if self.query else ""
        return f"https://{self.host}{self.path}{search}"

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The query's fields, form-decoded; of equal names the first."""
        found: dict[str, str] = {}
        for name, value in urls.query(self.query):
            found.setdefault(name, value)
        return found

    @property
    def agent(self) -> str:
        """The User-Agent header, empty when there is none."""
        return self.headers.get("user-agent", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer."""

    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""
    record: Record = PLAIN

    def recorded(self, record: Record) -> "Answer":
        """Return the same answer with `record` put before its own."""
        return replace(self, record=record.also(self.record))


def html(text: str, *, status: int = 200, record: Record = PLAIN) -> Answer:
    """Return a page. Lone surrogates become question marks: no page can hold them."""
    return Answer(
        status=status,
        headers=((b"content-type", b"text/html; charset=utf-8"),),
        body=text.encode("utf-8", "replace"),
        record=record,
    )


def redirect(location: str, *, status: int = 302, record: Record = PLAIN) -> Answer:
    """Return an HTTP redirect; what no header can hold is percent-encoded."""
    return Answer(status=status, headers=((b"location", header_text(location)),), record=record)


def header_text(text: str) -> bytes:
    """Return `text` as octets that are legal in a header and mean the same as a URL."""
    octets = text.encode("utf-8", "surrogatepass")
    return quote(octets, safe=_PRINTABLE).encode("ascii")
