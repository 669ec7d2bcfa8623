"""Where the tables, pairs and comments of a TOML text stand, to the octet.

Only whole statements are looked at. A text that is laid out in a way nobody can follow here has no layout,
and whoever asked falls back to writing it anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One `key = value`; offsets count octets, ends are exclusive."""

    key: Path
    start: int
    end: int
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """One header with its pairs; for the pairs above every header, `path` is empty."""

    path: Path
    is_array: bool
    rows: tuple[int, int]
    """First and last line, 0-based, comments around it left out."""
    pairs: tuple[Pair, ...]

    def pair(self, key: str) -> Pair | None:
        """Return the pair with this plain key."""
        return next((pair for pair in self.pairs if pair.key == (key,)), None)


@dataclass(frozen=True, slots=True)
class Blocks:
    """A text cut into bodies and what stands between: `gaps[0] bodies[0] gaps[1] … gaps[-1]`.

    A body is whole lines without the last line's end; the comments that touch it are its own.
    """

    gaps: tuple[bytes, ...]
    bodies: tuple[bytes, ...]


class Layout:
    """The statements of one text."""

    def __init__(self, data: bytes, nodes: Sequence[Node]) -> None:
        self.data = data
        self._nodes = nodes

    @classmethod
    def of(cls, data: bytes) -> Self | None:
        """Return the layout, None when the text cannot be followed."""
        root = Parser(Language(tree_sitter_toml.language())).parse(data).root_node
        return None if root.has_error else cls(data, root.named_children)

    @cached_property
    def root(self) -> Table:
        """The pairs above every header."""
        nodes = [node for node in self._nodes if node.type == "pair"]
        pairs, rows = tuple(map(_pair, nodes)), [node.start_point[0] for node in nodes]
        return Table((), is_array=False, rows=(min(rows, default=0), max(rows, default=0)), pairs=pairs)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table with a header, in order."""
        return tuple(_table(node) for node in self._nodes if node.type in {"table", "table_array_element"})

    def table(self, *path: str) -> Table | None:
        """Return the first table with this header."""
        return next((table for table in self.tables if table.path == path), None)

    def blocks(self, *path: str) -> Blocks | None:
        """Return the text cut at each `[[path]]` with its sub-tables.

        None when one of them is written in another way or its parts stand apart.
        """
        if any(pair.key[0] == path[-1] for pair in self._level_above(path).pairs):
            return None
        groups: list[list[Table]] = []
        is_open = False
        for table in self.tables:
            below = table.path[: len(path)] == path
            if below and table.path == path and table.is_array:
                groups.append([table])
            elif below and is_open and len(table.path) > len(path):
                groups[-1].append(table)
            elif below:
                return None
            is_open = below
        return self.cut([self.whole(group[0].rows[0], group[-1].rows[1]) for group in groups])

    def cut(self, spans: Sequence[tuple[int, int]]) -> Blocks:
        """Return the text cut at these spans of octets, which are in order."""
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(self.data)]
        gaps = tuple(self.data[end:start] for end, start in zip(ends, starts, strict=True))
        return Blocks(gaps, tuple(self.data[start:end] for start, end in spans))

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """Return the span of these lines with the comments that touch them."""
        while first - 1 in self.comments:
            first -= 1
        end = last
        while end + 1 in self.comments:
            end += 1
        # Comments that touch the next statement as well are that one's heading.
        if self._is_blank(end + 1):
            last = end
        return self.start_of(first), self.end_of(last)

    def start_of(self, row: int) -> int:
        """Return where a line begins."""
        return self._starts[row]

    def end_of(self, row: int) -> int:
        """Return where a line's text ends, its line end left out."""
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self.data)
        return end - 1 if row + 1 < len(self._starts) and self.data[end - 1 : end] == b"\r" else end

    @cached_property
    def comments(self) -> frozenset[int]:
        """Lines that hold a comment and nothing else."""
        found = [node for node in self._nodes if node.type == "comment"]
        for node in self._nodes:
            if node.type in {"table", "table_array_element"}:
                found += [child for child in node.named_children if child.type == "comment"]
        return frozenset(node.start_point[0] for node in found if self._is_alone(node))

    def _level_above(self, path: Path) -> Table:
        """Return the table whose pairs could hold the last part of `path` in another spelling."""
        if len(path) == 1:
            return self.root
        return self.table(*path[:-1]) or self.root

    def _is_alone(self, node: Node) -> bool:
        return not self.data[self.start_of(node.start_point[0]) : node.start_byte].strip()

    def _is_blank(self, row: int) -> bool:
        return row >= len(self._starts) or not self.data[self.start_of(row) : self.end_of(row)].strip()

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.data.find(b"\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.data.find(b"\n", at + 1)
        return starts


def _table(node: Node) -> Table:
    is_array = node.type == "table_array_element"
    pairs = [child for child in node.named_children if child.type == "pair"]
    last = _value(pairs[-1]) if pairs else node.named_children[0]
    return Table(
        path=_key(node.named_children[0]),
        is_array=is_array,
        rows=(node.start_point[0], last.end_point[0]),
        pairs=tuple(map(_pair, pairs)),
    )


def _pair(node: Node) -> Pair:
    key, value = node.named_children[0], _value(node)
    # The pair's node may hold the comment behind it as well.
    return Pair(_key(key), node.start_byte, value.end_byte, value)


def _value(pair: Node) -> Node:
    return next(child for child in pair.named_children[1:] if child.type != "comment")


def _key(node: Node) -> Path:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _key(child))
    text = (node.text or b"").decode("utf-8", "replace")
    return (text[1:-1],) if node.type == "quoted_key" else (text,)
