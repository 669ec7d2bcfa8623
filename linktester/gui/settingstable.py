"""The settings as a table, read from `data/window/settings.toml`: the page grows from it."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from linktester import resources

FILE = "window/settings.toml"


class Kind(StrEnum):
    """How a setting is shown and changed."""

    CHOICE = "choice"
    TEXT = "text"
    FOLDER = "folder"
    TOLD = "told"
    RESET = "reset"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line."""

    id: str
    """Its key in the window's memory, for choices and texts."""
    kind: Kind
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings under one heading."""

    id: str
    settings: tuple[Setting, ...]


def groups() -> tuple[Group, ...]:
    """Return the groups in the order in which the table first names them."""
    made: dict[str, list[Setting]] = {}
    for line in tomllib.loads(resources.read_text(FILE))["setting"]:
        made.setdefault(line["section"], []).append(_setting(line))
    return tuple(Group(name, tuple(settings)) for name, settings in made.items())


def _setting(line: dict[str, Any]) -> Setting:
    return Setting(line["id"], Kind(line["kind"]), tuple(line.get("choices", ())), line.get("default", ""))
