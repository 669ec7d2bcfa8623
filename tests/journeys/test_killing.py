"""A few rounds of `killing`, whose hundred are a command of their own."""

import asyncio
from pathlib import Path

import pytest

from tests.journeys.killing import Killing

pytestmark = pytest.mark.journey


def test_a_killed_emulator_forgets_nothing_it_acknowledged(tmp_path: Path) -> None:
    killing = Killing(tmp_path, seed=5)
    asyncio.run(killing.run(5))
    assert killing.count.lost == []
    assert killing.told.damaged == 0
    assert killing.count.kills > 5
    assert {"create", "pay", "refund", "close", "scan", "link"} <= set(killing.count.acknowledged)
