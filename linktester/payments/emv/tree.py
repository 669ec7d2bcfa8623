"""Objects back into octets: lengths and the checksum anew, order and unknown objects as they stand."""

from collections.abc import Iterable, Iterator, Sequence

from linktester.model.payment import CodeField
from linktester.payments.emv.checksum import crc

LONGEST = 99
"""Characters an object can hold."""


def rebuild(fields: Sequence[CodeField], checksum_id: str = "63") -> bytes:
    """Return the octets. The checksum goes last; small letters in it stay when it is right.

    A value of over 99 characters gets three digits of length, as broken codes have them.
    """
    objects = [field for field in fields if _is_object(field.path)]
    said = next((field.value for field in objects if field.path == checksum_id), "")
    body = "".join(_written(objects, "", without=checksum_id)) + f"{checksum_id}04"
    octets = body.encode("utf-8", "replace")
    right = crc(octets)
    return octets + (said if said.upper() == right else right).encode()


def _written(objects: Sequence[CodeField], prefix: str, without: str = "") -> Iterator[str]:
    for field, inside in _groups(objects, prefix):
        name = field.path.rpartition("/")[2]
        if field.path == without:
            continue
        value = "".join(_written(inside, f"{field.path}/")) if field.template else field.value
        yield f"{name}{len(value):02d}{value}"


def _groups(objects: Iterable[CodeField], prefix: str) -> Iterator[tuple[CodeField, list[CodeField]]]:
    """Yield every field directly below `prefix` with the fields that follow it inside it."""
    field: CodeField | None = None
    inside: list[CodeField] = []
    for each in objects:
        if "/" in each.path[len(prefix) :]:
            inside.append(each)
            continue
        if field is not None:
            yield field, inside
        field, inside = each, []
    if field is not None:
        yield field, inside


def _is_object(path: str) -> bool:
    """False for a part of a value, whose last name is a word."""
    return path.rpartition("/")[2].isdigit()
