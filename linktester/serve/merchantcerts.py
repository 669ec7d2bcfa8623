"""RSA keys and self-signed certificates as payment platforms and their merchants hold them."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.x509.oid import NameOID

_BITS = 2048
_SERIAL_BITS = 158
_YEARS = timedelta(days=5 * 365)
"""Platform certificates live five years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate with its private key."""

    serial: str
    """40 upper-case hex digits."""
    certificate_pem: str
    key_pem: str
    """PKCS#8."""
    valid_from: datetime
    valid_until: datetime


def new_key() -> rsa.RSAPrivateKey:
    """Return a new key of 2048 bits."""
    return rsa.generate_private_key(65537, _BITS)


def key_pem(key: rsa.RSAPrivateKey) -> str:
    """Return a private key as PKCS#8."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_pem(key: PublicKeyTypes) -> str:
    """Return a public key as SPKI."""
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def certificate(key: rsa.RSAPrivateKey, name: str) -> Certificate:
    """Return a certificate of `key`, valid for five years of the real clock."""
    # The highest bit is set, so that the number always has its 40 hex digits.
    serial = (1 << _SERIAL_BITS) | secrets.randbits(_SERIAL_BITS)
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    ends = begins + _YEARS
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(begins)
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        serial=f"{serial:X}",
        certificate_pem=made.public_bytes(serialization.Encoding.PEM).decode(),
        key_pem=key_pem(key),
        valid_from=begins,
        valid_until=ends,
    )
