"""Cost of keeping a result: the archive against bare batches of the same evidence as JSON.

    python -m tests.benchmarks.archive [RESULTS]

Both write transactions of 64 results; the bare side encodes each result as one JSON text, bodies included,
and inserts it into a table with the same keys. The archive takes bodies out and keeps each of them once.
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from linktester.model.run import CaseResult
from linktester.store import Archive
from tests.fakes.probes import a_head, a_result

BATCH = 64
ROUNDS = 5
TABLE = (
    "CREATE TABLE result (run TEXT, position INTEGER, probe_key TEXT, document BLOB, UNIQUE (run, position))"
)


def samples(count: int) -> list[tuple[int, CaseResult]]:
    """Results with pages of 1.5 kB, a fiftieth of them different."""
    return [
        (number, a_result(number, b"<p>%d</p>" % (number % 50) + b"x" * 1_500)) for number in range(count)
    ]


def kept(folder: Path, results: list[tuple[int, CaseResult]]) -> float:
    """CPU seconds of the archive."""
    archive = Archive.open(folder / "archive.db")
    archive.begin(a_head())
    began = time.process_time()
    for start in range(0, len(results), BATCH):
        archive.add_many(a_head().id, results[start : start + BATCH])
    used = time.process_time() - began
    archive.close()
    return used


def bare(folder: Path, results: list[tuple[int, CaseResult]]) -> float:
    """CPU seconds of bare batches."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(TABLE)
    began = time.process_time()
    for start in range(0, len(results), BATCH):
        batch = results[start : start + BATCH]
        rows = [("run", number, one.probe.key, msgspec.json.encode(one)) for number, one in batch]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO result VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    used = time.process_time() - began
    connection.close()
    return used


def main(count: int) -> None:
    """Print one table."""
    results = samples(count)
    figures: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            figures.append((kept(Path(folder), results), bare(Path(folder), results)))
    ours, theirs = (min(column) / count for column in zip(*figures, strict=True))
    rows = (("archive", ours), ("bare", theirs))
    lines = [f"{name:8} {used * 1e6:12.1f} {1 / used:12.0f} {theirs / used:8.2f}" for name, used in rows]
    sys.stdout.write("\n".join(["what       µs/result    results/s    ratio", *lines]) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 4_000)
