"""TOML with a memory of where each value stands, so that every mistake can name its line.

Values come from the standard library's parser, line numbers from tree-sitter (10,000 cases in about
0.3 s, and only when somebody asks for a place).
"""

import tomllib
from functools import cached_property
from itertools import pairwise
from typing import Any

import tree_sitter_toml
from tree_sitter import Language, Node, Parser, Tree

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message

MAX_BYTES = 32 * 1024 * 1024
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_HIDDEN = frozenset([0xFEFF, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2066, 0x206A)])


class Document:
    """A parsed TOML text."""

    def __init__(self, text: str, file: str, value: dict[str, Any]) -> None:
        self.file = file
        self.value = value
        self._text = text

    def place(self, path: str) -> Place:
        """Return where `path` (`case[3].expect[0].verdict`) stands, or its nearest known ancestor."""
        probe = path
        while probe:
            if probe in self._lines:
                return Place(self.file, self._lines[probe], path)
            probe = _parent(probe)
        return Place(self.file, 1, path or None)

    def block(self, path: str) -> tuple[int, int] | None:
        """Return first and last line (1-based) of the table with the header `[[path]]`, None for any other.

        It ends with its last pair; comments that stand below that belong to nobody.
        """
        counts: dict[str, int] = {}
        for node in _tree(self._text).root_node.named_children:
            if node.type != "table_array_element" or _table_path(node, counts, array=True) != path:
                continue
            pairs = [child for child in node.named_children if child.type == "pair"]
            last = pairs[-1] if pairs else node.named_children[0]
            return node.start_point[0] + 1, last.end_point[0] + 1
        return None

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines: dict[str, int] = {}
        counts: dict[str, int] = {}
        tree = _tree(self._text)
        prefix = ""
        for node in tree.root_node.named_children:
            if node.type == "pair":
                _note_pair(node, "", lines)
            elif node.type in {"table", "table_array_element"}:
                prefix = _table_path(node, counts, array=node.type == "table_array_element")
                lines.setdefault(prefix, node.start_point[0] + 1)
                for child in node.named_children:
                    if child.type == "pair":
                        _note_pair(child, prefix, lines)
        return lines


def parse(text: str, file: str) -> Document:
    """Return the document. Raises InputErrors with every syntax mistake that could be placed."""
    if len(text) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise InputErrors([Problem(Place(file), message("toml.too-big", limit_mib=limit))])
    try:
        return Document(text, file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputErrors(_syntax_problems(text, file, error)) from error
    except RecursionError as error:
        raise InputErrors([Problem(Place(file), message("toml.too-deep"))]) from error


def quoted(text: str) -> str:
    """Return `text` as a TOML basic string on one line. Half a surrogate pair stays, and fits no file."""
    return '"' + "".join(_letter(letter) for letter in text) + '"'


def _letter(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    code = ord(letter)
    # Also escaped: C1 controls, line separators and bidirectional marks, which would hide in a diff.
    hidden = code < 0x20 or 0x7F <= code <= 0x9F or code in _HIDDEN
    return f"\\u{code:04X}" if hidden else letter


def _tree(text: str) -> Tree:
    return Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8", "surrogatepass"))


def _syntax_problems(text: str, file: str, error: tomllib.TOMLDecodeError) -> list[Problem]:
    reason = str(error)
    line = getattr(error, "lineno", None) or _line_in(reason)
    found = {line or 1: message("toml.syntax", reason=reason)}
    tree = _tree(text)
    stack: list[Node] = [tree.root_node]
    while stack and len(found) < 50:
        node = stack.pop()
        if node.type == "ERROR" or node.is_missing:
            found.setdefault(node.start_point[0] + 1, message("toml.not-toml"))
        elif node.has_error:
            stack.extend(node.children)
    return [Problem(Place(file, line), found[line]) for line in sorted(found)]


def _line_in(reason: str) -> int | None:
    words = reason.replace(",", " ").replace(")", " ").split()
    for before, word in pairwise(words):
        if before == "line" and word.isdigit():
            return int(word)
    return None


def _note_pair(node: Node, prefix: str, lines: dict[str, int]) -> None:
    key, *rest = node.named_children
    path = ".".join(part for part in (prefix, *_key_parts(key)) if part)
    lines[path] = node.start_point[0] + 1
    for value in rest:
        _note_value(value, path, lines)


def _note_value(node: Node, path: str, lines: dict[str, int]) -> None:
    if node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for index, child in enumerate(items):
            lines[f"{path}[{index}]"] = child.start_point[0] + 1
            _note_value(child, f"{path}[{index}]", lines)
    elif node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                _note_pair(child, path, lines)


def _table_path(node: Node, counts: dict[str, int], *, array: bool) -> str:
    """Return the path of a table header, with the current index after every array of tables on the way."""
    parts = _key_parts(node.named_children[0])
    path = ""
    for position, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if position == len(parts) - 1 and array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _key_parts(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [part for child in node.named_children for part in _key_parts(child)]
    text = (node.text or b"").decode("utf-8", "replace")
    return [text[1:-1]] if node.type == "quoted_key" else [text]


def _parent(path: str) -> str:
    if path.endswith("]"):
        return path[: path.rindex("[")]
    return path.rpartition(".")[0]
