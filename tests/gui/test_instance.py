"""Who is first, where they meet, and that nobody stays first beyond its end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linktester.gui.instance import (
    claim,
)
from tests.fakes.guests import HOME, meeting_place

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes are met elsewhere")

HOLD = """
import sys
from pathlib import Path
from linktester.gui.instance import claim
held = claim(Path(sys.argv[1]))
print(held.is_ours, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place() -> Iterator[dict[str, str]]:
    with meeting_place() as environment:
        yield environment


def test_one_of_two_is_the_first_until_it_lets_go(place: dict[str, str]) -> None:
    one, other = claim(HOME, place), claim(HOME, place)
    assert (one.is_ours, other.is_ours) == (True, False)
    one.release()
    one.release()
    third = claim(HOME, place)
    assert third.is_ours
    third.release()
    assert list(Path(place["XDG_RUNTIME_DIR"]).iterdir()) == []


def test_every_home_has_a_first_one(place: dict[str, str], tmp_path: Path) -> None:
    one, other = claim(tmp_path / "a", place), claim(tmp_path / "b", place)
    assert one.is_ours
    assert other.is_ours
    assert one.line != other.line
    one.release()
    other.release()


def test_a_home_has_one_name_however_it_is_spelled(place: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "home")
    one = claim(tmp_path / "home", place)
    assert not claim(tmp_path / "link" / ".." / "link", place).is_ours
    one.release()


def test_the_lock_goes_with_a_process_that_is_killed(place: dict[str, str]) -> None:
    command = [sys.executable, "-c", HOLD, str(HOME)]
    with subprocess.Popen(
        command, env={**os.environ, **place}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"True\n"
        assert not claim(HOME, place).is_ours
        child.kill()
        child.wait()
        mine = claim(HOME, place)
    assert mine.is_ours
    mine.release()


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o707])
def test_nobody_meets_where_others_may_look(place: dict[str, str], mode: int) -> None:
    Path(place["XDG_RUNTIME_DIR"]).chmod(mode)
    with meeting_place() as behind:
        found = claim(HOME, {**place, "TMPDIR": behind["XDG_RUNTIME_DIR"]})
        assert not found.line.startswith(place["XDG_RUNTIME_DIR"])
        assert found.line.startswith(behind["XDG_RUNTIME_DIR"])
        found.release()


def test_a_path_too_long_for_a_socket_is_not_met_at(place: dict[str, str]) -> None:
    deep = Path(place["XDG_RUNTIME_DIR"], "x" * 100)
    deep.mkdir(0o700)
    found = claim(HOME, {"XDG_RUNTIME_DIR": str(deep), "TMPDIR": place["XDG_RUNTIME_DIR"]})
    assert "xxx" not in found.line
    assert found.is_ours
    found.release()
