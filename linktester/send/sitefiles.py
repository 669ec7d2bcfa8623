"""Association files of a site on the real network, fetched because the user named its host."""

import re
import ssl
from dataclasses import dataclass

from linktester.model.association import FILE_PATHS
from linktester.model.message import Message
from linktester.model.system import OS
from linktester.send.associations import live_file
from linktester.send.limits import LIMITS, Limits
from linktester.send.transport import Line, live_tls

_HOST = re.compile(r"(?=.{1,253}(?::|\Z))[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?(?::\d{1,5})?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One place that was asked for a system's file."""

    system: OS
    url: str
    body: bytes | None
    """None: the system would get no file here; `told` says why."""
    told: tuple[Message, ...]


def is_host(text: str) -> bool:
    """Tell whether `text` is a host name, with or without a port, and nothing else."""
    return _HOST.match(text) is not None


async def site_files(
    host: str, limits: Limits = LIMITS, trust: ssl.SSLContext | None = None
) -> tuple[SiteFile, ...]:
    """Ask `host` (a name, with or without a port) for the files of all systems; no other host is reached.

    By each system's rules: HTTPS with a valid certificate, no redirects, size and type. Of a system with
    several places those after the first file are not asked. Never raises for what the site does; `trust`
    stands in for the machine's own certificates.
    """
    line = Line.live(trust or live_tls())
    found: list[SiteFile] = []
    try:
        for system, paths in FILE_PATHS.items():
            for path in paths:
                url = f"https://{host}{path}"
                got = await live_file(line, system, url, limits)
                found.append(SiteFile(system, url, got.body, got.told))
                if got.body is not None:
                    break
    finally:
        await line.aclose()
    return tuple(found)
