from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linktester.gui.emulatorfacts import READY, Facts, ask
from linktester.send import Ready
from linktester.serve.lock import READY_FILE
from tests.fakes.emulator import running_emulator
from tests.fakes.window import READY as NOBODY


def test_the_file_is_the_emulators_own() -> None:
    assert READY == READY_FILE


@pytest.mark.journey
def test_a_running_emulator_tells_its_rules_and_since_when(tmp_path: Path) -> None:
    with running_emulator(tmp_path) as told:
        names = ("base_url", "tls_base_url", "control_url", "control_token", "credentials_file")
        facts = ask(Ready(*(told[name] for name in names)), tmp_path)
    assert facts.since is not None
    assert abs(datetime.now(UTC) - facts.since) < timedelta(minutes=5)
    assert "wechat" in facts.packs
    assert all(len(each.split(" ")) == 2 for each in facts.packs.values())


def test_one_that_does_not_answer_tells_nothing(tmp_path: Path) -> None:
    assert ask(NOBODY, tmp_path) == Facts()
