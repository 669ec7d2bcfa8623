"""One real emulator for all journeys of a test process."""

from collections.abc import Iterator

import pytest

from linktester.send import EmulatorProcess


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmulatorProcess]:
    """The shipped packs in a process of its own, on a state folder of its own."""
    with EmulatorProcess(tmp_path_factory.mktemp("emulator")) as running:
        yield running
