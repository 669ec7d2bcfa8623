"""One script of a page as tokens with their brackets matched: where statements and functions end."""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.send.tokens import MARK, NAME, TEXT, Token, tokens_of

_OPENING = {"(": ")", "[": "]", "{": "}"}
_CONTINUING = frozenset("+ - * / % & | ^ = . , ? : ( [ ) ] => == === != !== <= >= && || ?? < > += -=".split())  # noqa: SIM905
_AFTER_BLOCK = frozenset({"else", "catch", "finally"})
_MAX_NESTING = 100
_MAX_ARROW = 200
CONTROL = frozenset({"if", "for", "while", "with", "do", "switch", "try", "else"})
"""Words that make the statements under them conditional."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function's statements, as a span of its script's tokens."""

    script: "Script"
    start: int
    end: int


class Script:
    """Tokens of one script."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self._partners = _partners(self.tokens)

    def value(self, index: int) -> str:
        """Return what stands at `index`, empty outside and for string literals."""
        if 0 <= index < len(self.tokens) and self.tokens[index].kind != TEXT:
            return self.tokens[index].value
        return ""

    def is_name(self, index: int) -> bool:
        """Return whether a name stands at `index`."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == NAME

    def partner(self, index: int) -> int:
        """Return where the bracket opened at `index` closes; the script's end if never."""
        return self._partners.get(index, len(self.tokens))

    def excerpt(self, index: int, length: int = 200) -> str:
        """Return the text around token `index`, from a little before it."""
        start = max(0, self.tokens[index].start - 20)
        return self.text[start : start + length].strip()

    def ends_at(self, index: int, end: int) -> bool:
        """Return whether a statement may end before `index`."""
        if index >= end:
            return True
        token = self.tokens[index]
        if token.kind == MARK and token.value in {";", "}"}:
            return True
        return token.fresh and not (token.kind == MARK and token.value in _CONTINUING)

    def statement_end(self, index: int, end: int, nesting: int = 0) -> int:
        """Return where the statement that begins at `index` ends (one past it); always moves on."""
        if index >= end:
            return end
        if nesting > _MAX_NESTING:
            return end
        word = self.value(index)
        if self.is_name(index) and (word in CONTROL or word in {"function", "class", "async"}):
            return min(end, max(index + 1, self._compound_end(index, end, nesting)))
        if word == "{":
            return min(end, self.partner(index) + 1)
        return self._simple_end(index, end)

    def function_at(self, index: int, end: int) -> tuple[Function, int] | None:
        """Return the function expression at `index` and where it ends; None when there is none."""
        if self.value(index) == "async":
            index += 1
        if self.value(index) == "function":
            index += 2 if self.is_name(index + 1) else 1
            return self._block_function(self._past_arguments(index), end)
        past = self._past_arguments(index)
        if past is None or self.value(past) != "=>":
            return None
        if self.value(past + 1) == "{":
            return self._block_function(past + 1, end)
        stop = self._expression_end(past + 1, end)
        return None if stop is None else (Function(self, past + 1, stop), stop)

    def past_arguments(self, index: int) -> int | None:
        """Return what follows `(a, b)` at `index`; None when no plain argument list stands there."""
        return self._past_arguments(index) if self.value(index) == "(" else None

    def _past_arguments(self, index: int) -> int | None:
        if self.is_name(index):
            return index + 1
        if self.value(index) != "(":
            return None
        return self.partner(index) + 1

    def _block_function(self, opening: int | None, end: int) -> tuple[Function, int] | None:
        if opening is None or self.value(opening) != "{":
            return None
        closing = self.partner(opening)
        return (Function(self, opening + 1, closing), closing + 1) if closing < end else None

    def _compound_end(self, index: int, end: int, nesting: int) -> int:
        word = self.value(index)
        if word in {"function", "async", "class"}:
            return self._past_block(index, end)
        if word in {"else", "do"}:
            return self.statement_end(index + 1, end, nesting + 1)
        if word == "try":
            after = self._past_block(index, end)
            while self.value(after) in _AFTER_BLOCK and after < end:
                after = self._past_block(after, end)
            return after
        body = self._past_group(index, end)
        after = self.statement_end(body, end, nesting + 1)
        if word == "if" and self.value(after) == "else":
            return self.statement_end(after + 1, end, nesting + 1)
        return after

    def _past_group(self, index: int, end: int) -> int:
        while index < end and self.value(index) != "(":
            index += 1
        return self.partner(index) + 1

    def _past_block(self, index: int, end: int) -> int:
        while index < end and self.value(index) != "{":
            if self.value(index) == "(":
                index = self.partner(index)
            index += 1
        return self.partner(index) + 1

    def _simple_end(self, index: int, end: int) -> int:
        first = index
        while index < end:
            value = self.value(index)
            if value == ";":
                return index + 1
            if value == "}":
                return max(index, first + 1)
            if index > first and self._begins_anew(index):
                return index
            index = self.partner(index) if value in _OPENING else index
            index += 1
        return end

    def _begins_anew(self, index: int) -> bool:
        token, before = self.tokens[index], self.tokens[index - 1]
        if not token.fresh or (token.kind == MARK and token.value in _CONTINUING):
            return False
        return not (before.kind == MARK and before.value not in {")", "]", "}", "++", "--"})

    def _expression_end(self, index: int, end: int) -> int | None:
        """Return where the body of an arrow function ends; bodies beyond _MAX_ARROW tokens have no end."""
        for _ in range(_MAX_ARROW):
            if index >= end:
                return end
            value = self.value(index)
            if value in {",", ")", ";", "}", "]"}:
                return index
            index = self.partner(index) + 1 if value in _OPENING else index + 1
        return None

    def names_assigned(self) -> Iterator[tuple[str, int]]:
        """Yield (`name` or `name.member`, index of the value) for every plain assignment."""
        for index in range(1, len(self.tokens)):
            if self.value(index) in {"=", "+="} and self.is_name(index - 1):
                yield self._assigned_name(index - 1), index + 1

    def _assigned_name(self, index: int) -> str:
        if self.value(index - 1) == "." and self.is_name(index - 2):
            base = self.value(index - 2)
            whole = base in {"window", "self", "globalThis", "top", "parent"}
            if self.value(index - 3) == ".":
                return ""
            return self.value(index) if whole else f"{base}.{self.value(index)}"
        return self.value(index)


def _partners(tokens: list[Token]) -> dict[int, int]:
    partners: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.kind != MARK:
            continue
        if token.value in _OPENING:
            waiting.append((_OPENING[token.value], index))
        elif waiting and token.value == waiting[-1][0]:
            partners[waiting.pop()[1]] = index
    return partners
