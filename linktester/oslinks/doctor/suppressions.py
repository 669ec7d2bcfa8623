"""Findings that somebody has decided to live with: each with a reason, each told when it is idle.

[[suppress]]
code = "linkdoctor.shadowed"
reason = "kept for the old app until spring"
file = "apple-app-site-association"      # ending of the file's name; optional
path = "applinks.details[0]"             # beginning of the place; optional
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from linktester import tomltext
from linktester.model.errors import NOWHERE, InputErrors, Place, Problem
from linktester.model.message import Message, message
from linktester.oslinks.doctor.table import entries
from linktester.oslinks.filefindings import FileFinding, shown

NAME = ".linktester-doctor.toml"
_KEYS = frozenset({"code", "reason", "file", "path"})
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Suppression:
    """One decision."""

    code: str
    reason: str
    file: str = ""
    path: str = ""
    place: Place = NOWHERE
    """Where it stands."""

    def covers(self, file: str, finding: FileFinding) -> bool:
        """Return whether it is about this finding."""
        return (
            finding.code == self.code
            and file.replace("\\", "/").endswith(self.file)
            and finding.path.startswith(self.path)
        )


def read(text: str, name: str) -> tuple[Suppression, ...]:
    """Return the decisions of a file. Raises InputErrors with every mistake and its line."""
    document = tomltext.parse(text, name)
    problems = [
        Problem(document.place(key), message("linkdoctor.suppress-key", key=shown(key, 60)))
        for key in sorted(document.value.keys() - {"suppress"})
    ]
    listed = document.value.get("suppress", [])
    if not isinstance(listed, list):
        raise InputErrors([Problem(document.place("suppress"), message("linkdoctor.suppress-form"))])
    found = []
    for index, each in enumerate(listed[:_MOST]):
        place = document.place(f"suppress[{index}]")
        faults = list(_faults(each))
        problems += [Problem(place, fault) for fault in faults]
        if not faults:
            found.append(Suppression(**each, place=place))
    if problems:
        raise InputErrors(problems)
    return tuple(found)


def typed(text: str) -> Suppression:
    """Return the decision in `CODE=reason`. Raises InputErrors."""
    code, _, reason = text.partition("=")
    place = Place(file="--suppress")
    faults = list(_faults({"code": code.strip(), "reason": reason.strip()}))
    if faults:
        raise InputErrors([Problem(place, fault) for fault in faults])
    return Suppression(code.strip(), reason.strip(), place=place)


def _faults(each: Any) -> Iterator[Message]:
    if not isinstance(each, dict) or not all(isinstance(value, str) for value in each.values()):
        yield message("linkdoctor.suppress-form")
        return
    for key in sorted(each.keys() - _KEYS):
        yield message("linkdoctor.suppress-key", key=shown(key, 60))
    code = each.get("code", "")
    if code not in entries():
        near = next(iter(get_close_matches(code, entries(), n=1)), "")
        yield unknown(code, near)
    if not each.get("reason", "").strip():
        yield message("linkdoctor.suppress-reason", found=shown(code, 60))


def unknown(code: str, near: str = "") -> Message:
    """Return what is said of a code there is not."""
    if near:
        return message("linkdoctor.no-such-code-near", found=shown(code, 60), near=near)
    return message("linkdoctor.no-such-code", found=shown(code, 60))


def idle(decisions: Sequence[Suppression], used: set[int]) -> Iterator[Suppression]:
    """Yield the decisions that were about nothing; `used` holds the indices of the others."""
    return (each for index, each in enumerate(decisions) if index not in used)
