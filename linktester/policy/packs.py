"""All loaded packs as one value: rules by gate and platform, ready to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from linktester.model.citation import Source
from linktester.model.pack import Pack, Rule
from linktester.policy.classes import LinkClass
from linktester.policy.select import Index
from linktester.policy.sources import Found
from linktester.policy.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything known, shipped and the team's own. Immutable apart from the index's memory."""

    packs: Mapping[str, Pack]
    """By name: the platform id for a shipped pack, `folder/platform` for a team's own."""
    rules: Mapping[str, Rule]
    """By id."""
    classes: Mapping[str, LinkClass]
    sources: Mapping[str, Source]
    """Events and observations by id, the team's own included."""
    vocabulary: Vocabulary
    stale_after_days: int
    """A team's observation older than this no longer overrides."""
    index: Index = field(compare=False, repr=False)
    found: Mapping[str, Found] = field(default_factory=dict, compare=False, repr=False)
    """The same events and observations as written: whose, where, how sure, and where they were read."""

    def versions(self) -> dict[str, str]:
        """Return pack name → `version hash`, sorted by name."""
        return {name: f"{pack.version} {pack.hash}" for name, pack in sorted(self.packs.items())}
