"""A whole answer as the octets of HTTP/1.1, for answers that leave in one piece."""

from typing import NamedTuple

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

Header = tuple[bytes, bytes]
_LEGAL = bytes(code for code in range(256) if code == 0x09 or (code >= 0x20 and code != 0x7F))


class Reply(NamedTuple):
    """One answer, complete; its headers tell the body's length where it has one."""

    status: int
    headers: list[Header]
    body: bytes
    closes: bool = False
    """The connection ends with it."""


class BadHeaderError(Exception):
    """A header holds what would end it on the wire."""


def octets_of(reply: Reply, *, closes: bool, with_body: bool) -> bytes:
    """Return what goes over the wire. Raises BadHeaderError."""
    lines = [b"%b: %b" % (name.lower(), value) for name, value in reply.headers]
    if closes:
        lines.append(b"connection: close")
    head = b"\r\n".join(lines)
    if len(head.translate(None, _LEGAL)) != 2 * (len(lines) - 1):
        raise BadHeaderError
    return b"%b%b\r\n\r\n%b" % (STATUS_LINE[reply.status], head, reply.body if with_body else b"")
