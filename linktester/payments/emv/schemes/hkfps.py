"""FPS: one payee and no more, and a time limit that has not passed.

Sources: HKMA, Common QR Code Specification for Retail Payments in Hong Kong; nessgor/fps-hk-qrcode.
"""

import re
from datetime import datetime, timedelta, timezone

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_PROXIES = ("02", "03", "04")
_LIMIT = re.compile(r"[0-9]{14}", re.ASCII)
_HONG_KONG = timezone(timedelta(hours=8))


def check(code: Code, notes: Notes, at: datetime) -> None:
    """Note what FPS asks beyond its table."""
    if not code.template:
        return
    _payee(code, notes)
    _limit(code, notes, at)


def _payee(code: Code, notes: Notes) -> None:
    found = [name for name in _PROXIES if code.has(f"@/{name}")]
    where = code.template
    if not found:
        said = message("schemes.proxy-missing", field=where, allowed=", ".join(_PROXIES))
        notes.error(Aspect.SCHEME, where, said)
    elif len(found) > 1:
        said = message("schemes.proxy-many", field=where, found=", ".join(found))
        notes.error(Aspect.SCHEME, where, said)


def _limit(code: Code, notes: Notes, at: datetime) -> None:
    written, where = code.value("@/05"), code.path("@/05")
    if written is None or not _LIMIT.fullmatch(written):
        return
    try:
        ends = datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=_HONG_KONG)
    except ValueError:
        said = message("payments.date", field=where, value=written, expected="YYYYMMDDhhmmss")
        notes.error(Aspect.SCHEME, where, said)
        return
    if ends < at:
        notes.warning(Aspect.FRESHNESS, where, message("payments.expired", value=written))
