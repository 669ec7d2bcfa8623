"""The emulated phone fits the seam that every sender fits."""

from pathlib import Path

from linktester.model.verdict import Basis
from linktester.send import Capability, EmulatedPhone, Sender, Session, Target, Wire
from tests.fakes.client_protocol import FakeEmulator
from tests.fakes.phones import run


def test_the_phone_is_a_sender(tmp_path: Path) -> None:
    async def go() -> None:
        async with FakeEmulator(tmp_path) as emulator:
            sender: Sender = EmulatedPhone()
            session: Session = sender.open(Target(emulator.ready))
            assert Capability.HAND_OFF in session.capabilities
            assert Capability.SCRIPTS not in session.capabilities
            assert session.max_parallel > 1
            assert not session.human_paced
            await session.aclose()

    run(go())


def test_a_target_is_simulated_and_closed_unless_said_otherwise(tmp_path: Path) -> None:
    async def go() -> Target:
        async with FakeEmulator(tmp_path) as emulator:
            return Target(emulator.ready)

    target = run(go())
    assert (target.live_hosts, target.basis, target.wire) == (frozenset(), Basis.SIMULATED, Wire.PHONE)
