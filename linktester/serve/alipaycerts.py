"""Certificates for Alipay's certificate mode: a root, below it one for the platform and one for the app."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

_YEARS = timedelta(days=20 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Three certificates, PEM."""

    root: str
    alipay: str
    app: str


def chain(alipay: rsa.RSAPrivateKey, app: rsa.RSAPublicKey) -> Chain:
    """Return certificates for both keys. The platform's key is the root's as well: nobody else needs it."""
    root = _name("linktester Alipay root (not real)")
    return Chain(
        root=_certificate(alipay.public_key(), root, root, alipay),
        alipay=_certificate(alipay.public_key(), _name("linktester Alipay (not real)"), root, alipay),
        app=_certificate(app, _name("linktester app (not real)"), root, alipay),
    )


def _certificate(
    key: rsa.RSAPublicKey, subject: x509.Name, issuer: x509.Name, signer: rsa.RSAPrivateKey
) -> str:
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + _YEARS)
        .add_extension(x509.BasicConstraints(ca=subject == issuer, path_length=None), critical=True)
        .sign(signer, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def _name(common: str) -> x509.Name:
    # SDKs make a certificate's number of these four, and fail where one is missing.
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "linktester"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "emulator"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
