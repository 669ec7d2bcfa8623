from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.openapis import Studio, a_studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = a_studio(tmp_path)
    yield made
    made.ground.close()
