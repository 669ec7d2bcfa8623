"""How much of anything untrusted the sender takes; every figure is a bound, none a tuning knob."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one probe. Times in seconds, sizes in bytes."""

    probe_seconds: float = 60.0
    """The whole probe, from the first question to the last answer."""
    exchange_seconds: float = 20.0
    """One request with its whole answer; ends servers that drip."""
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    """Silence between two reads."""
    hops: int = 20
    """Pages and redirects of one probe."""
    visits: int = 3
    """Times one address may be loaded; more is a loop."""
    body_bytes: int = 4 * 1024 * 1024
    """Decoded octets of a page; a longer page is `too-large`."""
    download_bytes: int = 256 * 1024
    """Decoded octets of anything that is no page (pictures, archives); reading stops there."""
    body_excerpt: int = 64 * 1024
    """Decoded octets kept in `Exchange.body`."""
    head_bytes: int = 64 * 1024
    """Answer heads as kept; the connection itself gives up at 100 KiB."""
    url_characters: int = 64 * 1024
    """Longer addresses are not sent."""
    script_characters: int = 128 * 1024
    """Inline script read per page; the rest counts as not understood when it navigates."""


LIMITS = Limits()
