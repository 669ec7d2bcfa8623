"""Bodies inflated with a bound: no answer, however small, may become more than it was allowed to."""

import zlib
from typing import Protocol

OFFERED = "gzip, deflate"
"""The `Accept-Encoding` sent. Brotli and Zstandard are not: those decoders have no output bound."""

_GZIP = zlib.MAX_WBITS | 16
_MAX_LAYERS = 2


class DecompressionError(Exception):
    """The body is not what its `Content-Encoding` says, or that says something never offered."""


class _Decoder(Protocol):
    def feed(self, data: bytes, room: int) -> bytes: ...


def decoder(content_encoding: str) -> "_Decoder":
    """Return the decoder for a `Content-Encoding`. Raises DecompressionError for one that was not offered.

    `feed(data, room)` returns at most `room` decoded octets; what does not fit is dropped, because the reader
    stops there.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in names if name and name != "identity"]
    if not layers:
        return _Plain()
    if len(layers) > _MAX_LAYERS or any(name not in {"gzip", "x-gzip", "deflate"} for name in layers):
        raise DecompressionError(content_encoding[:80])
    decoders: list[_Decoder] = [_Deflate() if name == "deflate" else _Gzip() for name in reversed(layers)]
    return decoders[0] if len(decoders) == 1 else _Layers(decoders)


class _Plain:
    def feed(self, data: bytes, room: int) -> bytes:
        return data[:room]


class _Gzip:
    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(_GZIP)

    def feed(self, data: bytes, room: int) -> bytes:
        return _inflated(self._inflate, data, room)


class _Deflate:
    """`deflate` as servers mean it: zlib-wrapped by RFC 9110 section 8.4.1.2, bare in practice."""

    def __init__(self) -> None:
        self._inflate: zlib._Decompress | None = None
        self._head = b""

    def feed(self, data: bytes, room: int) -> bytes:
        if self._inflate is None:
            self._head += data
            if len(self._head) < 2:
                return b""
            data, self._head = self._head, b""
            wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        return _inflated(self._inflate, data, room)


class _Layers:
    """Twice encoded: what one layer yields feeds the next, within the same bound."""

    def __init__(self, decoders: "list[_Decoder]") -> None:
        self._decoders = decoders

    def feed(self, data: bytes, room: int) -> bytes:
        for layer in self._decoders:
            data = layer.feed(data, room)
        return data


def _inflated(inflate: "zlib._Decompress", data: bytes, room: int) -> bytes:
    if room <= 0 or inflate.eof:
        return b""
    try:
        return inflate.decompress(data, room)
    except zlib.error as error:
        raise DecompressionError(str(error)) from error
