"""A request's parameters: query and form merged, percent-decoded to octets, read in the charset they name.

Signatures cover the decoded octets, so these are kept; text is made of them only to be read.
"""

import re
from collections.abc import Mapping
from functools import cached_property

MOST = 200
"""Parameters read; a request with more has its rest ignored."""
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_CHARSETS = frozenset({"utf-8", "utf8", "gbk", "gb2312", "gb18030"})


class Parameters:
    """The parameters of one request."""

    def __init__(self, octets: Mapping[bytes, bytes]) -> None:
        self.octets = octets

    @cached_property
    def charset(self) -> str:
        """The charset in lower case, `utf-8` where none or an unknown one is named."""
        named = self.octets.get(b"charset", b"").decode("latin-1").lower()
        return named if named in _CHARSETS else "utf-8"

    def text(self, name: str) -> str:
        """Return a parameter, empty when it was not sent; octets the charset has not become U+FFFD."""
        return self.octets.get(name.encode(), b"").decode(self.charset, "replace")

    @cached_property
    def signed(self) -> bytes:
        """What the app had to sign: all but `sign`, empty ones left out, sorted by name."""
        return joined({name: value for name, value in self.octets.items() if name != b"sign"})

    @property
    def built(self) -> str:
        """The same, readable."""
        return self.signed.decode(self.charset, "replace")


def joined(octets: Mapping[bytes, bytes]) -> bytes:
    """Return `name=value` of all that is not empty, sorted by name, joined by `&`."""
    return b"&".join(name + b"=" + value for name, value in sorted(octets.items()) if name and value)


def parsed(query: bytes, form: bytes = b"") -> Parameters:
    """Return the parameters of a query and a form body; of equal names the query's, and there the first."""
    found: dict[bytes, bytes] = {}
    for part in (query, form):
        for piece in part.split(b"&", MOST)[:MOST]:
            name, _, value = piece.partition(b"=")
            if name:
                found.setdefault(_decoded(name), _decoded(value))
    return Parameters(found)


def _decoded(octets: bytes) -> bytes:
    return _ESCAPE.sub(_octet, octets.replace(b"+", b" "))


def _octet(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 16),))
