"""The local certificate authority: one CA per state directory, one leaf per host name, chosen by SNI.

Keys are EC P-256, made here, mode 0600, and valid nowhere else. All leaves share one key: what is proved is
the host name, and a fresh key per host would only cost time.
"""

import hashlib
import ssl
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from linktester.model.errors import EnvironmentFault
from linktester.serve.files import private_folder, unusable, write_private

MOST_CONTEXTS = 2_000
_CA_DAYS = 3650
_LEAF_DAYS = 397
_RENEW_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Pair:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


class Authority:
    """The CA of one state directory."""

    def __init__(self, folder: Path) -> None:
        """Read the CA kept in `folder`, or make it. Raises EnvironmentFault when it cannot be written."""
        self._folder = folder
        private_folder(folder)
        self._ca = _kept(folder / "ca.pem") or _made_ca(folder / "ca.pem")
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())
        self._contexts: OrderedDict[str, ssl.SSLContext] = OrderedDict()

    @property
    def pem(self) -> str:
        """The CA's certificate."""
        return self._ca.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def context(self) -> ssl.SSLContext:
        """Return the listener's context: the loopback leaf, replaced per SNI name during the handshake."""
        front = self._context_of("localhost")
        front.sni_callback = self._chooser()
        return front

    def _chooser(self) -> Callable[[ssl.SSLObject, str | None, ssl.SSLContext], int | None]:
        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
            if name is None:
                return None
            if not _is_host(name):
                return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
            connection.context = self._context_of(name.lower())
            return None

        return choose

    def _context_of(self, host: str) -> ssl.SSLContext:
        known = self._contexts.get(host)
        if known is not None:
            self._contexts.move_to_end(host)
            return known
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        self._load_leaf(context, host)
        self._contexts[host] = context
        if len(self._contexts) > MOST_CONTEXTS:
            self._contexts.popitem(last=False)
        return context

    def _load_leaf(self, context: ssl.SSLContext, host: str) -> None:
        """Give `context` a leaf. OpenSSL reads chains from files only, so one is written and removed."""
        name = hashlib.sha256(host.encode()).hexdigest()[:32]
        file = self._folder / f"leaf-{name}.pem"
        leaf = _leaf(self._ca, self._leaf_key, host)
        write_private(file, _key_pem(self._leaf_key) + leaf.public_bytes(serialization.Encoding.PEM))
        try:
            context.load_cert_chain(file)
        finally:
            file.unlink(missing_ok=True)


def _is_host(name: str) -> bool:
    labels = name.rstrip(".").split(".")
    return len(name) <= 253 and all(
        0 < len(label) <= 63 and label.replace("-", "").replace("_", "").isalnum() and label.isascii()
        for label in labels
    )


def _kept(file: Path) -> _Pair | None:
    """Return the CA in `file`; None when there is none, it cannot be read as one, or its time is not now.

    Raises EnvironmentFault when the file cannot be opened.
    """
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFault(unusable(file.parent, error)) from error
    try:
        key = serialization.load_pem_private_key(text, None)
        certificate = x509.load_pem_x509_certificate(text)
    except (ValueError, TypeError):
        return None
    moment = datetime.now(UTC)
    ends_soon = certificate.not_valid_after_utc < moment + timedelta(days=_RENEW_DAYS)
    # A clock that was wrong when the CA was made, and is set right since, must not lock us out.
    not_yet = certificate.not_valid_before_utc > moment
    if not isinstance(key, ec.EllipticCurvePrivateKey) or ends_soon or not_yet:
        return None
    return _Pair(key, certificate)


def _made_ca(file: Path) -> _Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "linktester emulator CA")])
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _builder(name, name, key, _CA_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    write_private(file, _key_pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
    return _Pair(key, certificate)


def _leaf(ca: _Pair, key: ec.EllipticCurvePrivateKey, host: str) -> x509.Certificate:
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names += [x509.IPAddress(ip_address(text)) for text in ("127.0.0.1", "::1")]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.key.public_key())
    return (
        _builder(subject, ca.certificate.subject, key, _LEAF_DAYS)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(ca.key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    moment = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=days))
    )


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
