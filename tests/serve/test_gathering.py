import asyncio
from typing import Any

from linktester.serve.gathering import Gathering


class Line:
    """Notes what a transport is told."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.closing = False

    def write(self, data: bytes) -> None:
        self.told.append(data)

    def is_closing(self) -> bool:
        return self.closing

    def __getattr__(self, name: str) -> Any:
        return lambda: self.told.append(name)


def gathered(*, closing: bool = False, then: str = "", last: bool = False) -> list[Any]:
    async def spoken() -> list[Any]:
        line: Any = Line()
        out = Gathering(line, asyncio.get_running_loop())
        out.write(b"head")
        out.write(b"body")
        assert line.told == []
        if then:
            getattr(out, then)()
        line.closing = closing
        await asyncio.sleep(0)
        if last:
            out.write(b"next")
            await asyncio.sleep(0)
        told: list[Any] = line.told
        return told

    return asyncio.run(spoken())


def test_what_is_written_in_one_step_leaves_as_one_piece() -> None:
    assert gathered() == [b"headbody"]
    assert gathered(last=True) == [b"headbody", b"next"]


def test_what_waits_leaves_before_the_end() -> None:
    assert gathered(then="close") == [b"headbody", "close"]
    assert gathered(then="write_eof") == [b"headbody", "write_eof"]


def test_what_need_not_wait_leaves_at_once_behind_what_waits() -> None:
    async def spoken() -> list[Any]:
        line: Any = Line()
        out = Gathering(line, asyncio.get_running_loop())
        out.write_out(b"first")
        out.write(b"second")
        out.write_out(b"third")
        told: list[Any] = list(line.told)
        return told

    assert asyncio.run(spoken()) == [b"first", b"secondthird"]


def test_cutting_drops_what_waits() -> None:
    assert gathered(then="abort") == ["abort"]


def test_a_line_that_closed_meanwhile_is_not_written_to() -> None:
    assert gathered(closing=True) == []


def test_all_else_is_the_real_lines_business() -> None:
    assert gathered(then="pause_reading") == ["pause_reading", b"headbody"]
