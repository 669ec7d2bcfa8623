from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.openapis import MiniProgram, a_mini_program


@pytest.fixture
def program(tmp_path: Path) -> Iterator[MiniProgram]:
    made = a_mini_program(tmp_path)
    yield made
    made.ground.close()
