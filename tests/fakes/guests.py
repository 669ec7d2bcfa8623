"""A place where windows meet, and first windows of every kind: polite, deaf, talking rubbish."""

import json
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from linktester.gui.instance import Claim, claim, key

HOME = Path("/kept")


@contextmanager
def meeting_place() -> Iterator[dict[str, str]]:
    """An environment with a place of its own, its name short enough for a socket in it."""
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        yield {"XDG_RUNTIME_DIR": folder}


@contextmanager
def first(environment: Mapping[str, str], said: bytes | None, home: Path = HOME) -> Iterator[list[bytes]]:
    """A first window that says `said` to whoever comes, None = never a word; gives what it has heard."""
    mine = claim(home, environment)
    assert mine.is_ours
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(mine.line)
        server.listen()
        listening = Thread(target=_listen, args=(server, said, heard), daemon=True)
        listening.start()
        try:
            yield heard
        finally:
            _wake(mine)
            listening.join(20)
            Path(mine.line).unlink()
            mine.release()


def polite(home: Path = HOME) -> bytes:
    """What a first window says when it has understood."""
    return json.dumps({"linktester": 1, "home": key(home)}).encode() + b"\n"


def request(home: Path = HOME, **more: object) -> bytes:
    """What a later start says."""
    return json.dumps({"linktester": 1, "home": key(home), "things": [], **more}).encode() + b"\n"


def _listen(server: socket.socket, said: bytes | None, heard: list[bytes]) -> None:
    kept = []
    while True:
        guest, _ = server.accept()
        kept.append(guest)
        line = guest.makefile("rb").readline()
        if line == b"enough\n":
            break
        heard.append(line)
        if said is not None:
            guest.sendall(said)
            guest.close()
    for each in kept:
        each.close()


def _wake(mine: Claim) -> None:
    with socket.socket(socket.AF_UNIX) as last:
        last.connect(mine.line)
        last.sendall(b"enough\n")
