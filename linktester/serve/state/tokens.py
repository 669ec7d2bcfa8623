"""Access tokens of the open platforms, and how often something was asked for on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from linktester.serve.state.database import Database
from linktester.serve.state.moments import kept, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One access token."""

    token: str
    platform: str
    owner: str
    """The app it was given to."""
    kind: str = ""
    made_at: datetime
    expires_at: datetime


class Tokens:
    """All tokens and counts of one state directory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, token: Token) -> Token:
        """Keep a new token; return it."""
        row = {
            "token": token.token,
            "platform": token.platform,
            "owner": token.owner,
            "kind": token.kind,
            "made_at": kept(token.made_at),
            "expires_at": kept(token.expires_at),
        }
        self._database.put("tokens", row)
        return token

    def find(self, token: str) -> Token | None:
        """Return what is known of a token, over or not."""
        return self._one("SELECT * FROM tokens WHERE token = ?", token)

    def newest(self, platform: str, owner: str, kind: str = "") -> Token | None:
        """Return an app's newest token of this kind, over or not."""
        sql = (
            "SELECT * FROM tokens WHERE platform = ? AND owner = ? AND kind = ? "
            "ORDER BY made_at DESC, rowid DESC"
        )
        return self._one(sql, platform, owner, kind)

    def cut(self, platform: str, owner: str, ends: datetime, *, but: str = "", kind: str = "") -> None:
        """Let an app's tokens of this kind end at `ends` at the latest, all but the token `but`."""
        sql = (
            "UPDATE tokens SET expires_at = ? "
            "WHERE platform = ? AND owner = ? AND kind = ? AND expires_at > ? AND token <> ?"
        )
        end = kept(ends)
        self._database.run(sql, end, platform, owner, kind, end, but)

    def count(self, platform: str, owner: str, what: str, day: date) -> int:
        """Count `what` once more on this day; return how often it was counted, this time included."""
        row = {"platform": platform, "owner": owner, "what": what, "day": day.isoformat(), "count": 1}
        self._database.put(
            "counts", row, instead="ON CONFLICT (platform, owner, what, day) DO UPDATE SET count = count + 1"
        )
        return self.counted(platform, owner, what, day)

    def counted(self, platform: str, owner: str, what: str, day: date) -> int:
        """Return how often `what` was counted on this day."""
        sql = "SELECT count FROM counts WHERE platform = ? AND owner = ? AND what = ? AND day = ?"
        found = self._database.row(sql, platform, owner, what, day.isoformat())
        return 0 if found is None else int(found[0])

    def forget(self) -> None:
        """Forget all tokens and counts."""
        with self._database.together():
            self._database.run("DELETE FROM tokens")
            self._database.run("DELETE FROM counts")

    def _one(self, sql: str, *values: object) -> Token | None:
        row = self._database.row(sql, *values)
        if row is None:
            return None
        return Token(
            token=row["token"],
            platform=row["platform"],
            owner=row["owner"],
            kind=row["kind"],
            made_at=moment(row["made_at"]),
            expires_at=moment(row["expires_at"]),
        )
