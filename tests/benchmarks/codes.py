"""Payment codes: the batch mode beside a bare JSON loop, and a proved picture beside `qrcode` alone.

    python -m tests.benchmarks.codes [CODES]

The batch mode is a process of its own with a file at one end and a pipe at the other, on one core; its
input is a mix of every standard that has vectors, valid and broken. The bare loop reads and writes the same
lines and looks into none. `qrcode` alone draws the modules and the PNG; `make` does the same and reads the
picture back. Compare ratios of one table, never figures of two: the machine drifts.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import qrcode

from linktester.qr import make

VECTORS = Path(__file__).parents[1] / "vectors" / "payments"
GOAL = 5_000
"""Codes per second on one core."""
SIZES = (50, 200, 800)
"""Octets of the pictures."""
ROUNDS = 3
BARE = """
import sys, json
for line in sys.stdin.buffer:
    asked = json.loads(line)
    sys.stdout.write(json.dumps({"id": asked["id"]}) + "\\n")
"""


def vectors() -> Iterator[tuple[str, bytes]]:
    """Yield the payloads of all vectors with the standard they are kept under."""
    for path in sorted(VECTORS.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8")).get("vector", []):
            if "payload" in row:
                yield row.get("standard", path.stem), row["payload"].encode()


def mixed(count: int) -> Iterator[bytes]:
    """Yield lines of input that take the standards in turn."""
    by_standard: dict[str, list[bytes]] = {}
    for standard, payload in vectors():
        by_standard.setdefault(standard, []).append(payload)
    turns = cycle([cycle(payloads) for payloads in by_standard.values()])
    for number, payloads in enumerate(islice(turns, count)):
        payload = next(payloads)
        # Every code is another one, as in a real list: nothing may be answered from memory.
        asked = {"id": number, "payload_b64": b64encode(payload).decode()}
        if payload.isascii() and number % 2:
            asked = {"id": number, "payload": payload.decode()}
        yield json.dumps(asked).encode() + b"\n"


def timed(words: list[str], path: Path) -> tuple[float, float, int]:
    """Run a program over a file; return CPU seconds, wall seconds, and peak KiB."""
    with path.open("rb") as lines:
        began = time.perf_counter()
        child = subprocess.Popen(words, stdin=lines, stdout=subprocess.PIPE)
        assert child.stdout is not None
        answers = 0
        while chunk := child.stdout.read(1 << 20):
            answers += chunk.count(b"\n")
        _, state, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(state)
    if child.returncode or not answers:
        raise SystemExit(f"{words} ended with {child.returncode} after {answers} answers")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss


def batch(count: int) -> None:
    """Print how fast lists are checked, and whether memory grows with them."""
    ours = [sys.executable, "-m", "linktester", "qr", "check", "--jsonl"]
    bare = [sys.executable, "-c", BARE]
    say("codes    what       codes/s (CPU)   codes/s (wall)   start ms   peak MiB   ratio")
    with tempfile.TemporaryDirectory() as folder:
        for size in (count // 10, count):
            one, path = Path(folder) / "one.jsonl", Path(folder) / "codes.jsonl"
            one.write_bytes(next(mixed(1)))
            # Written bit by bit: a child's peak memory is told as at least that of its parent.
            with path.open("wb") as lines:
                lines.writelines(mixed(size))
            best = {}
            for name, words in (("qr check", ours), ("bare loop", bare)):
                start = min(timed(words, one)[0] for _ in range(ROUNDS))
                cpu, wall, peak = min(timed(words, path) for _ in range(ROUNDS))
                best[name] = cpu - start
                rates = f"{size / (cpu - start):15,.0f} {size / wall:16,.0f}"
                ratio = best[name] / best["qr check"]
                say(f"{size:7} {name:10} {rates} {start * 1000:10.0f} {peak / 1024:10.1f} {1 / ratio:7.1f}")
    standards = len({standard for standard, _ in vectors()})
    say(f"{standards} standards in the mix; the goal is {GOAL:,} codes/s")


def drawn_bare(payload: bytes) -> None:
    """Draw a code with the library alone."""
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=8)
    symbol.add_data(payload)
    symbol.make(fit=True)
    symbol.make_image().save(BytesIO())


def milliseconds(work: Callable[[bytes], object], payload: bytes) -> float:
    """Return the best time of a few."""
    best = float("inf")
    for _ in range(ROUNDS * 3):
        began = time.perf_counter()
        work(payload)
        best = min(best, time.perf_counter() - began)
    return best * 1000


def pictures() -> None:
    """Print what a proved picture costs."""
    say("bytes   make, proved ms   qrcode alone ms   ratio")
    for size in SIZES:
        payload = bytes(32 + number * 7 % 90 for number in range(size))
        ours, bare = milliseconds(make, payload), milliseconds(drawn_bare, payload)
        say(f"{size:5} {ours:17.1f} {bare:17.1f} {ours / bare:7.2f}")


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    batch(int(sys.argv[1]) if sys.argv[1:] else 100_000)
    pictures()
