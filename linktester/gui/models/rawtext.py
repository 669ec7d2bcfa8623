"""Raw octets as text to look at: request, answer and body of one exchange."""

from collections.abc import Iterable, Iterator

from linktester.model.evidence import Exchange
from linktester.report.escape import octets, one_line

HEADERS = 200
VALUE = 4_000
"""Characters of one header."""
LARGE = 256 * 1024
"""Octets of a body that is not shown before it is asked for."""
WIDE = 16
"""Octets in one line of a dump."""
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def request_text(exchange: Exchange) -> str:
    """Return the request line, octet for octet, and the headers."""
    first = f"{one_line(exchange.method, 40)} {octets(exchange.target, VALUE)}"
    return "\n".join([first, *_headers(exchange.request_headers)])


def answer_text(exchange: Exchange) -> str:
    """Return status and headers; empty when no answer came."""
    if exchange.status is None:
        return ""
    return "\n".join([str(exchange.status), *_headers(exchange.response_headers)])


def body_text(body: bytes) -> str:
    r"""Return a body as text: UTF-8 where it is, `\xff` where it is not; line feeds stay."""
    return octets(body.replace(b"\r\n", b"\n"), len(body) + 1)


def is_binary(body: bytes) -> bool:
    """Tell whether octets are better looked at one by one: controls, or much that is not UTF-8."""
    start = body[:4096]
    odd = sum(octet in _CONTROLS for octet in start)
    broken = start.decode("utf-8", "replace").count("\ufffd")
    return odd > 0 or broken * 20 > len(start)


def dump(body: bytes) -> str:
    """Return offset, octets and letters, `WIDE` octets in a line."""
    return "\n".join(_dumped(body, offset) for offset in range(0, len(body), WIDE))


def _dumped(body: bytes, offset: int) -> str:
    piece = body[offset : offset + WIDE]
    letters = "".join(chr(octet) if 32 <= octet < 127 else "." for octet in piece)
    return f"{offset:06x}  {piece.hex(' '):<{WIDE * 3 - 1}}  {letters}"


def _headers(headers: Iterable[tuple[str, str]]) -> Iterator[str]:
    for number, (name, value) in enumerate(headers):
        if number == HEADERS:
            yield "…"
            return
        yield f"{one_line(name, 200)}: {one_line(value, VALUE)}"
