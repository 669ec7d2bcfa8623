"""The notebook of one probe."""

from pathlib import Path

import pytest

from linktester.model.citation import GapKind
from linktester.model.evidence import Failed, HarnessGap, Stayed
from linktester.model.verdict import Basis
from linktester.send.limits import LIMITS
from linktester.send.transport import HostBook, Line, Side, emulator_tls
from linktester.send.trip import Trip, TripOver
from tests.fakes.client_protocol import FakeEmulator
from tests.fakes.phones import probe, run


def trip(folder: Path) -> Trip:
    async def go() -> Trip:
        async with FakeEmulator(folder) as emulator:
            line = Line(emulator.ready, emulator_tls(emulator.ready.ca_pem()), None)
            return Trip(probe("https://a.example/"), line, HostBook((), frozenset({"live.example"})), LIMITS)

    made: Trip = run(go())
    return made


def test_evidence_is_what_was_seen_in_order(tmp_path: Path) -> None:
    made = trip(tmp_path)
    made.see(Stayed(text="1"))
    made.see(Stayed(text="2"))
    evidence = made.evidence(Basis.STAGING)
    assert [each.text for each in evidence.observations] == ["1", "2"]  # type: ignore[union-attr]
    assert (evidence.basis, evidence.probe_key) == (Basis.STAGING, made.probe.key)
    assert evidence.started_at.tzinfo is not None
    assert (made.last, made.next) == (None, 0)


@pytest.mark.parametrize(
    ("side", "kind", "told", "ours"),
    [
        (Side.EMULATED, "connect", "emulator-died", True),
        (Side.EMULATED, "timeout", "timeout", True),
        (Side.LIVE, "connect", "connect", False),
        (Side.LIVE, "timeout", "timeout", False),
    ],
)
def test_failures_belong_to_the_side_last_asked(
    tmp_path: Path, side: Side, kind: str, told: str, ours: bool
) -> None:
    made = trip(tmp_path)
    made.side = side
    with pytest.raises(TripOver):
        made.fail(kind, "x" * 1_000)
    (failed,) = made.evidence(Basis.SIMULATED).observations
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.ours, len(failed.detail)) == (told, ours, 300)


def test_gaps_end_it(tmp_path: Path) -> None:
    made = trip(tmp_path)
    with pytest.raises(TripOver):
        made.gap(GapKind.CONFLICT)
    assert made.evidence(Basis.SIMULATED).observations == (HarnessGap(kind=GapKind.CONFLICT),)


def test_sides_know_the_probes_own_sites(tmp_path: Path) -> None:
    made = trip(tmp_path)
    assert made.side_of("a.example") is Side.EMULATED
    assert made.side_of("live.example") is Side.LIVE
    assert made.side_of("other.example") is Side.REFUSED
