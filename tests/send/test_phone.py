"""Opening sessions."""

from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.send import EmulatedPhone, Ready, Target
from tests.fakes.client_protocol import FakeEmulator
from tests.fakes.phones import run


def test_opening_connects_to_nothing(tmp_path: Path) -> None:
    async def go() -> FakeEmulator:
        async with FakeEmulator(tmp_path) as emulator:
            await EmulatedPhone().open(Target(emulator.ready)).aclose()
            return emulator

    emulator = run(go())
    assert (emulator.got, emulator.worlds) == ([], [])


def test_without_credentials_there_is_no_session(tmp_path: Path) -> None:
    ready = Ready("http://h:1", "https://h:2", "http://h:3", "t", str(tmp_path / "none"))
    with pytest.raises(EnvironmentFault):
        EmulatedPhone().open(Target(ready))
