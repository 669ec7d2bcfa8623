"""The seam every sender fits: a target in, a session out; a probe in, evidence out.

Emulator, staging, browser, device and the phone page are equals behind it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from linktester.model.case import Probe
from linktester.model.evidence import Evidence
from linktester.model.verdict import Basis
from linktester.send.ready import Ready


class Wire(StrEnum):
    """What is put on the wire for the link itself."""

    PHONE = "phone"
    """The serialisation a web view sends."""
    RAW = "raw"
    """The link's own octets, unchanged."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a session may reach."""

    ready: Ready
    live_hosts: frozenset[str] = frozenset()
    """Lower-case host names (no wildcards) that may really be reached; they win over emulated ones."""
    basis: Basis = Basis.SIMULATED
    wire: Wire = Wire.PHONE


class Capability(StrEnum):
    """What a sender can witness."""

    HOPS = "hops"
    """Every request and redirect."""
    PAGES = "pages"
    """What pages say of themselves."""
    HOST_APPS = "host-apps"
    """What an app does with a link before anything is loaded."""
    HAND_OFF = "hand-off"
    """Which app the system hands a URI to, and the screen it shows."""
    SCRIPTS = "scripts"
    """Pages' scripts really run."""
    DATES = "dates"
    """Other dates than today."""


class Session(Protocol):
    """One use of a sender. Safe to share among the tasks of one event loop."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What its evidence can hold."""

    @property
    def max_parallel(self) -> int:
        """Probes that may be under way at once."""

    @property
    def human_paced(self) -> bool:
        """True when a person has to act for each probe: no time-outs, no retries."""

    async def send(self, probe: Probe) -> Evidence:
        """Try `probe`. Never raises for trouble on the way: that becomes `Failed`. Cancelling cancels."""

    async def aclose(self) -> None:
        """Close every connection. The session cannot be used afterwards."""


class Sender(Protocol):
    """Opens sessions."""

    def open(self, target: Target) -> Session:
        """Return a session; nothing is connected before the first probe."""
