import asyncio
import io
import os
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve import livelog
from linktester.serve.livelog import LiveLog, on_file, on_stream, wants_colour
from linktester.wording import Words
from tests.fakes.happenings import Reader, SlowReader, acted, entry, kept
from tests.fakes.terminals import Screen

EN = Words("en")


def a_log(reader: Reader, *, coloured: bool = False) -> LiveLog:
    return LiveLog(EN, reader.write, lambda: 100, coloured=coloured)


def test_what_was_taken_is_written_before_the_end() -> None:
    reader = Reader()
    log = a_log(reader)
    for number in range(50):
        log.take(entry(number=f"T-{number}"))
    log.close()
    assert [line.rsplit(" ", 1)[1] for line in reader.lines] == [f"T-{number}" for number in range(50)]


def test_every_piece_is_whole_lines() -> None:
    reader = Reader()
    log = a_log(reader)
    log.take(entry(401, refused="signature", built="a\nb\n"))
    log.close()
    assert len(reader.pieces) == 1
    assert reader.pieces[0].endswith("⏎\n")


def test_an_order_follows_the_request_that_changed_it() -> None:
    reader = Reader()

    async def play() -> None:
        log = a_log(reader)
        log.take(kept("NOTPAY"))
        log.take(entry(number="T-1"))
        log.take(kept("SUCCESS"))
        log.take(acted())
        log.close()

    asyncio.run(play())
    words = [line.split()[2] for line in reader.lines]
    assert words == ["POST", "order", "/payer/pay", "order"]


def test_an_order_that_changed_by_itself_is_written_with_the_loops_next_step() -> None:
    reader = Reader()

    async def play() -> None:
        log = a_log(reader)
        log.take(kept("NOTPAY"))
        await asyncio.sleep(0)
        log.close()

    asyncio.run(play())
    assert len(reader.lines) == 1


def test_a_reader_that_has_gone_stops_nothing() -> None:
    reader = Reader(most=0)
    log = a_log(reader)
    for _ in range(10):
        log.take(entry())
    log.close()
    log.take(entry())
    assert reader.pieces == []


def test_colours_are_for_those_who_want_them() -> None:
    plain, coloured = Reader(), Reader()
    for reader, wanted in ((plain, False), (coloured, True)):
        log = a_log(reader, coloured=wanted)
        log.take(entry(500))
        log.close()
    assert "\x1b" not in plain.lines[0]
    assert "\x1b[31;1m → 500\x1b[0m" in coloured.lines[0]


def test_a_file_is_added_to(tmp_path: Path) -> None:
    file = tmp_path / "live.log"
    file.write_text("before\n")
    log = on_file(EN, file)
    log.take(entry(number="字"))
    log.close()
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "before"
    assert lines[1].endswith("字")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        on_file(EN, tmp_path / "none" / "live.log")
    assert caught.value.message.code == "serve.bad-log"


def test_a_pipe_is_written_past_the_streams_buffer() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "w") as stream:
        log = on_stream(EN, stream, {})
        log.take(entry(number="T-1"))
        log.close()
        assert os.read(source.fileno(), 1_000).endswith(b"T-1\n")


def test_a_terminal_is_written_as_text() -> None:
    stream = Screen()
    log = on_stream(EN, stream, {"NO_COLOR": "1"})
    log.take(entry(number="T-1"))
    log.close()
    assert stream.getvalue().endswith("T-1\n")
    assert "\x1b" not in stream.getvalue()


def test_a_stream_that_is_no_file_is_written_as_text() -> None:
    stream = io.StringIO()
    log = on_stream(EN, stream, {})
    log.take(entry(number="T-1"))
    log.close()
    assert stream.getvalue().endswith("T-1\n")


@pytest.mark.skipif(os.name == "nt", reason="old consoles do not understand colours")
@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_whoever_wants_no_colour_gets_none(environment: dict[str, str], wanted: bool) -> None:
    assert wants_colour(environment) is wanted


def test_a_slow_reader_costs_lines_and_is_told() -> None:
    reader = SlowReader()
    log = LiveLog(EN, reader.write, lambda: 100)
    log.take(entry())
    reader.begun.wait(5)
    for _ in range(livelog.MOST_WAITING + 3):
        log.take(entry())
    reader.go.set()
    log.close()
    assert sum("3 entries left out" in line for line in reader.lines) == 1
