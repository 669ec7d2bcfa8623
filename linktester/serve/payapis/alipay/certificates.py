"""Certificate mode: the numbers that stand for certificates, and the platform's certificate for download."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay.problem import Problem

_NAMES = (
    ("CN", NameOID.COMMON_NAME),
    ("OU", NameOID.ORGANIZATIONAL_UNIT_NAME),
    ("O", NameOID.ORGANIZATION_NAME),
    ("C", NameOID.COUNTRY_NAME),
)


@lru_cache(16)
def number(pem: str) -> str:
    """Return a certificate's number: MD5 over its issuer's names and its serial in decimal."""
    found = x509.load_pem_x509_certificate(pem.encode())
    names = ",".join(f"{short}={_value(found.issuer, oid)}" for short, oid in _NAMES)
    text = f"{names}{found.serial_number}"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def download(ground: Ground, asked: dict[str, Any]) -> dict[str, Any]:
    """Answer the platform's certificate that has the asked number. Raises Problem."""
    pem = ground.credentials.bundle.alipay.alipay_cert_pem
    if asked["alipay_cert_sn"] != number(pem):
        raise Problem("isv.alipay-cert-not-exist")
    return {"alipay_cert_content": base64.b64encode(pem.encode()).decode()}


def _value(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return next((str(each.value) for each in name.get_attributes_for_oid(oid)), "")
