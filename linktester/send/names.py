"""What the scripts of a page set once and for all: string values and functions, by name."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from linktester.send.script import Function, Script
from linktester.send.tokens import TEXT

_MAX_MEMBERS = 500


class Names:
    """Names of all scripts of one page; a name set twice has no value."""

    def __init__(self, scripts: Sequence[Script]) -> None:
        self._scripts = scripts
        self._times: Counter[str] = Counter()

    def text(self, name: str) -> str | None:
        """Return the string literal that `name` (or `name.member`) is set to, exactly once."""
        found = self._texts.get(name)
        return found if self._times[name] <= 1 else None

    def function(self, name: str) -> Function | None:
        """Return the one function called `name`."""
        found = self._functions.get(name)
        return found if found is not None and self._times[name] <= 1 else None

    def functions(self) -> dict[str, Function]:
        """Return all named functions."""
        return self._functions

    @cached_property
    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for script in self._scripts:
            for name, index in script.names_assigned():
                self._times[name] += 1
                if _is_whole_text(script, index):
                    texts[name] = script.tokens[index].value
                elif script.value(index) == "{":
                    self._take_members(script, name, index, texts)
        return texts

    @cached_property
    def _functions(self) -> dict[str, Function]:
        functions: dict[str, Function] = {}
        for script in self._scripts:
            for index in range(len(script.tokens)):
                if script.value(index) == "function" and script.is_name(index + 1):
                    name = script.value(index + 1)
                    self._times[name] += 1
                elif script.value(index) == "=" and script.is_name(index - 1):
                    # counted when texts are read
                    name, _ = script.value(index - 1), self._texts
                    index += 1  # noqa: PLW2901
                else:
                    continue
                found = script.function_at(index, len(script.tokens))
                if found is not None:
                    functions[name] = found[0]
        return functions

    def _take_members(self, script: Script, name: str, opening: int, texts: dict[str, str]) -> None:
        """Read the plain members of an object literal: `{ url: "…", title: '…' }`."""
        closing, index = script.partner(opening), opening + 1
        for _ in range(_MAX_MEMBERS):
            if index + 2 >= len(script.tokens) or index >= closing:
                return
            if script.value(index + 1) == ":":
                key = f"{name}.{script.tokens[index].value}"
                self._times[key] += 1
                if _is_whole_text(script, index + 2):
                    texts[key] = script.tokens[index + 2].value
            index = _past_comma(script, index, closing)


def _past_comma(script: Script, index: int, closing: int) -> int:
    while index < closing and script.value(index) != ",":
        index = script.partner(index) + 1 if script.value(index) in {"(", "[", "{"} else index + 1
    return index + 1


def _is_whole_text(script: Script, index: int) -> bool:
    """A string literal and nothing more: no `+`, no `.replace(…)` after it."""
    if index >= len(script.tokens) or script.tokens[index].kind != TEXT:
        return False
    return script.value(index + 1) in {",", "}"} or script.ends_at(index + 1, len(script.tokens))
