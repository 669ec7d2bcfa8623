"""Callbacks to merchants: what is to be told, when the next try is due, and every try with its answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from linktester.serve.state.database import Database, Row
from linktester.serve.state.moments import kept, moment, moment_or_none, text_of, value_of


class NoticeState(StrEnum):
    """How a callback stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    GIVEN_UP = "given-up"
    """The ladder has no rung left."""
    HELD = "held"
    """Its address is none the emulator may send to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One callback."""

    id: str
    """The same on every try; the platform's own form."""
    platform: str
    merchant: str
    number: str
    """The merchant's order number it is about."""
    event: str
    url: str
    ladder: str
    """Name of the retry ladder in the platform's data."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    """What every try is built from; plain JSON data."""
    state: NoticeState = NoticeState.PENDING
    made_at: datetime
    due: datetime | None = None
    """When the next try is due, by the business clock; None when there is none."""
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try."""

    notice: str
    at: datetime
    """By the business clock."""
    sent_at: datetime
    """By the real clock."""
    tamper: str | None = None
    headers: Mapping[str, str]
    body: bytes
    status: int | None = None
    answer: bytes = b""
    error: str | None = None
    outcome: str
    """`accepted`, `refused`, `failed`; a damaged one that was taken: `not-verified`."""


class Notices:
    """All callbacks of one state directory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, notice: Notice) -> Notice:
        """Keep a new one; return it."""
        row = {
            "id": notice.id,
            "platform": notice.platform,
            "merchant": notice.merchant,
            "number": notice.number,
            "event": notice.event,
            "url": notice.url,
            "ladder": notice.ladder,
            "payload": text_of(notice.payload),
            "made_at": kept(notice.made_at),
            **_standing(notice),
        }
        self._database.put("notices", row)
        return notice

    def save(self, notice: Notice) -> Notice:
        """Replace how a callback stands; return it."""
        self._database.change("notices", "id", notice.id, _standing(notice))
        return notice

    def find(self, id_: str) -> Notice | None:
        """Return the callback with this id."""
        row = self._database.row("SELECT * FROM notices WHERE id = ?", id_)
        return None if row is None else _notice(row)

    def due(self, now: datetime, most: int = 200) -> tuple[str, ...]:
        """Return the ids of callbacks whose next try is due by `now`, the longest waiting first."""
        sql = "SELECT id FROM notices WHERE due <= ? ORDER BY due, rowid LIMIT ?"
        return tuple(row[0] for row in self._database.rows(sql, kept(now), most))

    def next_due(self, but: Collection[str] = ()) -> datetime | None:
        """Return when the next try is due, leaving out the callbacks that are under way."""
        sql = "SELECT id, due FROM notices WHERE due IS NOT NULL ORDER BY due LIMIT ?"
        rows = self._database.rows(sql, len(but) + 1)
        return next((moment(row["due"]) for row in rows if row["id"] not in but), None)

    def listed(self, number: str = "", most: int = 200) -> tuple[Notice, ...]:
        """Return callbacks about an order number, of all orders when it is empty; newest first."""
        sql = "SELECT * FROM notices WHERE ? = '' OR number = ? ORDER BY rowid DESC LIMIT ?"
        return tuple(map(_notice, self._database.rows(sql, number, number, most)))

    def rebase(self, now: datetime) -> None:
        """Let everything overdue be due now: while nobody ran, nothing was tried."""
        self._database.run("UPDATE notices SET due = ? WHERE due < ?", kept(now), kept(now))

    def note(self, attempt: Attempt) -> None:
        """Keep a try."""
        row = {
            "notice": attempt.notice,
            "at": kept(attempt.at),
            "sent_at": kept(attempt.sent_at),
            "tamper": attempt.tamper,
            "headers": text_of(attempt.headers),
            "body": attempt.body,
            "status": attempt.status,
            "answer": attempt.answer,
            "error": attempt.error,
            "outcome": attempt.outcome,
        }
        self._database.put("attempts", row)

    def attempts(self, notice: str) -> tuple[Attempt, ...]:
        """Return a callback's tries, oldest first."""
        rows = self._database.rows("SELECT * FROM attempts WHERE notice = ? ORDER BY id", notice)
        return tuple(map(_attempt, rows))

    def forget(self) -> None:
        """Forget all callbacks."""
        self._database.run("DELETE FROM notices")


def _standing(notice: Notice) -> dict[str, object]:
    return {"state": str(notice.state), "due": kept(notice.due), "tries": notice.tries}


def _notice(row: Row) -> Notice:
    return Notice(
        id=row["id"],
        platform=row["platform"],
        merchant=row["merchant"],
        number=row["number"],
        event=row["event"],
        url=row["url"],
        ladder=row["ladder"],
        payload=value_of(row["payload"]),
        state=NoticeState(row["state"]),
        made_at=moment(row["made_at"]),
        due=moment_or_none(row["due"]),
        tries=row["tries"],
    )


def _attempt(row: Row) -> Attempt:
    return Attempt(
        notice=row["notice"],
        at=moment(row["at"]),
        sent_at=moment(row["sent_at"]),
        tamper=row["tamper"],
        headers=value_of(row["headers"]),
        body=row["body"],
        status=row["status"],
        answer=row["answer"],
        error=row["error"],
        outcome=row["outcome"],
    )
