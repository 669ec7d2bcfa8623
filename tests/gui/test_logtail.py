from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from linktester.gui.logtail import MOST_LINE, MOST_LINES, MOST_OCTETS, Tail, tail


def test_the_last_lines_come_with_a_stamp(tmp_path: Path) -> None:
    log = tmp_path / "e.log"
    log.write_bytes("one\r\ntwo\n三".encode())
    found = tail(log)
    assert found is not None
    assert found.lines == ("one", "two", "三")
    assert not found.cut
    assert tail(log, found.stamp) is None
    log.write_bytes(b"one\ntwo\nthree\nfour\n")
    again = tail(log, found.stamp)
    assert again is not None
    assert again.lines[-1] == "four"


def test_only_the_end_of_a_long_log_is_read(tmp_path: Path) -> None:
    log = tmp_path / "e.log"
    log.write_bytes(b"".join(b"line %06d\n" % number for number in range(60_000)))
    found = tail(log)
    assert found is not None
    assert len(found.lines) == MOST_LINES
    assert found.lines[-1] == "line 059999"
    assert found.cut


def test_one_endless_line_is_cut(tmp_path: Path) -> None:
    log = tmp_path / "e.log"
    log.write_bytes(b"x" * (MOST_OCTETS - 1))
    found = tail(log)
    assert found is not None
    assert [len(line) for line in found.lines] == [MOST_LINE]


@pytest.mark.parametrize("name", ["absent.log", "."])
def test_a_log_that_is_not_there_is_empty(tmp_path: Path, name: str) -> None:
    assert tail(tmp_path / name) == Tail()
    assert tail(tmp_path / "absent.log", (0, 0)) is None


@settings(deadline=None, max_examples=60)
@given(some.binary(max_size=400))
def test_any_octets_are_lines(data: bytes) -> None:
    import tempfile  # noqa: PLC0415 - a folder for each example

    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "e.log")
        log.write_bytes(data)
        found = tail(log)
        assert found is not None
        assert len(found.lines) <= MOST_LINES
        assert not any("\n" in line for line in found.lines)
