"""What SPAYD demands of the value of each key."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments import registries
from linktester.payments.excerpt import excerpt
from linktester.payments.ibans import fault
from linktester.payments.notes import Notes
from linktester.payments.spayd.table import Key, Kind, Table

_AMOUNT = re.compile(r"[0-9]+(?:\.([0-9]+))?", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
_PHONE = re.compile(r"\+?[0-9]{3,}", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_DATE_FORM = "YYYYMMDD"
_MOST_DECIMALS = 2


def judge_value(
    value: str, key: Key, at: datetime, known: Table, notes: Notes, *, notify_by: str = ""
) -> None:
    """Note what is wrong with the value of `key`, which is not empty."""
    if key.most is not None and len(value) > key.most:
        said = message("payments.too-long", field=key.key, length=len(value), most=key.most)
        notes.error(Aspect.SCHEME, key.key, said)
    if key.kind is Kind.ACCOUNTS:
        _judge_accounts(value, key, known, notes)
    elif key.kind in (Kind.DATE, Kind.DUE):
        _judge_date(value, key, at, notes)
    elif key.kind is Kind.ADDRESS:
        _judge_address(value, key, notify_by, notes)
    else:
        judge = _JUDGES.get(key.kind)
        if judge is not None:
            judge(value, key, notes)


def _judge_account(value: str, key: Key, notes: Notes) -> None:
    iban, plus, bic = value.partition("+")
    said = fault(iban)
    if said is not None:
        notes.error(Aspect.SCHEME, key.key, said)
    if plus and not registries.is_bic(bic):
        said = message("payments.bic", field=key.key, value=excerpt(bic))
        notes.error(Aspect.SCHEME, key.key, said)


def _judge_accounts(value: str, key: Key, known: Table, notes: Notes) -> None:
    accounts = value.split(",")
    if len(accounts) > known.most_accounts:
        said = message("spayd.too-many-accounts", count=len(accounts), most=known.most_accounts)
        notes.error(Aspect.SCHEME, key.key, said)
    for account in accounts[: known.most_accounts]:
        _judge_account(account, key, notes)


def _judge_amount(value: str, key: Key, notes: Notes) -> None:
    found = _AMOUNT.fullmatch(value)
    if found is None:
        said = message("payments.amount", field=key.key, value=excerpt(value))
        notes.error(Aspect.SCHEME, key.key, said)
        return
    decimals = len(found.group(1) or "")
    if decimals > _MOST_DECIMALS:
        said = message("spayd.decimals", value=excerpt(value), found=decimals, most=_MOST_DECIMALS)
        notes.error(Aspect.SCHEME, key.key, said)
    if not value.strip("0."):
        notes.info(Aspect.SCHEME, key.key, message("payments.amount-zero", field=key.key))


def _judge_currency(value: str, key: Key, notes: Notes) -> None:
    if not registries.is_currency(value):
        said = message("payments.currency-unknown", field=key.key, value=excerpt(value))
        notes.error(Aspect.SCHEME, key.key, said)


def _judge_digits(value: str, key: Key, notes: Notes) -> None:
    if not _DIGITS.fullmatch(value):
        said = message("payments.not-digits", field=key.key, value=excerpt(value))
        notes.error(Aspect.SCHEME, key.key, said)


def _judge_choice(value: str, key: Key, notes: Notes) -> None:
    if value not in key.choices:
        allowed = ", ".join(key.choices)
        said = message("payments.choice", field=key.key, value=excerpt(value), allowed=allowed)
        notes.error(Aspect.SCHEME, key.key, said)


def _judge_date(value: str, key: Key, at: datetime, notes: Notes) -> None:
    day = _day(value)
    if day is None:
        said = message("payments.date", field=key.key, value=excerpt(value), expected=_DATE_FORM)
        notes.error(Aspect.SCHEME, key.key, said)
    elif key.kind is Kind.DUE and day < at.date():
        notes.info(Aspect.FRESHNESS, key.key, message("spayd.due-over", value=value))


def _day(value: str) -> date | None:
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _judge_address(value: str, key: Key, notify_by: str, notes: Notes) -> None:
    form = {"P": _PHONE, "E": _MAIL}.get(notify_by)
    if form is not None and not form.fullmatch(value):
        said = message("spayd.notify-address", field=key.key, value=excerpt(value), kind=notify_by)
        notes.error(Aspect.SCHEME, key.key, said)


_JUDGES: Mapping[Kind, Callable[[str, Key, Notes], None]] = {
    Kind.ACCOUNT: _judge_account,
    Kind.AMOUNT: _judge_amount,
    Kind.CURRENCY: _judge_currency,
    Kind.DIGITS: _judge_digits,
    Kind.CHOICE: _judge_choice,
}
