"""Octets of answers, addressed by their SHA-256 and kept once, however many results share them."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from linktester.store.records import DIGEST, NOTHING, expand, squeeze

if TYPE_CHECKING:
    from sqlalchemy import Connection

_REMEMBERED = 4_096
_PAGE = 400
_INSERT = """
INSERT INTO body (digest, used_on, lasting, content) VALUES (?, ?, ?, ?)
ON CONFLICT (digest) DO UPDATE SET
  used_on = max(used_on, excluded.used_on), lasting = max(lasting, excluded.lasting)
"""


class Bodies:
    """The `body` table. Not thread-safe by itself: the archive's one writer uses it."""

    def __init__(self) -> None:
        self._written: OrderedDict[tuple[bytes, str], None] = OrderedDict()

    def add(
        self, connection: "Connection", bodies: Iterable[tuple[bytes, bytes]], day: date, *, lasting: bool
    ) -> list[tuple[bytes, str]]:
        """Write those that were not written lately; return what was written, to `remember` after the commit.

        `lasting` content (control evidence) stays as long as a result points at it; other content goes when
        retention says so.
        """
        on = day.isoformat()
        rows, fresh = [], []
        for digest, content in bodies:
            if (digest, on) not in self._written:
                rows.append((digest, on, int(lasting), squeeze(content)))
                fresh.append((digest, on))
        if rows:
            connection.exec_driver_sql(_INSERT, rows)
        return fresh

    def remember(self, written: Iterable[tuple[bytes, str]]) -> None:
        """Note what is safely stored, so that it is not written again soon."""
        for key in written:
            self._written[key] = None
        while len(self._written) > _REMEMBERED:
            self._written.popitem(last=False)

    def forget(self) -> None:
        """Take nothing as stored any more."""
        self._written.clear()


def load(connection: "Connection", digests: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return digest → octets of those that are (still) there."""
    wanted = sorted(set(digests) - {NOTHING})
    found: dict[bytes, bytes] = {}
    for start in range(0, len(wanted), _PAGE):
        page = tuple(wanted[start : start + _PAGE])
        marks = ",".join("?" * len(page))
        rows = connection.exec_driver_sql(f"SELECT digest, content FROM body WHERE digest IN ({marks})", page)
        found.update((digest, expand(content)) for digest, content in rows)
    return found


def split(digests: bytes) -> list[bytes]:
    """Return the digests that stand in one column, one after the other."""
    return [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)]


def drop_old(connection: "Connection", before: date) -> int:
    """Drop content that no result used since `before`; return how much went."""
    return connection.exec_driver_sql(
        "DELETE FROM body WHERE used_on < ? AND lasting = 0", (before.isoformat(),)
    ).rowcount


def drop_unused(connection: "Connection") -> int:
    """Drop content that no result and no annotation points at any more; return how much went."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS in_use (digest BLOB PRIMARY KEY) WITHOUT ROWID"
    )
    connection.exec_driver_sql("DELETE FROM in_use")
    rows = connection.exec_driver_sql("SELECT DISTINCT bodies, control FROM result")
    while page := rows.fetchmany(_PAGE):
        used = {(digest,) for bodies, control in page for digest in (*split(bodies), control or NOTHING)}
        connection.exec_driver_sql("INSERT OR IGNORE INTO in_use VALUES (?)", sorted(used))
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO in_use SELECT screenshot FROM annotation WHERE screenshot IS NOT NULL"
    )
    return connection.exec_driver_sql(
        "DELETE FROM body WHERE digest NOT IN (SELECT digest FROM in_use)"
    ).rowcount
