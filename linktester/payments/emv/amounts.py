"""EMVCo's rules about money: the amount, the tip or fee, and how they belong together."""

import re
from collections.abc import Iterator

from linktester.model.message import Message, message
from linktester.payments.emv.code import Code

_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_LOOSE = re.compile(r"[0-9]+\.|\.[0-9]+", re.ASCII)
"""EMVCo asks for digits and at most one point, wherever it stands; readers that ask for more are many."""
_ZERO = re.compile(r"[0.]*", re.ASCII)
_FEES = {"02": "56", "03": "57"}
"""Value of 55 → the object it demands."""

Complaint = tuple[str, Message]
"""Path and what is wrong there."""


def complaints(code: Code) -> Iterator[Complaint]:
    """Yield what is wrong with 54 to 57, missing ones included."""
    for path in ("54", "56", "57"):
        value = code.value(path)
        if value:
            yield from _money(path, value)
    yield from _percentage(code.value("57"))
    tip = code.value("55")
    for kind, path in _FEES.items():
        if tip == kind and not code.has(path):
            yield path, message("emv.fee-missing", field=path, tip=kind)
        elif tip != kind and code.has(path):
            yield path, message("emv.fee-alone", field=path, tip=kind)


def decimals(value: str) -> int:
    """Return how many decimals an amount is written with."""
    return len(value.partition(".")[2])


def _money(path: str, value: str) -> Iterator[Complaint]:
    if not _AMOUNT.fullmatch(value):
        if not _LOOSE.fullmatch(value):
            yield path, message("payments.amount", field=path, value=value)
            return
        yield path, message("emv.point-at-edge", field=path, value=value)
    if _ZERO.fullmatch(value):
        yield path, message("payments.amount-zero", field=path)


def _percentage(value: str | None) -> Iterator[Complaint]:
    if value and _AMOUNT.fullmatch(value) and len(value) <= 5 and float(value) > 100:
        yield "57", message("payments.amount-range", field="57", value=value, least="0.01", most="100")
