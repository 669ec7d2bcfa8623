"""One case about a rule that ties links to apps: a question of `resolve --jsonl` with the answer expected."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LinkCase:
    """One question."""

    id: str
    """Place of the rule, and what the link is to show."""
    kind: str
    """Kind of question of the batch mode."""
    config: Any
    """JSON data."""
    url: str
    expect: Any
    """The result, as JSON data."""

    def plain(self) -> dict[str, Any]:
        """Return the case as an object of JSON lines."""
        return {
            "id": self.id,
            "kind": self.kind,
            "config": self.config,
            "url": self.url,
            "expect": self.expect,
        }
