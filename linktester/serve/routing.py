"""Who is asked: the authority of a request, by the rules of RFC 9112 section 3.2.

An absolute-form target names its authority itself and wins over Host, as some SDKs rely on.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_ABSOLUTE = re.compile(rb"(?i)^https?://([^/?#]*)")
_USERINFO = re.compile(r"^.*@")
_PORT = re.compile(r":\d*$")
_LONGEST_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Address:
    """A request target cut up. Octets are read as Latin-1; nothing is decoded."""

    host: str
    """Lower-case name without port; empty when the request names none."""
    authority: str
    path: str
    query: str


def address_of(target: bytes, host_header: bytes | None) -> Address:
    """Return where a request with this target and Host header goes."""
    absolute = _ABSOLUTE.match(target)
    if absolute:
        authority, rest = absolute[1], target[absolute.end() :]
    else:
        authority, rest = host_header or b"", target
    rest = rest.partition(b"#")[0]
    path, _, query = rest.partition(b"?")
    name = authority.decode("latin-1").strip()
    return Address(host_name(name), name, path.decode("latin-1") or "/", query.decode("latin-1"))


def path_and_query(target: bytes) -> str:
    """Return path and query of a request target exactly as sent, read as Latin-1: what signatures cover."""
    absolute = _ABSOLUTE.match(target)
    rest = target[absolute.end() :] if absolute else target
    return rest.partition(b"#")[0].decode("latin-1") or "/"


def host_name(authority: str) -> str:
    """Return the lower-case host of `authority`, without user info, port, brackets and trailing dot."""
    return _remembered(authority) if len(authority) <= _LONGEST_REMEMBERED else _name(authority)


@lru_cache(1024)
def _remembered(authority: str) -> str:
    return _name(authority)


def _name(authority: str) -> str:
    name = _PORT.sub("", _USERINFO.sub("", authority)).lower()
    return name.strip("[]").removesuffix(".")


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
