"""A session on the emulated phone: connections, worlds, and one notebook per probe."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from linktester.links import catalogue, is_order, order_of
from linktester.model.case import Probe
from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Evidence, Failed
from linktester.model.world import WorldSpec
from linktester.send.control import Control
from linktester.send.limits import Limits
from linktester.send.payer import PayerControl
from linktester.send.play import play
from linktester.send.port import Capability, Target
from linktester.send.snapshots import Snapshots
from linktester.send.transport import HostBook, Line, emulator_tls, live_tls
from linktester.send.trip import Trip, TripOver

if TYPE_CHECKING:
    from linktester.send.merchant import Papers
    from linktester.send.purchase import Means

_CAPABILITIES = frozenset(
    {
        Capability.HOPS,
        Capability.PAGES,
        Capability.HOST_APPS,
        Capability.HAND_OFF,
        Capability.DATES,
    }
)
_PARALLEL = 32
_MAX_WORLDS = 10_000


class EmulatedSession:
    """See `port.Session`. Belongs to the event loop it is first used in."""

    def __init__(self, target: Target, limits: Limits) -> None:
        self._target = target
        self._limits = limits
        self._emulator_tls = emulator_tls(target.ready.ca_pem())
        self._live_tls: ssl.SSLContext | None = live_tls() if target.live_hosts else None
        self._control = Control(target.ready)
        self._hosts: HostBook | None = None
        self._worlds: dict[WorldSpec, str] = {}
        self._snapshots = Snapshots()
        self._payer: PayerControl | None = None
        self._papers: Papers | None = None
        self._idle: list[Line] = []
        self._lines: list[Line] = []

    @property
    def capabilities(self) -> frozenset[Capability]:
        """Everything but running scripts."""
        return _CAPABILITIES

    @property
    def max_parallel(self) -> int:
        """Probes that may be under way at once; each has connections of its own."""
        return _PARALLEL

    @property
    def human_paced(self) -> bool:
        """Nobody has to do anything."""
        return False

    @property
    def control(self) -> Control:
        """The emulator's control port; the journal is asked only after judging."""
        return self._control

    async def send(self, probe: Probe) -> Evidence:
        """Try `probe`. Trouble on the way becomes `Failed`; only cancelling leaves by an exception."""
        async with self._line() as line:
            hosts = self._hosts or HostBook((), self._target.live_hosts)
            trip = Trip(probe, line, hosts, self._limits, self._snapshots)
            try:
                async with asyncio.timeout(self._limits.probe_seconds):
                    await self._know_hosts(trip)
                    await self._played(trip)
            except TripOver:
                pass
            except TimeoutError:
                trip.note_failure("deadline", f"{self._limits.probe_seconds:g} s")
        evidence = trip.evidence(self._target.basis)
        self._learn(evidence)
        return evidence

    async def aclose(self) -> None:
        """Close all connections."""
        for line in self._lines:
            await line.aclose()
        self._lines.clear()
        self._idle.clear()
        await self._control.aclose()
        if self._payer is not None:
            await self._payer.aclose()

    async def _played(self, trip: Trip) -> None:
        """Try the probe's link, or what is ordered by it."""
        link = trip.probe.link
        if not is_order(link):
            await self._enter(trip, False)
            await play(trip, self._target.wire)
            return
        wish = order_of(link)
        if wish is None:
            trip.fail("unsendable", link.text)
        from linktester.send.purchase import purchase  # noqa: PLC0415 - keys are for payment cases only

        await purchase(trip, wish, await self._means(trip), self._target.wire)

    async def _know_hosts(self, trip: Trip) -> None:
        """Find out which hosts are emulated."""
        try:
            if self._hosts is None:
                known = {*catalogue().hosts(), *await self._control.hosts()}
                self._hosts = HostBook(known, self._target.live_hosts)
        except EnvironmentFault as fault:
            trip.fail_by(fault)
        trip.hosts = self._hosts

    async def _enter(self, trip: Trip, alone: bool) -> None:
        """Put `trip` into its probe's world; one that is for this probe alone is not kept in mind."""
        probe = trip.probe
        spec = WorldSpec(
            as_of=probe.as_of, accept=probe.accept, rollout_seed=probe.rollout_seed, sites=probe.sites
        )
        try:
            if spec in self._worlds:
                trip.world = self._worlds[spec]
                return
            trip.world = await self._control.world(spec)
        except EnvironmentFault as fault:
            trip.fail_by(fault)
        if not alone:
            if len(self._worlds) >= _MAX_WORLDS:
                self._worlds.clear()
            self._worlds[spec] = trip.world

    async def _means(self, trip: Trip) -> "Means":
        """Return what payment cases need, made when the first one comes."""
        from linktester.send.merchant import Papers  # noqa: PLC0415
        from linktester.send.purchase import Means  # noqa: PLC0415

        ready = self._target.ready
        try:
            if self._papers is None:
                self._papers = await asyncio.to_thread(Papers.from_file, ready.credentials_file)
        except EnvironmentFault as fault:
            trip.fail_by(fault)
        if self._payer is None:
            self._payer = PayerControl(ready)
        return Means(self._papers, self._payer, self._enter)

    def _learn(self, evidence: Evidence) -> None:
        """An emulator that died, or forgot the world, is told its worlds again."""
        for seen in evidence.observations:
            if isinstance(seen, Failed) and (seen.kind == "emulator-died" or "unknown-world" in seen.detail):
                self._worlds.clear()

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[Line]:
        """Lend the connections of one worker; whoever asks while all are lent gets new ones."""
        if not self._idle:
            line = Line(self._target.ready, self._emulator_tls, self._live_tls)
            self._lines.append(line)
            self._idle.append(line)
        line = self._idle.pop()
        try:
            yield line
        finally:
            self._idle.append(line)
