"""PromptPay transfers: exactly one proxy, an amount in satang, and TrueMoney's message in 81.

Sources: promptpay-qr and promptparse with their tests; the check digit is the national register's.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_PROXIES = ("01", "02", "03", "04")
_ID = re.compile(r"[0-9]{13}", re.ASCII)
_NO_SATANG = re.compile(r"[0-9]+(?:\.[0-9])?", re.ASCII)
_UTF16 = re.compile(r"(?:[0-9A-Fa-f]{4})+", re.ASCII)
_DIALLED = re.compile(r"(?:\+66|0066|66|0)([1-9][0-9]{7,8})", re.ASCII)
_BLANKS = re.compile(r"[ -]+")


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing expires
    """Note what PromptPay asks beyond its table."""
    _proxies(code, notes)
    _national_id(code, notes)
    amount_in_satang(code, notes)
    _message(code, notes)


def fill(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the number as the code writes it, and the message in UTF-16."""
    filled = {}
    if "phone" in values:
        filled["@/01"] = _international(values["phone"])
    if "message" in values:
        filled["81"] = values["message"].encode("utf-16-be", "surrogatepass").hex().upper()
    return filled


def amount_in_satang(code: Code, notes: Notes) -> None:
    """Note an amount with fewer than two decimals; banks differ on taking it."""
    amount = code.value("54")
    if amount is not None and _NO_SATANG.fullmatch(amount):
        notes.warning(Aspect.SCHEME, "54", message("schemes.two-decimals", value=amount))


def _proxies(code: Code, notes: Notes) -> None:
    given = [name for name in code.ids("@") if name in _PROXIES] if code.template else []
    if code.template and not given:
        said = message("schemes.proxy-missing", field=code.path("@"), allowed=", ".join(_PROXIES))
        notes.error(Aspect.SCHEME, code.path("@"), said)
    if len(given) > 1:
        said = message("schemes.proxy-many", field=code.path("@"), found=", ".join(given[:8]))
        notes.error(Aspect.SCHEME, code.path("@"), said)


def _national_id(code: Code, notes: Notes) -> None:
    number, where = code.value("@/02"), code.path("@/02")
    if number is not None and _ID.fullmatch(number) and not _checks(number):
        notes.warning(Aspect.SCHEME, where, message("payments.check-digit", field=where, value=number))


@lru_cache(maxsize=1024)
def _checks(number: str) -> bool:
    from stdnum.th import pin  # noqa: PLC0415 - read late: only ids need it

    # Tax ids of companies start with a zero, which the personal register refuses; the sum is the same.
    return bool(pin.calc_check_digit(number[:-1]) == number[-1])


def _message(code: Code, notes: Notes) -> None:
    coded = code.value("81")
    if coded is None:
        return
    if not _UTF16.fullmatch(coded):
        notes.warning(Aspect.SCHEME, "81", message("schemes.message-not-utf16", value=coded))
        return
    text = bytes.fromhex(coded).decode("utf-16-be", "replace")
    notes.info(Aspect.SCHEME, "81", message("schemes.message-says", text=text))


def _international(number: str) -> str:
    dialled = _DIALLED.fullmatch(_BLANKS.sub("", number))
    return f"0066{dialled[1]}" if dialled else number
