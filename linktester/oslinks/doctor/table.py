"""The findings there are: their stable codes, how bad each is, and the source that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linktester import resources
from linktester.model.link import Severity
from linktester.model.message import Message
from linktester.oslinks.filefindings import FileFinding, Notebook


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding."""

    code: str
    """Also the code of its sentence."""
    severity: Severity
    source: str
    """Where the rule is published; for people."""


@cache
def entries() -> Mapping[str, Entry]:
    """Return code → entry, in the order of the table."""
    table = resources.read_table("oslinks/findings.toml")
    sources = table["sources"]
    return {
        row["code"]: Entry(row["code"], Severity(row["severity"]), sources[row["source"]])
        for row in table["finding"]
    }


class Notes(Notebook):
    """Collects findings whose severity stands in the table."""

    def add(self, path: str, said: Message, spot: tuple[int, int] | None = None) -> None:
        """Note what stands at `path`, or at line and column where no path leads there."""
        if len(self.findings) < self.MOST:
            line, column = spot or (None, None)
            severity = entries()[said.code].severity
            self.findings.append(FileFinding(severity, said, path, line, column))
