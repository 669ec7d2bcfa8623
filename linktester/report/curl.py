"""One raw exchange as a curl command for a POSIX shell: the same request line, headers and connection.

    curl -q -i --http1.1 --noproxy '*' --path-as-is --globoff … URL

Octets that curl would change on its own stand in `--request-target`. What evidence does not keep is said in
a line before the command, never made up: bodies that were sent are not kept.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from linktester import urls
from linktester.model.evidence import Exchange
from linktester.model.hostprotocol import WORLD_HEADER
from linktester.model.message import message
from linktester.urls import Url
from linktester.wording import Words

BODY_FILE = "request-body"
"""Where the command looks for the body that evidence does not keep."""

_ALWAYS = ("-q", "-i", "--http1.1", "--noproxy", "*", "--path-as-is", "--globoff")
"""No settings file, no proxy, nothing tidied up: as the sender asks."""
_ADDED = ("User-Agent", "Accept")
"""Headers that curl adds unless told not to."""
_SENT_AS_IT_IS = re.compile(rb"/[A-Za-z0-9\-._~:/?@!$&'()*+,;=%\[\]{}|^\"]*")
"""Targets that curl sends as they are when they stand in its URL."""
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""RFC 9110 token. Anything else, such as a name that begins with `@`, curl would take for an order."""
_UNSAYABLE = re.compile(rb"[\0\r\n]")
"""Octets that no argument, or no header, can hold."""
_PRINTABLE = re.compile(rb"[\x20-\x7e]*")
_BARE = re.compile(rb"[^A-Za-z0-9 _./:;=&?,@+-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a running emulator is reached."""

    base_url: str
    """Plain HTTP, `http://127.0.0.1:PORT`."""
    tls_base_url: str
    ca_file: str
    """PEM file with the certificate that signs the emulated hosts."""

    def port(self, scheme: str) -> tuple[str, int]:
        """Return host and port that emulated `http` or `https` hosts are reached at."""
        parts = urlsplit(self.tls_base_url if scheme == "https" else self.base_url)
        return parts.hostname or "127.0.0.1", parts.port or _standard(scheme)


def curl(exchange: Exchange, words: Words, *, world: str | None = None, reach: Reach | None = None) -> str:
    """Return the command, in ASCII save for words of ours, several lines long.

    With `reach` it asks the emulator, in the world `world`; without, the real host. A line `: '…'` before it,
    which the shell skips, says what the command lacks.
    """
    url = urls.parse(exchange.url)
    if url is None or not url.is_web or not _NAME.fullmatch(exchange.method):
        return _remark(words, "report.curl-no-address")
    lines = [_remark(words, f"report.curl-{lack}") for lack in _lacks(exchange)]
    pieces = [
        " ".join(["curl", *(shlex.quote(each) for each in _ALWAYS), *_method(exchange)]),
        *_connection(url, reach),
        *(f"-H {each}" for each in _headers(exchange, world if reach else None)),
        *_unpacking(exchange),
        *_body(exchange),
        *_address(url, exchange.target),
    ]
    return "\n".join([*lines, " \\\n  ".join(pieces)])


def _remark(words: Words, code: str) -> str:
    # Not `#`: an interactive zsh takes that for a command, and an apostrophe after it for a quote.
    return f": {shlex.quote(words.say(message(code)))}"


def _lacks(exchange: Exchange) -> Iterator[str]:
    if _has_body(exchange):
        yield "no-body"
    if _UNSAYABLE.search(exchange.target) or len(_kept(exchange)) < len(exchange.request_headers):
        yield "left-out"


def _method(exchange: Exchange) -> list[str]:
    if exchange.method == "GET":
        return []
    return ["--head"] if exchange.method == "HEAD" else [f"-X {shlex.quote(exchange.method)}"]


def _connection(url: Url, reach: Reach | None) -> Iterator[str]:
    if reach is None:
        return
    scheme = url.protocol[:-1]
    host, port = reach.port(scheme)
    own = url.port or _standard(scheme)
    yield f"--connect-to {shlex.quote(f'{url.hostname}:{own}:{host}:{port}')}"
    if scheme == "https":
        yield f"--cacert {shlex.quote(reach.ca_file)}"


def _headers(exchange: Exchange, world: str | None) -> Iterator[str]:
    """Yield each header as an argument; an empty one takes a form of its own, one curl adds is taken away."""
    kept = _kept(exchange)
    names = {name.lower() for name, _ in kept}
    for name, value in kept:
        yield _quoted(f"{name}: {value}".encode("utf-8", "replace") if value.strip() else f"{name};".encode())
    if world is not None:
        yield _quoted(f"{WORLD_HEADER}: {world}".encode("ascii", "replace"))
    for name in _ADDED:
        if name.lower() not in names:
            yield shlex.quote(f"{name}:")
    if _has_body(exchange):
        yield from ("Expect:", *(["Content-Type:"] if "content-type" not in names else []))


def _kept(exchange: Exchange) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in exchange.request_headers
        if _NAME.fullmatch(name) and not _UNSAYABLE.search(value.encode("utf-8", "replace"))
    ]


def _has_body(exchange: Exchange) -> bool:
    return exchange.method not in {"GET", "HEAD"}


def _unpacking(exchange: Exchange) -> Iterator[str]:
    """Have a packed answer unpacked; the request stays the same, because it asks for packing on its own."""
    if any(name.lower() == "accept-encoding" for name, _ in _kept(exchange)):
        yield "--compressed"


def _body(exchange: Exchange) -> Iterator[str]:
    if _has_body(exchange):
        yield f"--data-binary @{BODY_FILE}"


def _address(url: Url, target: bytes) -> Iterator[str]:
    base = f"{url.protocol}//{url.host}"
    if _SENT_AS_IT_IS.fullmatch(target):
        yield _quoted(base.encode() + target)
        return
    yield f"--request-target {_quoted(_UNSAYABLE.sub(b'', target))}"
    yield _quoted(f"{base}/".encode())


def _quoted(octets: bytes) -> str:
    """Return one shell word of exactly these octets; `$'…'` is not known to every POSIX shell."""
    if _PRINTABLE.fullmatch(octets):
        return shlex.quote(octets.decode("ascii"))
    # Octal also for `!`, which an interactive shell expands even here.
    said = _BARE.sub(lambda found: b"\\%03o" % found[0][0], octets)
    return f"\"$(printf '{said.decode('ascii')}')\""


def _standard(scheme: str) -> int:
    return 443 if scheme == "https" else 80
