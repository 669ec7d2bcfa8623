"""Which rules are about a question, whatever the date: an index by gate, platform and surface.

Among rules about the same question the order is: newest `valid_from` first; at the same moment a team's
own observation first; then the more specific match; then the id, so that the order never depends on files.
A moment of the day counts: a change at noon follows a snapshot of that morning.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linktester.model.citation import Confidence, Gate
from linktester.model.link import PlatformId
from linktester.model.pack import Match, Pack, Question, Rule
from linktester.policy.classes import LinkClass
from linktester.policy.vocabulary import Mechanism, Vocabulary

_WEIGHTS = {"families": 5, "targets": 5, "classes": 3}
"""How much each named property makes a match more specific; all others count 1."""
_MEMORY = 4096
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){0,7}", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A rule with its pack and its place in the order."""

    rule: Rule
    pack_name: str
    pack: Pack
    specificity: int

    @property
    def team(self) -> bool:
        """Return whether the team saw this itself."""
        return self.rule.confidence is Confidence.TEAM


class Index:
    """Rules by gate, platform and surface, each list in order; remembers recent questions."""

    def __init__(
        self, ranked: Iterable[Ranked], classes: Mapping[str, LinkClass], vocabulary: Vocabulary
    ) -> None:
        self._classes = classes
        self._vocabulary = vocabulary
        self._by_platform: dict[tuple[Gate, PlatformId], tuple[Ranked, ...]] = {}
        self._memory: dict[Question, tuple[Ranked, ...]] = {}
        groups: dict[tuple[Gate, PlatformId], list[Ranked]] = {}
        for one in ranked:
            groups.setdefault((one.rule.gate, one.rule.platform), []).append(one)
        for key, members in groups.items():
            self._by_platform[key] = tuple(sorted(members, key=_order))
        self._by_surface = {key: _by_surface(members) for key, members in self._by_platform.items()}

    def about(self, question: Question) -> tuple[Ranked, ...]:
        """Return all rules that match `question` on whatever date, in order."""
        found = self._memory.get(question)
        if found is None:
            found = tuple(one for one in self._near(question) if self.matches(one.rule.match, question))
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            self._memory[question] = found
        return found

    def of(self, gate: Gate, platform: PlatformId) -> tuple[Ranked, ...]:
        """Return all rules of a platform's gate, in order."""
        return self._by_platform.get((gate, platform), ())

    def matches(self, match: Match, question: Question) -> bool:
        """Return whether a rule with `match` is about `question`."""
        return (
            self.same_link(match, question)
            and (not match.surfaces or question.surface in match.surfaces)
            and (not match.entries or question.entry in match.entries)
            and _client_fits(match, question.client)
        )

    def same_link(self, match: Match, question: Question) -> bool:
        """Return whether `match` is about this link from this host, on whatever surface or client."""
        return (
            (not match.hosts or question.host in match.hosts)
            and (not match.families or question.family in match.families)
            and (not match.targets or question.target in match.targets)
            and (not match.contents or question.content in match.contents)
            and (not match.os or question.os in match.os)
            and (match.filed is None or match.filed == question.filed)
            and (not match.relations or self._relation(question) in match.relations)
            and (not match.classes or self._in_any(match.classes, question))
        )

    def _near(self, question: Question) -> tuple[Ranked, ...]:
        surfaces = self._by_surface.get((question.gate, question.platform))
        if surfaces is None:
            return ()
        return surfaces.get(question.surface, surfaces[""])

    def _relation(self, question: Question) -> str:
        return self._vocabulary.relation(question.host, question.target)

    def _in_any(self, names: tuple[str, ...], question: Question) -> bool:
        mechanism = self._mechanism(question)
        return any(
            clause.holds(question.family, question.target, question.content, mechanism)
            for name in names
            for clause in self._classes[name].any
        )

    def _mechanism(self, question: Question) -> Mechanism | None:
        if question.mechanism:
            return Mechanism(question.mechanism)
        return self._vocabulary.families.get(question.family)


def specificity(match: Match) -> int:
    """Return how narrow a match is; only good for comparing two of them."""
    named = (
        ("hosts", match.hosts),
        ("surfaces", match.surfaces),
        ("entries", match.entries),
        ("classes", match.classes),
        ("families", match.families),
        ("targets", match.targets),
        ("contents", match.contents),
        ("relations", match.relations),
        ("os", match.os),
        ("client", match.client_from or match.client_below),
        ("filed", match.filed is not None),
    )
    return sum(_WEIGHTS.get(name, 1) for name, value in named if value)


def version_key(text: str) -> tuple[int, ...] | None:
    """Return a client version as numbers without closing zeros; None when it starts with no number.

    `8.0.13.1234(0x2800)` counts as 8.0.13.1234.
    """
    found = _VERSION.match(text[:80].strip())
    if found is None:
        return None
    numbers = [int(part) for part in found[0].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _client_fits(match: Match, client: str | None) -> bool:
    """None is the newest client of the date, never below a bound; what is no version fits no bound."""
    if match.client_from is None and match.client_below is None:
        return True
    if client is None:
        return match.client_below is None
    have = version_key(client)
    if have is None:
        return False
    low = version_key(match.client_from) if match.client_from else None
    high = version_key(match.client_below) if match.client_below else None
    return (low is None or have >= low) and (high is None or have < high)


def _order(one: Ranked) -> tuple[float, bool, int, str]:
    return (-one.rule.valid_from.timestamp(), not one.team, -one.specificity, one.rule.id)


def _by_surface(members: tuple[Ranked, ...]) -> dict[str, tuple[Ranked, ...]]:
    """Split by surface; the key "" holds the rules that name none and so belong to every surface."""
    surfaces = {"", *(surface for one in members for surface in one.rule.match.surfaces)}
    return {
        surface: tuple(
            one for one in members if not one.rule.match.surfaces or surface in one.rule.match.surfaces
        )
        for surface in surfaces
    }
