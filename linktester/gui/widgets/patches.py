"""What a cell of a picture looks like before it is drawn: patches with a look, a word and small signs."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt

from linktester.gui.present import Look

PATCHES_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""A model gives `tuple[Patch, ...]` for it, left to right; empty where a cell holds nothing."""
CHANGED_ROLE = PATCHES_ROLE + 1
"""A model gives a `Change` for it."""
FOUND_ROLE = PATCHES_ROLE + 2
"""A model gives True for it on heads that match what is searched for."""


class Ground(StrEnum):
    """What a patch is filled with."""

    SOLID = "solid"
    """An answer: the soft colour of its role."""
    HATCHED = "hatched"
    """A gap: nobody knows."""
    CROSSED = "crossed"
    """A gap of another kind: those who should know disagree."""
    PLAIN = "plain"
    """Nothing yet: it takes a trial."""


class Badge(StrEnum):
    """Small signs on a patch."""

    PARTIAL = "partial"
    """A half disc: for some only."""
    ANECDOTAL = "anecdotal"
    """A quotation mark: somebody said so."""
    INFERRED = "inferred"
    """A wave: concluded, not seen."""
    DIFFERS = "differs"
    """A warning sign: what was sent came to something else."""
    SENT = "sent"
    """A dot: it was sent, too, and came to the same."""


class Change(StrEnum):
    """How a cell differs from another picture's."""

    NONE = "none"
    LOOKS = "looks"
    """It looks different: how well it is known, for whom it holds."""
    TURNED = "turned"
    """The answer itself is another."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One part of a cell."""

    look: Look
    word: str
    """Shown where there is room."""
    ground: Ground = Ground.SOLID
    aged: bool = False
    """Pale, with a dotted edge: the last evidence is older."""
    badges: tuple[Badge, ...] = ()
