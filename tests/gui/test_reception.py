"""The first window's ear: what it takes in, what it turns away, and what it leaves behind."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.handover import MOST_LINE, Asked, Outcome, meet
from linktester.gui.instance import Claim, claim, key
from linktester.gui.reception import MOST_GUESTS, Reception
from linktester.workspace import Places
from tests.fakes.guests import HOME, meeting_place, request

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes are met elsewhere")
PLACES = Places(HOME, HOME / "state")


@pytest.fixture
def place() -> Iterator[dict[str, str]]:
    with meeting_place() as environment:
        yield environment


@pytest.fixture
def reception(qapp: object, place: dict[str, str]) -> Iterator[Reception]:
    made = Reception(claim(HOME, place), PLACES)
    assert made.open()
    yield made
    made.close()


def guest(reception: Reception, octets: bytes) -> socket.socket:
    talk = socket.socket(socket.AF_UNIX)
    talk.connect(reception.line)
    talk.sendall(octets)
    talk.setblocking(False)
    return talk


def answered(qtbot: QtBot, talk: socket.socket) -> bytes:
    """Return what is said until the line is put down."""
    got = b""

    def is_over() -> bool:
        nonlocal got
        try:
            more = talk.recv(4096)
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        got += more
        return not more

    qtbot.waitUntil(is_over, timeout=20_000)
    talk.close()
    return got


def test_a_later_start_is_heard_and_answered(
    qtbot: QtBot, reception: Reception, place: dict[str, str]
) -> None:
    met: list[Outcome | None] = []
    later = Thread(target=lambda: met.append(meet(HOME, ["/a.toml"], place)[1]))
    with qtbot.waitSignal(reception.asked, timeout=20_000) as told:
        later.start()
    qtbot.waitUntil(lambda: not later.is_alive(), timeout=20_000)
    assert told.args == [Asked(home=key(HOME), things=("/a.toml",))]
    assert met == [Outcome.TAKEN]


def test_another_homes_start_hears_whose_window_this_is_and_is_not_served(
    qtbot: QtBot, reception: Reception
) -> None:
    with qtbot.assertNotEmitted(reception.asked):
        said = answered(qtbot, guest(reception, request(Path("/another"))))
    assert key(HOME).encode() in said


@pytest.mark.parametrize("octets", [b"\n", b"GET / HTTP/1.1\r\n\r\n", b"\0\xff\n", b'{"linktester": 1}\n'])
def test_rubbish_is_turned_away_without_a_word(qtbot: QtBot, reception: Reception, octets: bytes) -> None:
    with qtbot.assertNotEmitted(reception.asked):
        assert answered(qtbot, guest(reception, octets)) == b""


def test_a_line_that_never_ends_is_cut_off(qtbot: QtBot, reception: Reception) -> None:
    talk = guest(reception, b"x")
    rest = b"x" * MOST_LINE

    def send() -> bool:
        nonlocal rest
        try:
            rest = rest[talk.send(rest) :]
        except BlockingIOError:
            return False
        except (BrokenPipeError, ConnectionResetError):
            return True
        return not rest

    qtbot.waitUntil(send, timeout=20_000)
    assert answered(qtbot, talk) == b""


def test_each_says_one_line(qtbot: QtBot, reception: Reception) -> None:
    heard: list[object] = []
    reception.asked.connect(heard.append)
    answered(qtbot, guest(reception, request() + request()))
    assert len(heard) == 1


def test_a_line_in_pieces_is_put_together(qtbot: QtBot, reception: Reception) -> None:
    octets = request(things=["/a.toml"])
    talk = guest(reception, octets[:7])
    with qtbot.waitSignal(reception.asked, timeout=20_000):
        talk.sendall(octets[7:])
    talk.close()


def test_only_a_few_may_linger(qtbot: QtBot, reception: Reception) -> None:
    lingering = [guest(reception, b"{") for _ in range(MOST_GUESTS)]
    qtbot.waitUntil(lambda: reception.guests == MOST_GUESTS, timeout=20_000)
    assert answered(qtbot, guest(reception, request())) == b""
    for talk in lingering:
        talk.close()
    qtbot.waitUntil(lambda: reception.guests == 0, timeout=20_000)


def test_what_a_killed_one_left_is_swept_away(qapp: object, place: dict[str, str]) -> None:
    mine = claim(HOME, place)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(mine.line)
    made = Reception(mine, PLACES)
    assert made.open()
    made.close()
    assert list(Path(place["XDG_RUNTIME_DIR"]).iterdir()) == []


def test_who_is_not_the_first_does_not_listen(qapp: object, place: dict[str, str]) -> None:
    first, second = claim(HOME, place), claim(HOME, place)
    assert not Reception(second, PLACES).open()
    first.release()


def test_where_nobody_can_listen_the_lock_is_given_back(qapp: object, place: dict[str, str]) -> None:
    mine = claim(HOME, place)
    made = Reception(mine, PLACES)
    mine.line = str(Path(place["XDG_RUNTIME_DIR"]) / "none" / "socket")
    assert not made.open()
    again: Claim = claim(HOME, place)
    assert again.is_ours
    again.release()
