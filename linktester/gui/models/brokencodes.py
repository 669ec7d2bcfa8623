"""Broken forms of a code, each with what a reader finds in it; knows no widget."""

from dataclasses import dataclass
from datetime import datetime

from linktester import payments
from linktester.gui.models.codereading import Change, change
from linktester.model.link import Severity
from linktester.model.payment import CodeFinding, Reading, StandardId
from linktester.payments.mutate import Mutation, mutations


@dataclass(frozen=True, slots=True)
class BrokenCode:
    """One broken form."""

    mutation: Mutation
    reading: Reading
    change: Change | None
    """Where it differs from the code it was made of."""

    def findings(self, language: str) -> tuple[CodeFinding, ...]:
        """Return what was found in it that its rule expects, else all that speaks against it."""
        found = payments.spoken(self.reading, language)
        meant = tuple(one for one in found if one.code in self.mutation.expected)
        return meant or tuple(one for one in found if one.severity is not Severity.INFO)


def broken_codes(payload: bytes, standard: StandardId | None, at: datetime | None) -> tuple[BrokenCode, ...]:
    """Return every broken form that the code allows; none for one that is not valid itself."""
    return tuple(_broken(payload, each, at) for each in mutations(payload, standard, at))


def _broken(payload: bytes, each: Mutation, at: datetime | None) -> BrokenCode:
    reading = payments.read(each.payload, standard=each.standard, at=at)
    return BrokenCode(each, reading, change(payload, each.payload))
