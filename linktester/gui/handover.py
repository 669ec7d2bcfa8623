"""A later start hands over what it was asked to the window that is open; and what is said on the way.

One JSON object and a line feed each way: `Asked` there, the home back. Both sides are bounded, and neither
waits for ever.
"""

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from linktester.gui.instance import Claim, claim, key

PROTOCOL = 1
MOST_LINE = 256 * 1024
"""Octets of one request or answer."""
MOST_THINGS = 20
"""Files and links of one request."""
MOST_THING = 8_192
"""Characters of one file name or link; what is longer is cut to one more, and told by whoever reads it."""
START_SECONDS = 12.0
"""How long one that holds the lock, and does not listen yet, is waited for: it may be starting."""
ANSWER_SECONDS = 3.0
"""How long one that listens is waited for: it may hang."""
STEP_SECONDS = 0.05
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


class Outcome(StrEnum):
    """What became of handing over."""

    TAKEN = "taken"
    """The open window has it."""
    OTHER = "other"
    """Something else answers there, or another home's window."""
    SILENT = "silent"
    """A window is there and does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a later start wants of the open window: to come to the front and show these."""

    home: str
    things: tuple[str, ...] = ()
    """Links and absolute file names, in order. Untrusted."""
    token: str = ""
    """What the desktop gave for leave to come to the front; empty without."""


def meet(
    home: Path,
    things: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
    *,
    start_seconds: float = START_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
) -> tuple[Claim, Outcome | None]:
    """Be the first, or give `things` to whoever is: what was found, and what became of it (None = not asked).

    Blocks, but never longer than the two patiences. The lock is tried again each time, because the first one
    may go meanwhile.
    """
    env = os.environ if environment is None else environment
    end = time.monotonic() + start_seconds
    while True:
        found = claim(home, env)
        if found.is_ours or not found.is_possible:
            return found, None
        try:
            asked = asked_now(home, things, env)
            return found, _understood(_exchanged(found.line, written(asked), answer_seconds), asked)
        except TimeoutError:
            return found, Outcome.SILENT
        except OSError:
            # Not there yet: the first one is still on its way to its first picture.
            if time.monotonic() > end:
                return found, Outcome.SILENT
        time.sleep(STEP_SECONDS)


def asked_now(home: Path, things: Iterable[str], environment: Mapping[str, str] | None = None) -> Asked:
    """Return the request of this process: at most `MOST_THINGS`, with what the desktop gave it."""
    env = os.environ if environment is None else environment
    token = next((env[name] for name in _TOKENS if env.get(name)), "")
    return Asked(home=key(home), things=bounded(things), token=token if _is_token(token) else "")


def bounded(things: Iterable[str]) -> tuple[str, ...]:
    """Return the first `MOST_THINGS`, each cut to one character beyond what is read."""
    return tuple(each[: MOST_THING + 1] for each in tuple(things)[:MOST_THINGS])


def written(asked: Asked) -> bytes:
    """Return the request as it goes over the line."""
    told = {"linktester": PROTOCOL, "home": asked.home, "things": list(asked.things), "token": asked.token}
    return json.dumps(told).encode("ascii") + b"\n"


def read(octets: bytes) -> Asked | None:
    """Return the request in one line, None when it is none: whoever runs as this user may have sent it."""
    told = _object(octets)
    home, things, token = told.get("home"), told.get("things"), told.get("token", "")
    if told.get("linktester") != PROTOCOL or not isinstance(home, str) or not isinstance(things, list):
        return None
    if not all(isinstance(each, str) for each in things):
        return None
    safe = token if isinstance(token, str) and _is_token(token) else ""
    return Asked(home=home, things=bounded(things), token=safe)


def answer(home: Path) -> bytes:
    """Return what the first one says when it has understood."""
    return json.dumps({"linktester": PROTOCOL, "home": key(home)}).encode("ascii") + b"\n"


def _understood(octets: bytes, asked: Asked) -> Outcome:
    told = _object(octets)
    mine = told.get("linktester") == PROTOCOL and told.get("home") == asked.home
    return Outcome.TAKEN if mine else Outcome.OTHER


def _object(octets: bytes) -> dict[str, Any]:
    try:
        told = json.loads(octets)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _is_token(text: str) -> bool:
    """Tell whether a text may be handed to the toolkit as a desktop's leave."""
    return 0 < len(text) <= 200 and text.isascii() and text.isprintable() and " " not in text


if sys.platform == "win32":

    def _exchanged(line: str, octets: bytes, seconds: float) -> bytes:
        """Send and receive one line. Raises OSError where nobody listens, TimeoutError where nobody answers.

        Pipes know no patience, so another thread waits, and is left where it is when it takes too long.
        """
        import ctypes  # noqa: PLC0415
        from threading import Thread  # noqa: PLC0415

        # Only who was started by the user may let another window come to the front.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
        with suppress(OSError):
            stream = open(line, "r+b", buffering=0)  # noqa: PTH123, SIM115 - a pipe is no path
            told: list[bytes] = []
            waiting = Thread(target=_talk, args=(stream, octets, told), daemon=True)
            waiting.start()
            waiting.join(seconds)
            if not told:
                raise TimeoutError
            return told[0]
        raise ConnectionRefusedError

    def _talk(stream: IO[bytes], octets: bytes, told: list[bytes]) -> None:
        with suppress(OSError):
            stream.write(octets)
            told.append(stream.readline(MOST_LINE))

else:

    def _exchanged(line: str, octets: bytes, seconds: float) -> bytes:
        """Send and receive one line. Raises OSError where nobody listens, TimeoutError without an answer."""
        import socket  # noqa: PLC0415 - whoever only listens does without

        end = time.monotonic() + seconds
        with socket.socket(socket.AF_UNIX) as talk:
            talk.settimeout(seconds)
            try:
                talk.connect(line)
            except BlockingIOError:
                # As many as may wait are waiting already.
                raise TimeoutError from None
            talk.sendall(octets)
            got = b""
            while not got.endswith(b"\n") and len(got) < MOST_LINE:
                talk.settimeout(max(end - time.monotonic(), 0.001))
                more = talk.recv(4096)
                if not more:
                    break
                got += more
            return got
