"""PayNow: the proxy has the form its kind asks for, a fixed amount is there, and the code has not expired.

Sources: francolifeproject.com/PayNowQR; paynow.timios.net/docs; the check letter is the UEN register's.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_MOBILE = re.compile(r"\+65[89][0-9]{7}", re.ASCII)
_UEN = re.compile(r"[0-9A-Z]{9,13}", re.ASCII)
_REGISTERED = re.compile(r"[0-9]{8}[A-Z]|[0-9]{9}[A-Z]|[RST][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z]", re.ASCII)
_EXPIRY = re.compile(r"[0-9]{8}(?:[0-9]{6})?", re.ASCII)
_SUFFIX = 3
_SINGAPORE = timezone(timedelta(hours=8))
_DAY_ONLY = 8


def check(code: Code, notes: Notes, at: datetime) -> None:
    """Note what PayNow asks beyond its table."""
    if not code.template:
        return
    _proxy(code, notes)
    if code.value("@/03") == "0" and not code.has("54"):
        notes.error(Aspect.SCHEME, "54", message("schemes.paynow-amount-needed"))
    _expiry(code, notes, at)


def fill(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return both proxies where both were given, so that reading it back tells the mistake."""
    return {"@/02": values["phone"] + values["uen"]} if "phone" in values and "uen" in values else {}


def _proxy(code: Code, notes: Notes) -> None:
    proxy, where = code.value("@/02"), code.path("@/02")
    kind = code.value("@/01")
    if proxy is None:
        return
    if kind == "0" and not _MOBILE.fullmatch(proxy):
        said = message("payments.form-wrong", field=where, value=proxy, expected="+658####### / +659#######")
        notes.error(Aspect.SCHEME, where, said)
    elif kind == "2" and not _UEN.fullmatch(proxy):
        said = message("payments.form-wrong", field=where, value=proxy, expected="UEN: 0-9 A-Z, 9 … 13")
        notes.error(Aspect.SCHEME, where, said)
    elif kind == "2" and not _checks(proxy):
        notes.warning(Aspect.SCHEME, where, message("payments.check-digit", field=where, value=proxy))


@lru_cache(maxsize=1024)
def _checks(proxy: str) -> bool:
    """Return False when the check letter is wrong; True also where there is none to look at."""
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415 - read late: only UENs need it
    from stdnum.sg import uen  # noqa: PLC0415

    number = proxy if len(proxy) <= 10 else proxy[:-_SUFFIX]
    if not _REGISTERED.fullmatch(number):
        return True
    try:
        uen.validate(number)
    except InvalidChecksum:
        return False
    except ValidationError:
        # The library knows the years and the kinds of entity of its day; new ones come.
        return True
    return True


def _expiry(code: Code, notes: Notes, at: datetime) -> None:
    written, where = code.value("@/04"), code.path("@/04")
    if written is None or not _EXPIRY.fullmatch(written):
        return
    ends = _end(written)
    if ends is None:
        said = message("payments.date", field=where, value=written, expected="YYYYMMDD / YYYYMMDDHHMMSS")
        notes.error(Aspect.SCHEME, where, said)
    elif ends <= at.astimezone(_SINGAPORE):
        notes.warning(Aspect.FRESHNESS, where, message("payments.expired", value=written))


def _end(written: str) -> datetime | None:
    """Return when the code stops being good, None for no date. A day is good to its end."""
    full = written.ljust(14, "0")
    year, month, day = int(full[:4]), int(full[4:6]), int(full[6:8])
    clock = int(full[8:10]), int(full[10:12]), int(full[12:14])
    try:
        when = datetime(year, month, day, *clock, tzinfo=_SINGAPORE)
    except ValueError:
        return None
    if len(written) > _DAY_ONLY or when.date() == date.max:
        return when
    return when + timedelta(days=1)
