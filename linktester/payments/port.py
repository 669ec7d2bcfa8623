"""What a codec is: a module that reads, judges and writes the standards of one family."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from linktester.model.payment import FormField, Reading, StandardId, Title


class Codec(Protocol):
    """The functions every codec module has."""

    def claim(self, payload: bytes) -> StandardId | None:
        """Return which of its standards the payload speaks, broken or not; None when none of them.

        Looks at marks only and is quick: every payload passes here.
        """

    def read(self, payload: bytes, standard: StandardId, at: datetime) -> Reading:
        """Return what the payload says, judged as `standard` at the moment `at`. Never raises.

        A payload of another standard gets findings like any broken one.
        """

    def encode(self, reading: Reading) -> bytes:
        """Return the octets from `reading.standard`, `fields` and `shape` alone; lengths and checksums anew.

        For a valid reading these are its payload. Never looks at `reading.payload`.
        """

    def titles(self, standard: StandardId) -> Mapping[str, Title]:
        """Return path → title of every field the standard has a name for, also of those a code leaves out.

        `*/name` stands for a last step wherever it is, for fields that any number of parents may have.
        """

    def form(self, standard: StandardId) -> tuple[FormField, ...]:
        """Return what can be filled in for a new code, in the order people would."""

    def write(self, standard: StandardId, values: Mapping[str, str]) -> bytes:
        """Return the octets of a new code. Raises InputErrors with all mistakes; places are form names.

        What it returns reads back without an error.
        """


@cache
def codec(name: str) -> Codec:
    """Return the codec module called `name`, imported on first use."""
    return cast("Codec", import_module(f"linktester.payments.{name}"))
