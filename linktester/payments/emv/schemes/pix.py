"""Pix: where the money goes is a key or an address, never both, and keys have check digits.

Sources: Banco Central do Brasil, Manual de Padrões para Iniciação do Pix; forms of keys as in its DICT.
"""

import re
from datetime import datetime
from functools import lru_cache

from linktester.model.message import Message, message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_MAIL = re.compile(r"[a-z0-9.!#$&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)
_PHONE = re.compile(r"\+55[0-9]{10,11}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_RANDOM_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII)
_CPF = re.compile(r"[0-9]{11}", re.ASCII)
_CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}", re.ASCII)
_TXID = re.compile(r"[A-Za-z0-9]*", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z0-9.-]+\.[A-Za-z0-9-]+(?::[0-9]{1,5})?/[!-~]+", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://", re.ASCII)
_NO_TXID = "***"
_KEYS = "CPF / CNPJ / +55… / e-mail / UUID"


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing expires
    """Note what Pix asks beyond its table."""
    key, url = code.value("@/01"), code.value("@/25")
    recurring = [f"{root}/25" for root in code.ids() if root >= "80" and code.has(f"{root}/25")]
    if key is None and url is None and not recurring and code.template:
        notes.error(
            Aspect.SCHEME, code.path("@"), message("schemes.pix-no-destination", field=code.path("@"))
        )
    if key is not None and url is not None:
        notes.error(Aspect.SCHEME, code.path("@/25"), message("schemes.pix-two-destinations"))
    if key is not None:
        _key(key, code.path("@/01"), notes)
    for where in ("@/25", *recurring):
        _address(code, where, notes)
    _txid(code, notes)
    if url is not None and code.has("54"):
        notes.info(Aspect.SCHEME, "54", message("schemes.pix-amount-ignored"))


def _key(key: str, where: str, notes: Notes) -> None:
    fault = _fault(key, where)
    if fault is not None:
        notes.error(Aspect.SCHEME, where, fault)
        # A mobile number without +55 has as many digits as a CPF, and a nine behind its area.
        if _CPF.fullmatch(key) and key[2] == "9":
            notes.info(Aspect.SCHEME, where, message("schemes.pix-phone", value=key))
    elif _UUID.fullmatch(key) and not _RANDOM_UUID.fullmatch(key):
        notes.warning(Aspect.SCHEME, where, message("schemes.pix-uuid", field=where, value=key))


@lru_cache(maxsize=1024)
def _fault(key: str, field: str) -> Message | None:
    """Return what is wrong with a key, None for a good one."""
    if "@" in key:
        return _mail_fault(key, field)
    if _PHONE.fullmatch(key) or _UUID.fullmatch(key):
        return None
    if _CPF.fullmatch(key):
        return _cpf_fault(key, field)
    if _CNPJ.fullmatch(key):
        return None if _is_cnpj(key) else message("payments.check-digit", field=field, value=key)
    if key.startswith("+"):
        return message(
            "payments.form-wrong", field=field, value=key, expected="+55########## / +55###########"
        )
    return message("payments.form-wrong", field=field, value=key, expected=_KEYS)


def _mail_fault(key: str, field: str) -> Message | None:
    if _MAIL.fullmatch(key):
        return None
    if _MAIL.fullmatch(key.lower()):
        return message("schemes.pix-capitals", field=field, value=key)
    return message("payments.form-wrong", field=field, value=key, expected="a@b.c")


def _cpf_fault(key: str, field: str) -> Message | None:
    from stdnum.br import cpf  # noqa: PLC0415 - read late: only Pix needs it

    if cpf.is_valid(key):
        return None
    return message("payments.check-digit", field=field, value=key)


def _is_cnpj(key: str) -> bool:
    from stdnum.br import cnpj  # noqa: PLC0415

    return bool(cnpj.is_valid(key))


def _address(code: Code, path: str, notes: Notes) -> None:
    url, where = code.value(path), code.path(path)
    if url is None:
        return
    bare = _SCHEME.sub("", url, count=1)
    if bare != url:
        notes.warning(Aspect.SCHEME, where, message("schemes.pix-url-scheme", field=where, value=url))
    if not _ADDRESS.fullmatch(bare):
        said = message("payments.form-wrong", field=where, value=url, expected="host.example/…")
        notes.error(Aspect.SCHEME, where, said)


def _txid(code: Code, notes: Notes) -> None:
    txid = code.value("62/05")
    if txid is None:
        notes.warning(Aspect.SCHEME, "62/05", message("schemes.pix-txid-missing"))
    elif txid == _NO_TXID:
        return
    elif code.has("@/25"):
        notes.warning(Aspect.SCHEME, "62/05", message("schemes.pix-txid-dynamic", value=txid))
    elif not _TXID.fullmatch(txid):
        said = message("payments.form-wrong", field="62/05", value=txid, expected="*** / A-Z a-z 0-9")
        notes.error(Aspect.SCHEME, "62/05", said)
