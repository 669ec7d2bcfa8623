"""An association file as a phone keeps it: what a host gave when the app was installed, or why nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from linktester.model.message import Message


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The file of one host for one system."""

    host: str
    body: bytes | None = None
    """None: it could not be had by the rules for fetching."""
    told: tuple[Message, ...] = ()
    """Where it came from; without a body, which rule was broken."""
    assumed: bool = False
    """It was made up, or stands for one that is not public."""


Files = Mapping[str, Snapshot]
"""Host → its file; a host without one was never asked."""


def told(file: Snapshot | None) -> tuple[Message, ...]:
    """Return what there is to tell of a file."""
    return () if file is None else file.told


def is_assumed(files: Files) -> bool:
    """Return whether any of these files was made up; those never asked for count as made up."""
    return not files or any(file.assumed for file in files.values())
