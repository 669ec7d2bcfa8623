import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linktester.cli.streams import Outlet, outlet, read_octets
from tests.fakes.streams import Broken

NO_ROOM = OSError(28, "No space left on device")


def test_a_reader_that_has_gone_is_no_fault():
    out = Outlet(Broken(BrokenPipeError(32, "Broken pipe")))
    assert out.write("text") == 4
    out.flush()
    assert out.fault is None
    assert not out.isatty()


def test_a_full_disk_is_told_once_and_stops_nothing():
    out = Outlet(Broken(NO_ROOM))
    out.write("text")
    out.write("more")
    out.write_octets(b"octets")
    assert out.fault == "No space left on device"


def test_no_stream_at_all_swallows_everything():
    out = Outlet(None)
    assert out.write("text") == 4
    out.write_octets(b"octets")
    out.flush()
    assert out.fault is None


def test_an_outlet_tells_when_nobody_is_there_any_more():
    out = Outlet(Broken(BrokenPipeError(32, "Broken pipe")))
    assert not out.gone
    out.write("text")
    assert out.gone
    assert Outlet(None).gone


def test_octets_are_read_from_under_a_text_stream():
    assert read_octets(io.TextIOWrapper(io.BytesIO(b"\xff\x00abc")), 4) == b"\xff\x00ab"
    assert read_octets(io.StringIO("ü"), 4) == "ü".encode()


def test_an_outlet_is_not_wrapped_twice_and_shows_its_stream():
    inner = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    out = outlet(inner)
    assert outlet(out) is out
    assert out.encoding == "ascii"
    out.write("text")
    out.write_octets(b"\xff")
    out.flush()
    assert inner.buffer.getvalue() == b"text\xff"  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="needs file descriptors of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_standard_streams_are_survived(closed: str, tmp_path: Path):
    line = f'"{sys.executable}" -m linktester link explain https://shop.example.com/ {closed}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False, env=_environment(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("link", "explain", "https://shop.example.com/"), ("run", "--help")])
def test_an_output_that_cannot_be_written_is_told(words: tuple[str, ...], tmp_path: Path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "linktester", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=_environment(tmp_path),
        )
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "LINKTESTER_HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
