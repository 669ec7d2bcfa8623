"""Changing single values of a table in place: what stands beside and around them stays, comments included."""

from collections.abc import Iterator, Sequence
from itertools import chain

from tree_sitter import Node

from linktester.project.arrange import Piece, arranged
from linktester.project.layout import Layout, Pair, Table

Values = dict[str, str]
Edit = tuple[int, int, bytes]
"""These octets are replaced by those."""
Item = tuple[int | None, str | None]
"""An entry that is wanted: its old index, if it was there, and its text as TOML, None for as it stands."""


def changed(layout: Layout, table: Table, old: Values, new: Values, eol: bytes) -> bytes:
    """Return the text with the pairs of `table` taken from `old` to `new`, both in the order of writing.

    Whether the outcome says what was wanted is for the caller to read back: a value may have stood there in
    a form that this does not look for.
    """
    edits = [*_edits(layout, table, old, new, eol)]
    return applied(layout.data, edits)


def applied(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return the text with all edits made; those at one spot come out in their order."""
    parts, at = [], 0
    for start, end, text in sorted(edits, key=_start):
        parts += [data[at:start], text]
        at = end
    return b"".join([*parts, data[at:]])


def changed_items(layout: Layout, pair: Pair, items: Sequence[Item], eol: bytes) -> bytes:
    """Return the text with other entries in an array; comments between entries on lines of their own stay."""
    entries = _entries(pair)
    if _are_on_lines(pair, entries):
        return _changed_lines(layout, entries, items, eol)
    written = [
        layout.data[entries[at].start_byte : entries[at].end_byte]
        if text is None and at is not None
        else (text or "").encode()
        for at, text in items
    ]
    array = b"[" + eol + b"".join(b"  " + one + b"," + eol for one in written) + b"]"
    return applied(layout.data, [(pair.value.start_byte, pair.value.end_byte, array)])


def with_last_comma(layout: Layout, pair: Pair) -> bytes:
    """Return the text with a comma behind the last entry of an array, so that another may follow."""
    marks = [node for node in pair.value.children if node.type not in {"comment", "]"}]
    if not marks or marks[-1].type in {",", "["}:
        return layout.data
    return applied(layout.data, [(marks[-1].end_byte, marks[-1].end_byte, b",")])


def _entries(pair: Pair) -> list[Node]:
    return [node for node in pair.value.named_children if node.type != "comment"]


def _are_on_lines(pair: Pair, entries: Sequence[Node]) -> bool:
    """Tell whether each entry has lines of its own, the comma behind it included."""
    rows = [(node.start_point[0], node.end_point[0]) for node in entries]
    edges = [pair.value.start_point[0], *chain.from_iterable(rows), pair.value.end_point[0]]
    ends = [node.start_point[0] for node in pair.value.children if node.type == ","]
    apart = all(first < second for first, second in zip(edges[::2], edges[1::2], strict=True))
    return bool(entries) and apart and ends == [last for _, last in rows]


def _changed_lines(layout: Layout, entries: Sequence[Node], items: Sequence[Item], eol: bytes) -> bytes:
    starts = [layout.start_of(node.start_point[0]) for node in entries]
    blocks = layout.cut(
        [(start, layout.end_of(node.end_point[0])) for start, node in zip(starts, entries, strict=True)]
    )
    indent = layout.data[starts[0] : entries[0].start_byte]

    def piece(at: int | None, text: str | None) -> Piece:
        if text is None:
            return Piece(at)
        if at is None:
            return Piece(None, indent + text.encode() + b",")
        edit = (entries[at].start_byte - starts[at], entries[at].end_byte - starts[at], text.encode())
        return Piece(at, applied(blocks.bodies[at], [edit]))

    return arranged(blocks, [piece(at, text) for at, text in items], eol, is_loose=False)


def _edits(layout: Layout, table: Table, old: Values, new: Values, eol: bytes) -> Iterator[Edit]:
    for key in old:
        pair = table.pair(key)
        if key not in new and pair is not None:
            yield _removal(layout, pair)
    above: Pair | None = None
    for key, value in new.items():
        pair = table.pair(key)
        text = value.replace("\n", eol.decode()).encode()
        if pair is None and old.get(key) != value:
            yield _addition(layout, table, above, key.encode() + b" = " + text, eol)
        elif pair is not None and old.get(key) != value:
            yield pair.value.start_byte, pair.value.end_byte, text
        above = pair or above


def _removal(layout: Layout, pair: Pair) -> Edit:
    data = layout.data
    start = data.rfind(b"\n", 0, pair.start) + 1
    end = data.find(b"\n", pair.end)
    end = len(data) if end < 0 else end + 1
    if data[pair.end : end].strip():
        return pair.start, pair.end, b""
    return start, end, b""


def _addition(layout: Layout, table: Table, above: Pair | None, text: bytes, eol: bytes) -> Edit:
    """Return the edit that puts a pair below `above`, or first into its table."""
    if above is None and not table.path:
        spot = _top(layout)
        return spot, spot, text + eol
    if above is None:
        spot = layout.end_of(table.rows[0])
    else:
        end = layout.data.find(b"\n", above.end)
        spot = len(layout.data) if end < 0 else end
        spot -= layout.data[spot - 1 : spot] == b"\r"
    return spot, spot, eol + text


def _top(layout: Layout) -> int:
    """Return where the first statement begins, below the comments that stand apart from it."""
    rows = [table.rows[0] for table in layout.tables[:1]]
    if layout.root.pairs:
        rows = [layout.root.rows[0]]
    return layout.whole(rows[0], rows[0])[0] if rows else 0


def _start(edit: Edit) -> int:
    return edit[0]
