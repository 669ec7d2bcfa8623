"""One probe under way: what it has seen so far, and how it ends early."""

from collections import Counter
from datetime import UTC, datetime
from time import perf_counter
from typing import NoReturn

from linktester.model.case import Probe
from linktester.model.citation import GapKind
from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import AnyObservation, Evidence, Exchange, Failed, HarnessGap
from linktester.model.verdict import Basis
from linktester.send.cookies import Cookies
from linktester.send.fetch import Answer, Ask, fetch
from linktester.send.limits import Limits
from linktester.send.snapshots import Snapshots
from linktester.send.transport import HostBook, Line, Side
from linktester.send.waypoints import Shown


class TripOver(Exception):
    """The probe ends here; why has been written down already. Never leaves the room."""


class Trip:
    """The notebook of one probe."""

    def __init__(
        self,
        probe: Probe,
        line: Line,
        hosts: HostBook,
        limits: Limits,
        snapshots: Snapshots | None = None,
    ) -> None:
        self.probe = probe
        self.limits = limits
        self.world: str | None = None
        self.cookies = Cookies()
        self.visits: Counter[str] = Counter()
        self.side = Side.EMULATED
        """Where the last request went; decides whose fault a failure is."""
        self._line = line
        self.hosts = hosts
        self.shown: Shown | None = None
        """The page shown last, and the web view that shows it."""
        self.snapshots = Snapshots() if snapshots is None else snapshots
        self._key = probe.key
        self._sites = frozenset(site.host for site in probe.sites)
        self._started_at = datetime.now(UTC)
        self._epoch = perf_counter()
        self._exchanges: list[Exchange] = []
        self._observations: list[AnyObservation] = []

    @property
    def last(self) -> int | None:
        """Index of the newest exchange."""
        return len(self._exchanges) - 1 if self._exchanges else None

    @property
    def next(self) -> int:
        """Index the next exchange will have."""
        return len(self._exchanges)

    @property
    def observations(self) -> tuple[AnyObservation, ...]:
        """What was seen so far, in order."""
        return tuple(self._observations)

    @property
    def is_at_gap(self) -> bool:
        """Whether the last thing written down is that the emulator may not say."""
        return bool(self._observations) and isinstance(self._observations[-1], HarnessGap)

    def become(self, probe: Probe) -> None:
        """Go on with another link, made during this very probe; the evidence stays that of the first."""
        self.probe = probe
        self._sites = frozenset(site.host for site in probe.sites)

    def side_of(self, host: str) -> Side:
        """Return where `host` leads."""
        return self.hosts.side(host, self._sites)

    def see(self, observation: AnyObservation) -> None:
        """Write down one observation."""
        self._observations.append(observation)

    async def ask(self, ask: Ask) -> Answer:
        """Return the whole answer to `ask`, written down. Ends the probe when there is none."""
        self.side = ask.side
        answer = await fetch(self._line, ask, self.limits, self._epoch)
        self._exchanges.append(answer.exchange)
        if answer.failure is not None:
            self.fail(answer.failure, answer.detail)
        return answer

    async def ask_aside(self, ask: Ask) -> Answer:
        """Return the answer to what the system asks for itself: it is in no evidence and ends nothing."""
        self.side = ask.side
        return await fetch(self._line, ask, self.limits, self._epoch)

    def fail(self, kind: str, detail: str = "") -> NoReturn:
        """Write down that something broke, and end the probe."""
        self.note_failure(kind, detail)
        raise TripOver

    def fail_by(self, fault: EnvironmentFault) -> NoReturn:
        """Write down that the emulator's control port let us down, and end the probe."""
        kind = "emulator-died" if fault.message.code == "send.control-unreachable" else "bad-answer"
        self.fail(kind, str(fault.message.args.get("reason", fault.message.code)))

    def note_failure(self, kind: str, detail: str = "") -> None:
        """Write down that something broke on the side last asked."""
        if kind == "connect" and self.side is Side.EMULATED:
            kind = "emulator-died"
        ours = self.side is not Side.LIVE
        self.see(Failed(exchange=self.last, kind=kind, detail=detail[:300], ours=ours))

    def gap(self, kind: GapKind) -> NoReturn:
        """Write down that the emulator may not say, and end the probe."""
        self.see(HarnessGap(exchange=self.last, kind=kind))
        raise TripOver

    def evidence(self, basis: Basis) -> Evidence:
        """Return everything seen."""
        return Evidence(
            probe_key=self._key,
            basis=basis,
            started_at=self._started_at,
            exchanges=tuple(self._exchanges),
            observations=tuple(self._observations),
            world=self.world,
            elapsed_ms=(perf_counter() - self._epoch) * 1000,
        )
