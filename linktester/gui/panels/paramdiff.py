"""The parameters of a link, intended beside reached, with how each fared in word and colour."""

from collections.abc import Sequence

from linktester.gui.widgets.prose import Line, Piece
from linktester.model.link import ParamChange, ParamDiff
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases

MOST = 100
VALUE = 400
"""Characters of one value."""
SHARES = (20, 30, 30, 20)
"""Widths of the columns, in hundredths."""
_ROLES = {
    ParamChange.EQUAL: "honored",
    ParamChange.DROPPED: "blocked",
    ParamChange.ADDED: "rewritten",
    ParamChange.CHANGED: "rewritten",
}


def header(phrases: Phrases) -> tuple[Line, ...]:
    """Return the words above the columns."""
    codes = ("report.parameter", "report.intended", "report.reached", "report.change")
    return tuple(Line((Piece(phrases.text(code), "muted"),), above=0) for code in codes)


def rows(diff: Sequence[ParamDiff], phrases: Phrases) -> list[tuple[Line, ...]]:
    """Return a row of cells for each parameter; those that decide come first, else in their order."""
    ordered = sorted(diff[:MOST], key=_rank)
    return [_row(each, phrases) for each in ordered]


def _rank(each: ParamDiff) -> tuple[bool, bool]:
    return (not each.significant, each.change is ParamChange.EQUAL)


def _row(each: ParamDiff, phrases: Phrases) -> tuple[Line, ...]:
    # Only what decides is in colour: the rest may change without anybody minding.
    role = _ROLES[each.change] if each.significant else "muted"
    change = [Piece(phrases.of("change", each.change), role, bold=each.significant)]
    if not each.significant:
        change.append(Piece(f"\n{phrases.text('report.not-significant')}", "muted"))
    name = Piece(one_line(each.name, VALUE), mono=True, bold=each.significant)
    return (
        Line((name,), above=0),
        _value(each.intended, each.significant),
        _value(each.reached, each.significant),
        Line(tuple(change), above=0),
    )


def _value(text: str | None, significant: bool) -> Line:
    if text is None:
        return Line((Piece("–", "muted"),), above=0)
    return Line((Piece(one_line(text, VALUE), "text" if significant else "muted", mono=True),), above=0)
