"""A table's rules made ready: one look-up and one comparison per object while a code is judged."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from linktester.model.message import Message, message
from linktester.payments.emv.profile import HOME, ObjectRule, Profile, expanded
from linktester.payments.emv.structure import Layout, Name

_FORMATS = {
    "n": re.compile(r"[0-9]*", re.ASCII),
    "an": re.compile(r"[0-9A-Za-z]*", re.ASCII),
    "AN": re.compile(r"[0-9A-Z]*", re.ASCII),
    "ans": re.compile(r"[ -~]*", re.ASCII),
    "hex": re.compile(r"[0-9A-Fa-f]*", re.ASCII),
    "text": None,
}
_ALLOWED = {"an": "A-Z a-z 0-9", "AN": "A-Z 0-9", "ans": "ASCII 32-126", "hex": "0-9 A-F"}
_BEYOND_ASCII = re.compile(r"[^\x00-\x1f\x7f-\x9f]*")
_LONGEST = 99
_NO_TEXT = "\ufffd"
"""Stands for octets that are no text, which is told once for the whole code."""

Match = Callable[[str], object]


class Check:
    """What one path's values are held to."""

    __slots__ = ("_pattern", "fits", "least", "most", "rule", "unwanted")

    def __init__(self, rule: ObjectRule) -> None:
        self.rule = rule
        self.least = 1 if rule.min is None else rule.min
        self.most = _LONGEST if rule.max is None else rule.max
        self.unwanted = rule.presence in ("reserved", "forbidden")
        self._pattern = re.compile(rule.pattern, re.ASCII) if rule.pattern else None
        self.fits = self._matcher()

    def complaint(self, path: str, value: str) -> Message | None:
        """Return what is wrong with a value, None when nothing is."""
        if self.unwanted:
            return self._intrusion(path)
        size = len(value)
        if not size:
            return message("payments.empty-field", field=path)
        if size > self.most:
            return message("payments.too-long", field=path, length=size, most=self.most)
        if size < self.least:
            return message("payments.too-short", field=path, length=size, least=self.least)
        return self._signs(path, value) or self._form(path, value)

    def _intrusion(self, path: str) -> Message:
        if self.rule.presence == "reserved":
            return message("payments.reserved", field=path)
        return message("payments.unwanted", field=path)

    def _matcher(self) -> Match | None:
        """Return what says in one step that signs and form are right, None when anything is."""
        if self.rule.choices:
            return frozenset(self.rule.choices).__contains__
        format_ = _FORMATS[self.rule.format]
        if self._pattern is None:
            return format_.fullmatch if format_ else None
        if format_ is None:
            return self._pattern.fullmatch
        return self._both

    def _both(self, value: str) -> bool:
        return self._signs("", value) is None and self._form("", value) is None

    def _signs(self, path: str, value: str) -> Message | None:
        format_ = _FORMATS[self.rule.format]
        if format_ is None or format_.fullmatch(value) or _NO_TEXT in value:
            return None
        if self.rule.format == "n":
            return message("payments.not-digits", field=path, value=value)
        if self.rule.format == "ans" and _BEYOND_ASCII.fullmatch(value):
            return message("emv.beyond-ascii", field=path)
        character = next(sign for sign in value if not format_.fullmatch(sign))
        allowed = _ALLOWED[self.rule.format]
        return message("payments.characters", field=path, character=ascii(character), allowed=allowed)

    def _form(self, path: str, value: str) -> Message | None:
        if self.rule.choices and value not in self.rule.choices:
            return message("payments.choice", field=path, value=value, allowed=", ".join(self.rule.choices))
        if self._pattern and not self._pattern.fullmatch(value):
            return message("payments.form-wrong", field=path, value=value, expected=self.rule.expected)
        return None


@dataclass(frozen=True, slots=True)
class Rules:
    """One profile's rules with its home resolved."""

    checks: dict[str, Check]
    required: tuple[str, ...]
    """Root ids."""
    children: dict[str, tuple[str, ...]]
    """Template → paths that have to be in it."""
    names: dict[str, Name]
    parts: dict[str, Layout]
    plain: frozenset[str]
    relaxes: frozenset[str]
    warns: frozenset[str]


def rules_of(profile: Profile, template: str) -> Rules:
    """Return the profile's rules for codes whose identifier stands in `template`."""
    rows = [
        (path, check)
        for check in map(Check, profile.object)
        for path in expanded(at_home(check.rule.path, template))
    ]
    required = [path for path, check in rows if check.rule.presence == "required"]
    children: dict[str, tuple[str, ...]] = {}
    for path in required:
        parent = path.rpartition("/")[0]
        if parent:
            children[parent] = (*children.get(parent, ()), path)
    return Rules(
        checks=dict(rows),
        required=tuple(path for path in required if "/" not in path),
        children=children,
        names={path: (check.rule.name, check.rule.title) for path, check in rows},
        parts={path: _layout(check.rule) for path, check in rows if check.rule.parts},
        plain=frozenset(path for path, check in rows if check.rule.plain),
        relaxes=_keys(profile.relaxes, template),
        warns=_keys(profile.warns, template),
    )


def _layout(rule: ObjectRule) -> Layout:
    return tuple((part.name, part.title, part.size) for part in rule.parts)


def _keys(written: tuple[str, ...], template: str) -> frozenset[str]:
    """Return `code@path` for every path that is meant."""
    pairs = (each.split("@", 1) for each in written)
    return frozenset(f"{code}@{path}" for code, where in pairs for path in expanded(at_home(where, template)))


def at_home(path: str, template: str) -> str:
    """Return the path with `@` resolved."""
    return template + path[1:] if path.startswith(HOME) else path
