"""What a program is told about a code: plain records in the order of the published interface."""

from collections.abc import Mapping
from typing import Any

import msgspec

from linktester import payments
from linktester.cli.batchlines import NULL
from linktester.model.payment import Reading
from linktester.wording import Words


class Field(msgspec.Struct, frozen=True, gc=False):
    """One field; offset and length count octets."""

    path: str
    offset: int
    length: int
    name: str
    value: str


class Told(msgspec.Struct, frozen=True, gc=False):
    """One finding in words."""

    code: str
    severity: str
    where: str
    message: str


class Record(msgspec.Struct, frozen=True):
    """One code."""

    id: msgspec.Raw
    """As it was given, not even spelled differently."""
    standard: str
    valid: bool
    objects: Mapping[str, Any]
    fields: list[Field]
    findings: list[Told]


def record(reading: Reading, words: Words, name: msgspec.Raw = NULL) -> Record:
    """Return the record of a reading, its findings worded."""
    return Record(
        name,
        reading.standard,
        reading.valid,
        reading.objects,
        [Field(each.path, each.offset, each.length, each.name, each.value) for each in reading.fields],
        [
            Told(each.code, each.severity.value, each.where, words.say(each.message))
            for each in payments.spoken(reading, words.language)
        ],
    )
