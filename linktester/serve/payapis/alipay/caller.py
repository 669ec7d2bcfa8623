"""Who asks: the common parameters of OpenAPI 2, held against their table, and the signature over all."""

import re
from dataclasses import dataclass
from functools import cache

from linktester import tables
from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import certificates, keys
from linktester.serve.payapis.alipay.name import moment_of
from linktester.serve.payapis.alipay.parameters import Parameters
from linktester.serve.payapis.alipay.problem import Problem, errors
from linktester.serve.requestlog import Findings

MOST_SHOWN = 8_192
"""How much of the built text an answer shows; all of it is in the request log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """The rule of one common parameter."""

    name: str
    missing: str = ""
    """The error without it; empty where it may be left out."""
    invalid: str
    most: int
    pattern: str = ""
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """In what form an app is answered."""

    app_id: str
    charset: str = "utf-8"
    sign_type: str = "RSA2"
    with_certificate: bool = False
    is_encrypted: bool = False
    notify_url: str = ""
    return_url: str = ""


class UnknownAppError(Exception):
    """Nobody knows the app, so no key can sign the answer."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def terms_of(ground: Ground, params: Parameters) -> Terms:
    """Return how this app wants to be answered, nothing verified yet. Raises UnknownAppError."""
    app_id = params.text("app_id")
    if not app_id:
        raise UnknownAppError(Problem("isv.missing-app-id", check="app_id"))
    if app_id != ground.credentials.bundle.alipay.app_id:
        raise UnknownAppError(Problem("isv.invalid-app-id", check="app_id"))
    sign_type = params.text("sign_type")
    return Terms(
        app_id=app_id,
        charset=params.charset,
        sign_type=sign_type if sign_type in {"RSA", "RSA2"} else "RSA2",
        with_certificate=bool(params.text("app_cert_sn")),
        is_encrypted=bool(params.text("encrypt_type")),
        notify_url=params.text("notify_url"),
        return_url=params.text("return_url"),
    )


def check(ground: Ground, params: Parameters, terms: Terms, findings: Findings) -> None:
    """Check the common parameters in the table's order, then the signature. Raises Problem."""
    findings.built = params.built
    for rule in _table():
        value = params.text(rule.name)
        if not value and rule.missing:
            raise Problem(rule.missing, check=rule.name)
        if value and (len(value) > rule.most or not _fits(rule, value)):
            raise Problem(rule.invalid, check=rule.name)
    if moment_of(params.text("timestamp")) is None:
        raise Problem("isv.invalid-timestamp", check="timestamp")
    encryption = params.text("encrypt_type")
    if encryption and encryption.upper() != "AES":
        raise Problem("isv.invalid-encrypt-type", check="encrypt_type")
    if terms.with_certificate:
        _check_certificates(ground, params, findings)
    if not keys.is_signed_by_app(ground.credentials, params.text("sign"), params.signed, terms.sign_type):
        words = errors()["isv.invalid-signature"].message + findings.built[:MOST_SHOWN]
        raise Problem("isv.invalid-signature", words, check="signature")


def _check_certificates(ground: Ground, params: Parameters, findings: Findings) -> None:
    alipay = ground.credentials.bundle.alipay
    if params.text("app_cert_sn") != certificates.number(alipay.app_cert_pem):
        raise Problem("isv.app-cert-not-exist", check="app_cert_sn")
    if not params.text("alipay_root_cert_sn"):
        raise Problem("isv.missing-alipay-root-cert-sn", check="alipay_root_cert_sn")
    # The platform only counts who has an old root certificate; it refuses nobody for it.
    if params.text("alipay_root_cert_sn") != certificates.number(alipay.alipay_root_cert_pem):
        findings.notes.append("other-root-certificate")


def _fits(rule: Parameter, value: str) -> bool:
    return not rule.pattern or re.fullmatch(rule.pattern, value, re.ASCII) is not None


@cache
def _table() -> tuple[Parameter, ...]:
    return tables.rows("payapis/alipay/parameters.toml", "parameter", Parameter)
