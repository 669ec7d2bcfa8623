"""The history: runs with their results and evidence, in one SQLite file that survives a kill."""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linktester import codec
from linktester.model.annotation import Annotation
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.events import RunFinished
from linktester.model.evidence import Evidence
from linktester.model.message import message
from linktester.model.run import CaseResult, RunHead
from linktester.store import annotations as notes
from linktester.store import bodies as contents
from linktester.store.database import Database
from linktester.store.records import (
    Bare,
    fill,
    read_evidence,
    read_result,
    strip,
    write_evidence,
    write_result,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

PAGE = 200
_INSERT = """
INSERT INTO result (run, position, probe_key, outcome, document, control, bodies) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (run, position) DO UPDATE SET probe_key = excluded.probe_key, outcome = excluded.outcome,
  document = excluded.document, control = excluded.control, bodies = excluded.bodies
"""
_COLUMNS = "position, document, control, bodies"


class Archive:
    """Runs and results. Safe to use from any thread; writes are taken one at a time.

    Every method may raise EnvironmentFault (disk full, read-only, damaged); a run that is not there is an
    InputErrors.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bodies = contents.Bodies()
        self._lock = threading.Lock()
        self._last_control: tuple[Evidence, Bare, bytes] | None = None

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """Open or create the archive at `path`; older schemas are brought up to date after a backup."""
        return cls(Database.open(path))

    @property
    def path(self) -> Path:
        """Return the file."""
        return self._database.path

    def close(self) -> None:
        """Close the file. Further calls open it again."""
        self._database.close()

    def begin(self, head: RunHead) -> None:
        """Enter a run."""
        row = (head.id, head.name, head.started_at.isoformat(), codec.to_json(head))
        with self._lock, self._database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO run (id, name, started_at, head) VALUES (?, ?, ?, ?)", row
            )

    def add(self, run: str, index: int, result: CaseResult) -> None:
        """Store one result; it is safe against a kill when this returns."""
        self.add_many(run, [(index, result)])

    def add_many(self, run: str, results: Iterable[tuple[int, CaseResult]]) -> None:
        """Store results in one transaction: all of them or none. An index that is there is replaced."""
        with self._lock:
            written: list[tuple[bytes, str]] = []
            with self._database.writing() as connection:
                rows = [self._row(connection, run, index, result, written) for index, result in results]
                if rows:
                    connection.exec_driver_sql(_INSERT, rows)
            self._bodies.remember(written)

    def finish(self, run: str, event: RunFinished) -> None:
        """Note how a run ended."""
        with self._lock, self._database.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE run SET finished = ? WHERE id = ?", (codec.to_json(event), run)
            )

    def runs(self) -> tuple[RunHead, ...]:
        """Return all heads, newest first."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT head, name FROM run ORDER BY started_at DESC, id DESC")
            return tuple(_head(data, name) for data, name in rows)

    def head(self, run: str) -> RunHead:
        """Return one head. A unique beginning of the id will do."""
        return self._found(run)[0]

    def finished(self, run: str) -> RunFinished | None:
        """Return how a run ended, None for one that was killed or is still going."""
        return self._found(run)[1]

    def results(self, run: str) -> Iterator[CaseResult]:
        """Yield the results in order, page by page; results added meanwhile at the end are seen too."""
        for _, result in self.numbered(run):
            yield result

    def numbered(self, run: str) -> Iterator[tuple[int, CaseResult]]:
        """Yield (index, result) in order."""
        name, after = self.head(run).id, -1
        while True:
            with self._database.reading() as connection:
                sql = (
                    f"SELECT {_COLUMNS} FROM result WHERE run = ? AND position > ? ORDER BY position LIMIT ?"
                )
                page = list(connection.exec_driver_sql(sql, (name, after, PAGE)))
                found = _results(connection, page)
            yield from found
            if len(page) < PAGE:
                return
            after = page[-1][0]

    def result(self, run: str, probe_key: str) -> CaseResult | None:
        """Return the result of one probe, None when the run has none."""
        with self._database.reading() as connection:
            sql = f"SELECT {_COLUMNS} FROM result WHERE run = ? AND probe_key = ? ORDER BY position LIMIT 1"
            page = list(connection.exec_driver_sql(sql, (self.head(run).id, probe_key)))
            return next((result for _, result in _results(connection, page)), None)

    def count(self, run: str) -> int:
        """Return how many results a run has."""
        with self._database.reading() as connection:
            sql = "SELECT count(*) FROM result WHERE run = ?"
            return int(connection.exec_driver_sql(sql, (self.head(run).id,)).scalar_one())

    def outcomes(self, run: str) -> dict[str, int]:
        """Return how many results a run has of each verdict; verdicts that it has none of are left out."""
        with self._database.reading() as connection:
            sql = "SELECT outcome, count(*) FROM result WHERE run = ? GROUP BY outcome"
            counted = connection.exec_driver_sql(sql, (self.head(run).id,))
            return {str(outcome): int(count) for outcome, count in counted}

    def annotate(self, annotation: Annotation, picture: bytes | None = None) -> Annotation:
        """Store what a person says of a result; what was said before stays in its history.

        `picture` is a screenshot, PNG or JPEG. Returns the annotation as stored: full run id, hash of the
        picture. It is safe against a kill when this returns. Raises InputErrors, with all mistakes.
        """
        notes.check(annotation, picture)
        full = replace(annotation, run=self.head(annotation.run).id)
        with self._lock, self._database.writing() as connection:
            return notes.write(connection, full, picture)

    def annotations(self, run: str) -> tuple[Annotation, ...]:
        """Return what holds of a run's results, the last changed last."""
        full = self.head(run).id
        with self._database.reading() as connection:
            return notes.read(connection, full)

    def annotation(self, run: str, probe_key: str) -> Annotation | None:
        """Return what holds of one result, None when nothing does."""
        full = self.head(run).id
        with self._database.reading() as connection:
            return notes.latest(connection, full, probe_key)

    def annotation_history(self, run: str, probe_key: str) -> tuple[Annotation, ...]:
        """Return all that was ever said of one result, oldest first; each tells who and when."""
        full = self.head(run).id
        with self._database.reading() as connection:
            return notes.history(connection, full, probe_key)

    def screenshot(self, sha256: str) -> bytes | None:
        """Return a stored screenshot, None when no annotation has it."""
        with self._database.reading() as connection:
            return notes.picture(connection, sha256)

    def rename(self, run: str, name: str) -> None:
        """Give a run another name."""
        full = self.head(run).id
        with self._lock, self._database.writing() as connection:
            connection.exec_driver_sql("UPDATE run SET name = ? WHERE id = ?", (name, full))

    def delete(self, run: str) -> None:
        """Remove a run with its results and all contents that nobody else uses."""
        full = self.head(run).id
        with self._lock, self._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM run WHERE id = ?", (full,))
            contents.drop_unused(connection)
            self._forget()

    def expire(self, before: date) -> int:
        """Drop the octets of answers that no run since `before` has seen; return how many went.

        Results, verdicts, lengths, hashes and control evidence stay.
        """
        with self._lock, self._database.writing() as connection:
            self._forget()
            return contents.drop_old(connection, before)

    def _forget(self) -> None:
        self._bodies.forget()
        self._last_control = None

    def _row(
        self,
        connection: "Connection",
        run: str,
        index: int,
        result: CaseResult,
        written: list[tuple[bytes, str]],
    ) -> tuple[Any, ...]:
        bare = strip(result.evidence)
        day = result.evidence.started_at.date()
        written += self._bodies.add(connection, bare.bodies, day, lasting=False)
        digests, address = bare.digests, None
        if result.control is not None:
            control, content = self._bare_control(result.control)
            address = hashlib.sha256(content).digest()
            written += self._bodies.add(connection, control.bodies, day, lasting=False)
            written += self._bodies.add(connection, [(address, content)], day, lasting=True)
            digests += control.digests
        document = write_result(result, bare)
        outcome = result.verdict.outcome.value
        return (run, index, result.evidence.probe_key, outcome, document, address, digests)

    def _bare_control(self, control: Evidence) -> tuple[Bare, bytes]:
        # Probes of one case follow each other and share the control run: the last one is mostly the next one.
        if self._last_control is None or self._last_control[0] is not control:
            bare = strip(control)
            self._last_control = (control, bare, write_evidence(bare))
        return self._last_control[1], self._last_control[2]

    def _found(self, run: str) -> tuple[RunHead, RunFinished | None]:
        with self._database.reading() as connection:
            sql = (
                "SELECT head, name, finished FROM run WHERE substr(id, 1, ?) = ? ORDER BY id = ? DESC LIMIT 2"
            )
            rows = list(connection.exec_driver_sql(sql, (len(run), run, run)))
        if not rows or not run:
            raise InputErrors([Problem(Place(), message("store.no-such-run", run=run[:80]))])
        head = _head(rows[0][0], rows[0][1])
        if len(rows) > 1 and head.id != run:
            raise InputErrors([Problem(Place(), message("store.several-runs", run=run[:80]))])
        finished = rows[0][2]
        return head, None if finished is None else codec.from_json(finished, RunFinished)


def _head(data: bytes, name: str) -> RunHead:
    return replace(codec.from_json(data, RunHead), name=name)


def _results(connection: "Connection", page: list[Any]) -> list[tuple[int, CaseResult]]:
    wanted = {
        digest for _, _, control, digests in page for digest in (*contents.split(digests), control or b"")
    }
    found = contents.load(connection, wanted - {b""})
    return [(index, _result(document, control, digests, found)) for index, document, control, digests in page]


def _result(document: bytes, control: bytes | None, digests: bytes, found: dict[bytes, bytes]) -> CaseResult:
    result = read_result(document)
    own = len(result.evidence.exchanges) * 32
    evidence = fill(result.evidence, digests[:own], found)
    if control is None or control not in found:
        return replace(result, evidence=evidence)
    return replace(
        result, evidence=evidence, control=fill(read_evidence(found[control]), digests[own:], found)
    )
