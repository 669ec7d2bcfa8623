"""The text inside a Pay by Square code: TAB-separated values whose meaning is their place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from linktester import tables
from linktester.model.message import Message, message
from linktester.payments import registries

MAX_VALUES = 2_000
"""More are kept as one value; no QR code holds as many payments."""
_DIGITS = re.compile(r"[0-9]*")
_DATE = re.compile(r"[0-9]{8}")


class Form(StrEnum):
    """What a value may look like."""

    TEXT = "text"
    DIGITS = "digits"
    COUNT = "count"
    FLAG = "flag"
    DATE = "date"
    AMOUNT = "amount"
    CURRENCY = "currency"
    IBAN = "iban"
    BIC = "bic"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Rule:
    """One place of the text."""

    group: str
    name: str
    title: Mapping[str, str]
    form: Form
    most: int | None = None
    """Characters."""
    needed: bool = False
    soft: bool = False
    """A value that is too long is told as a warning: one source only."""
    choices: tuple[str, ...] = ()
    combined: tuple[str, ...] = ()
    """Sums of choices, which not every reader takes."""
    range: tuple[int, ...] = ()
    """Least and most of a number."""
    default: str = ""
    example: str = ""
    hint: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What the standard fixes."""

    sources: tuple[str, ...]
    as_of: str
    kinds: tuple[str, ...]
    versions: tuple[str, ...]
    name_needed_from: int
    default_version: str
    standing: int
    debit: int
    decimals: int
    field: tuple[Rule, ...]


@cache
def table() -> Table:
    """Return the table, read once."""
    return tables.read("payments/paybysquare.toml", Table)


@cache
def groups() -> Mapping[str, tuple[Rule, ...]]:
    """Return the places by their group, in order."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in table().field:
        found[rule.group] = (*found.get(rule.group, ()), rule)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Value:
    """One value in its place."""

    path: str
    rule: Rule | None
    """None for what stands behind the last place."""
    offset: int
    """First octet in the text."""
    length: int
    """Octets."""
    text: str
    """Decoded, replacement characters where it is no UTF-8."""


class Layout:
    """Gives each value of a text its place."""

    def __init__(self, text: bytes) -> None:
        self.values: list[Value] = []
        self.wanted: list[str] = []
        """Paths of places that the text ends before."""
        self._parts = text.split(b"\t", MAX_VALUES)
        self._at = 0
        self._offset = 0
        self._place()

    def _place(self) -> None:
        head = self._take("head", "")
        # Counts are bounded by what is there: a place that is not there ends every loop.
        numbers = range(1, self._count(head.get("payments", "")) + 1)
        for number in numbers:
            if not self._payment(f"payment/{number}/"):
                return
        for number in numbers:
            self._take("beneficiary", f"payment/{number}/")
            if self.wanted:
                return
        self._rest()

    def _payment(self, prefix: str) -> bool:
        main = self._take("payment", prefix)
        for number in range(1, self._count(main.get("accounts", "")) + 1):
            if self.wanted:
                return False
            self._take("account", f"{prefix}account/{number}/")
        if self._take("payment-2", prefix).get("standing-order") == "1":
            self._take("standing", prefix)
        if self._take("payment-3", prefix).get("direct-debit") == "1":
            self._take("debit", prefix)
        return not self.wanted

    def _take(self, group: str, prefix: str) -> Mapping[str, str]:
        taken = {}
        for rule in groups()[group]:
            if self._at >= len(self._parts):
                self.wanted.append(prefix + rule.name)
                continue
            taken[rule.name] = self._next(prefix + rule.name, rule)
        return taken

    def _next(self, path: str, rule: Rule | None) -> str:
        octets = self._parts[self._at]
        length, text = len(octets), octets.decode("utf-8", "replace")
        self.values.append(Value(path, rule, self._offset, length, text))
        self._at += 1
        self._offset += length + 1
        return text

    def _rest(self) -> None:
        number = 0
        while self._at < len(self._parts):
            number += 1
            self._next(f"extra/{number}", None)

    def _count(self, value: str) -> int:
        known = value.isascii() and value.isdecimal() and len(value) <= 5
        return min(int(value), len(self._parts)) if known else 0


def flaws(rule: Rule, where: str, value: str) -> Iterator[Message]:
    """Yield what is wrong with a value; each is an error but a `soft` length."""
    if not value:
        if rule.needed:
            yield message("payments.missing", field=where)
        return
    if rule.most is not None and len(value) > rule.most:
        yield message("payments.too-long", field=where, length=len(value), most=rule.most)
    said = _misfit(rule, where, value)
    if said is not None:
        yield said


def doubts(rule: Rule, where: str, value: str) -> Iterator[Message]:
    """Yield what not every reader takes."""
    if rule.form is Form.AMOUNT and registries.amount(value) is not None:
        most, shown = table().decimals, value[:80]
        decimals = len(value.partition(".")[2])
        if not value.strip("0."):
            yield message("payments.amount-zero", field=where)
        if decimals > most:
            yield message("paybysquare.amount-decimals", field=where, found=decimals, value=shown, most=most)
    if value in rule.combined:
        yield message("paybysquare.combined", field=where, value=value)


def _misfit(rule: Rule, where: str, value: str) -> Message | None:  # noqa: PLR0911 - one line per form
    shown = value[:80]
    match rule.form:
        case Form.DIGITS | Form.COUNT if not _DIGITS.fullmatch(value):
            return message("payments.not-digits", field=where, value=shown)
        case Form.COUNT if not value.strip("0"):
            return message("paybysquare.none", field=where)
        case Form.FLAG if value not in ("0", "1"):
            return message("payments.choice", field=where, value=shown, allowed="0, 1")
        case Form.CHOICE if value not in rule.choices and value not in rule.combined:
            return message("payments.choice", field=where, value=shown, allowed=", ".join(rule.choices))
        case Form.NUMBER if not _in_range(rule, value):
            least, most = rule.range
            return message("payments.amount-range", field=where, value=shown, least=least, most=most)
        case Form.DATE if not _is_date(value):
            return message("payments.date", field=where, value=shown, expected="YYYYMMDD")
        case Form.AMOUNT if registries.amount(value) is None:
            return message("payments.amount", field=where, value=shown)
        case Form.CURRENCY if not registries.is_currency(value):
            return message("payments.currency-unknown", field=where, value=shown)
        case Form.IBAN if not registries.is_iban(value):
            return message("payments.iban", value=shown)
        case Form.BIC if not registries.is_bic(value):
            return message("payments.bic", field=where, value=shown)
    return None


def _in_range(rule: Rule, value: str) -> bool:
    return bool(_DIGITS.fullmatch(value)) and len(value) <= 5 and rule.range[0] <= int(value) <= rule.range[1]


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return False
    return True
