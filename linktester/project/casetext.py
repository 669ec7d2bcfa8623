"""The cases of a suite's text, taken from one state to another.

Each changed case is tried value by value first and then written anew; what does not read back as wanted is
not taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linktester.model.case import Case, Expectation, Suite
from linktester.model.errors import InputErrors
from linktester.project.arrange import Piece, arranged
from linktester.project.headtext import octets
from linktester.project.layout import Blocks, Layout, Pair
from linktester.project.pairs import Item, changed, changed_items, with_last_comma
from linktester.project.suitefile import placeless_expectation, read, same_case
from linktester.suite import render, write_case


def with_cases(data: bytes, old: Suite, new: Suite, eol: bytes) -> bytes | None:
    """Return the text with the new cases, None when it is laid out in a way that cannot be followed."""
    if old.cases == new.cases:
        return data
    layout = Layout.of(data)
    blocks = None if layout is None else layout.blocks("case")
    if blocks is None or len(blocks.bodies) != len(old.cases):
        return None
    texts = _Texts(blocks, old, new, eol)
    return arranged(blocks, [texts.piece(at, case) for at, case in _partners(old.cases, new.cases)], eol)


def _partners(old: Sequence[Case], new: Sequence[Case]) -> Iterator[tuple[int | None, Case]]:
    """Yield each new case with the index of the old one that it was: by id, or by link if it was renamed."""
    by_id = {case.id: index for index, case in enumerate(old)}
    gone = by_id.keys() - {case.id for case in new}
    by_link = {case.link.text: index for index, case in enumerate(old) if case.id in gone}
    for case in new:
        at = by_id.pop(case.id, None)
        yield (by_link.pop(case.link.text, None) if at is None else at), case


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is needed to word any case of one text."""

    blocks: Blocks
    old: Suite
    new: Suite
    eol: bytes

    def piece(self, at: int | None, case: Case) -> Piece:
        """Return the block for a case; `at` is the old one that it was."""
        if at is None:
            return Piece(None, self._copied(case) or self._anew(case))
        if same_case(self.old.cases[at], case):
            return Piece(at)
        body = self._by_value(at, case)
        return Piece(at, body or _heading(self.blocks.bodies[at]) + self._anew(case))

    def _anew(self, case: Case) -> bytes:
        return octets(write_case(case, self.new.sites), self.eol)

    def _copied(self, case: Case) -> bytes | None:
        """Return the text of a case that is another's copy, spelt as that one is, its heading left out."""
        for at, other in enumerate(self.old.cases):
            if other.link == case.link and same_case(replace(other, id=case.id), case):
                body = self._by_value(at, case)
                return None if body is None else body[len(_heading(body)) :]
        return None

    def _by_value(self, at: int, after: Case) -> bytes | None:
        """Return the old text with single values changed, None when that does not say the case."""
        before, layout = self.old.cases[at], Layout.of(self.blocks.bodies[at])
        table = None if layout is None else layout.table("case")
        if layout is None or table is None:
            return None
        old = render.case_values(before, self.old.sites)
        new = render.case_values(after, self.new.sites)
        body = changed(layout, table, old, new, self.eol)
        done = _with_expectations(body, before, after, self.eol)
        return done if done is not None and self._reads(at, done, after) else None

    def _reads(self, at: int, body: bytes, case: Case) -> bool:
        """Tell whether the body says the case, in a text that has no other."""
        frame = arranged(self.blocks, [Piece(at, body)], self.eol).decode()
        try:
            found = read(frame, self.new.file).cases
        except InputErrors:
            return False
        return len(found) == 1 and same_case(found[0], case)


def _with_expectations(body: bytes, before: Case, after: Case, eol: bytes) -> bytes | None:
    old = tuple(map(placeless_expectation, before.expect))
    new = tuple(map(placeless_expectation, after.expect))
    layout = Layout.of(body) if old != new else None
    table = None if layout is None else layout.table("case")
    if layout is None or table is None:
        return body if old == new else None
    pair = table.pair("expect")
    if pair is None:
        return _with_blocks(layout, old, new, eol)
    if not new:
        return changed(layout, table, {"expect": ""}, {}, eol)
    return _with_items(layout, pair, old, new, eol)


def _with_blocks(
    layout: Layout, old: Sequence[Expectation], new: Sequence[Expectation], eol: bytes
) -> bytes | None:
    blocks = layout.blocks("case", "expect")
    if blocks is None or len(blocks.bodies) != len(old):
        return None
    pieces = []
    for at, one in _rows(old, new):
        anew = render.expectation_values(one)
        if at is None:
            pieces.append(Piece(None, octets("[[case.expect]]\n" + render.lines(anew), eol)))
        elif old[at] == one:
            pieces.append(Piece(at))
        else:
            part = Layout.of(blocks.bodies[at])
            if part is None or not part.tables:
                return None
            before = render.expectation_values(old[at])
            pieces.append(Piece(at, changed(part, part.tables[0], before, anew, eol)))
    return arranged(blocks, pieces, eol)


def _with_items(
    layout: Layout, pair: Pair, old: Sequence[Expectation], new: Sequence[Expectation], eol: bytes
) -> bytes | None:
    items: list[Item] = [
        (at, None if at is not None and old[at] == one else render.inline(render.expectation_values(one)))
        for at, one in _rows(old, new)
    ]
    whole = Layout.of(with_last_comma(layout, pair))
    table = None if whole is None else whole.table("case")
    array = None if table is None else table.pair("expect")
    if whole is None or array is None or array.value.type != "array":
        return None
    return changed_items(whole, array, items, eol)


def _rows(old: Sequence[Expectation], new: Sequence[Expectation]) -> Iterator[tuple[int | None, Expectation]]:
    """Yield each new expectation with the index of the old one: an equal one, else that in its place."""
    for spot, one in enumerate(new):
        if one in old:
            yield old.index(one), one
        else:
            yield (spot if spot < len(old) and old[spot] not in new else None), one


def _heading(body: bytes) -> bytes:
    """Return the comments above the header of a case."""
    layout = Layout.of(body)
    if layout is None or not layout.tables:
        return b""
    return body[: layout.start_of(layout.tables[0].rows[0])]
