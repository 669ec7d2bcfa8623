"""Putting blocks of text into another order, with some left out, changed or added; the rest stays."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from linktester.project.layout import Blocks


@dataclass(frozen=True, slots=True)
class Piece:
    """One block that is wanted: an old one (`at`), as it stands or with another body, or a new one."""

    at: int | None = None
    """Index of the old block."""
    body: bytes | None = None
    """None: as it stands. Without an end to its last line."""


def arranged(blocks: Blocks, wanted: Sequence[Piece], eol: bytes, *, is_loose: bool = True) -> bytes:
    """Return the text with the wanted blocks; those that are new or moved get lines of their own.

    `eol` ends a line of this text; `is_loose` asks for a blank line as well. Blocks that keep their order
    keep their surroundings. What stood around a block that went is kept, unless it was blank. Each old block
    is wanted at most once.
    """
    between = eol * 2 if is_loose else eol
    staying = _staying([piece.at for piece in wanted])
    gap, following, above = blocks.gaps[0], 0, b""
    parts: list[bytes] = []
    for piece in wanted:
        body = _body(blocks, piece)
        if piece.at is not None and piece.at in staying:
            gap = _across(blocks, gap, following, piece.at, is_first=not above)
            parts += [_apart(above, gap, eol), body]
            following = piece.at + 1
            gap = blocks.gaps[following]
        elif above:
            parts += [between, body]
        else:
            parts += [_opened(gap, eol, between), body]
            gap = between if blocks.bodies else eol
        above = body
    parts.append(_across(blocks, gap, following, len(blocks.bodies), is_first=not above))
    return b"".join(parts)


def _body(blocks: Blocks, piece: Piece) -> bytes:
    if piece.body is not None:
        return piece.body
    if piece.at is None:
        raise AssertionError("a piece that is neither old nor new")
    return blocks.bodies[piece.at]


def _across(blocks: Blocks, gap: bytes, first: int, last: int, *, is_first: bool) -> bytes:
    """Return what is left between two blocks when those from `first` to `last` (exclusive) went."""
    for below in blocks.gaps[first + 1 : last + 1]:
        is_end = last == len(blocks.bodies)
        if gap.strip() or (is_first and not gap):
            gap += below.lstrip(b"\r\n") if below.strip() else b""
        elif below.strip() or is_end or len(below) > len(gap):
            gap = below
    return gap


def _apart(above: bytes, gap: bytes, eol: bytes) -> bytes:
    """Return the gap, wide enough that a comment at the end of one block does not become the next one's."""
    is_told = above.rpartition(b"\n")[2].lstrip().startswith(b"#")
    return gap + eol if is_told and gap.count(b"\n") == 1 else gap


def _opened(gap: bytes, eol: bytes, between: bytes) -> bytes:
    """Return what stands above everything, ready for a block that was not the first before."""
    if not gap.strip():
        return gap
    gap += b"" if gap.endswith(b"\n") else eol
    return gap if between == eol or gap.endswith(eol * 2) else gap + eol


def _staying(order: Sequence[int | None]) -> frozenset[int]:
    """Return the longest run of old indexes that still stand in their old order."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for index in order:
        if index is None:
            continue
        spot = bisect_left(tails, index)
        before[index] = tails[spot - 1] if spot else None
        tails[spot : spot + 1] = [index]
    kept: set[int] = set()
    at = tails[-1] if tails else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return frozenset(kept)
