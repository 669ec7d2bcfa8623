"""Classes of links (`TB`, `DYv`, `CAMP` …): families, owners and contents that a host treats alike.

A link is in a class when one of the class's clauses holds; a clause holds when all that it names does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from linktester.codec import structure
from linktester.model.errors import InputErrors, Problem
from linktester.model.link import Content, FamilyId, PlatformId
from linktester.policy.vocabulary import Mechanism, Vocabulary, unknown
from linktester.tomltext import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One way into a class; an empty tuple means "any"."""

    families: tuple[FamilyId, ...] = ()
    targets: tuple[PlatformId, ...] = ()
    contents: tuple[Content, ...] = ()
    except_targets: tuple[PlatformId, ...] = ()
    except_contents: tuple[Content, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()

    def holds(
        self, family: FamilyId, target: PlatformId, content: Content, mechanism: Mechanism | None
    ) -> bool:
        """Return whether a link of these properties satisfies everything the clause names."""
        return (
            (not self.families or family in self.families)
            and (not self.targets or target in self.targets)
            and (not self.contents or content in self.contents)
            and target not in self.except_targets
            and content not in self.except_contents
            and (not self.mechanisms or mechanism in self.mechanisms)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClass:
    """A named class."""

    id: str
    title: str
    any: tuple[Clause, ...]


def read_classes(
    document: Document, vocabulary: Vocabulary, problems: list[Problem]
) -> Mapping[str, LinkClass]:
    """Return the classes of `document` by id, adding every mistake to `problems`."""
    try:
        found = structure(document.value.get("class", []), tuple[LinkClass, ...])
    except InputErrors as error:
        for problem in error.problems:
            path = f"class{problem.place.path or ''}"
            problems.append(Problem(document.place(path), problem.message))
        return {}
    for index, kind in enumerate(found):
        for position, clause in enumerate(kind.any):
            _check(clause, f"class[{index}].any[{position}]", document, vocabulary, problems)
    return {kind.id: kind for kind in found}


def _check(
    clause: Clause, path: str, document: Document, vocabulary: Vocabulary, problems: list[Problem]
) -> None:
    targets = (*clause.targets, *clause.except_targets)
    found = (
        *unknown("families", "policy.unknown-family", clause.families, vocabulary.families.keys()),
        *unknown("targets", "policy.unknown-platform", targets, vocabulary.platforms.keys()),
    )
    for key, said in found:
        problems.append(Problem(document.place(f"{path}.{key}"), said))
