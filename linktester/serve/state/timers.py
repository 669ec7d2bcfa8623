"""What the business clock will bring: a refund that goes through, a trade that closes itself."""

from dataclasses import dataclass
from datetime import datetime

from linktester.serve.state.database import Database
from linktester.serve.state.moments import kept, moment, moment_or_none


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """One thing to come."""

    id: int = 0
    due: datetime
    platform: str
    kind: str
    """The platform's own word for what is to be done."""
    subject: int
    """Id of the order or refund it is about."""


class Timers:
    """All that is to come in one state directory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, timer: Timer) -> None:
        """Keep a new one."""
        row = {
            "due": kept(timer.due),
            "platform": timer.platform,
            "kind": timer.kind,
            "subject": timer.subject,
        }
        self._database.put("timers", row)

    def due(self, now: datetime) -> Timer | None:
        """Return the earliest that is due by `now`."""
        row = self._database.row("SELECT * FROM timers WHERE due <= ? ORDER BY due, id", kept(now))
        if row is None:
            return None
        return Timer(
            id=row["id"],
            due=moment(row["due"]),
            platform=row["platform"],
            kind=row["kind"],
            subject=row["subject"],
        )

    def next_due(self) -> datetime | None:
        """Return when the next one is due."""
        row = self._database.row("SELECT min(due) FROM timers")
        return None if row is None else moment_or_none(row[0])

    def remove(self, timer: Timer) -> None:
        """Strike one off."""
        self._database.run("DELETE FROM timers WHERE id = ?", timer.id)

    def cancel(self, platform: str, kind: str, subject: int) -> None:
        """Strike off what was to happen to `subject`."""
        sql = "DELETE FROM timers WHERE platform = ? AND kind = ? AND subject = ?"
        self._database.run(sql, platform, kind, subject)

    def forget(self) -> None:
        """Strike off everything."""
        self._database.run("DELETE FROM timers")
