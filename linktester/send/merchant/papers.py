"""What a merchant holds, from the emulator's credentials bundle: numbers, keys, and the platforms' keys."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

_PADDING, _HASH = PKCS1v15(), hashes.SHA256()


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatPayPapers:
    """A direct merchant of WeChat Pay, in certificate mode."""

    mchid: str
    appid: str
    openid: str
    """Of the payer, in the eyes of `appid`."""
    serial: str
    """Of the merchant's certificate."""
    key: rsa.RSAPrivateKey
    platform_serial: str
    """Of the platform's certificate whose key signs the answers."""
    platform_key: rsa.RSAPublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class AlipayPapers:
    """An app of Alipay's open platform."""

    app_id: str
    key: rsa.RSAPrivateKey
    platform_key: rsa.RSAPublicKey


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything a merchant needs."""

    wechatpay: WechatPayPapers
    alipay: AlipayPapers

    @classmethod
    def from_file(cls, file: str) -> "Papers":
        """Return the papers in the credentials bundle. Raises EnvironmentFault when they cannot be read."""
        try:
            bundle = json.loads(Path(file).read_bytes())
            return cls(_wechatpay(bundle["wechatpay"]), _alipay(bundle["alipay"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise EnvironmentFault(message("send.no-credentials", file=file)) from error


def signed(key: rsa.RSAPrivateKey, octets: bytes) -> str:
    """Return the base64 signature (RSA with SHA-256) over `octets`. Takes about a millisecond."""
    return base64.b64encode(key.sign(octets, _PADDING, _HASH)).decode()


def is_signed(key: rsa.RSAPublicKey, signature: str, octets: bytes) -> bool:
    """Tell whether `signature`, base64, over `octets` is that of the key's owner."""
    try:
        key.verify(base64.b64decode(signature, validate=True), octets, _PADDING, _HASH)
    except (ValueError, InvalidSignature):
        return False
    return True


def _wechatpay(told: Mapping[str, Any]) -> WechatPayPapers:
    certificate = x509.load_pem_x509_certificate(told["platform_cert_pem"].encode())
    return WechatPayPapers(
        mchid=told["mchid"],
        appid=told["appid"],
        openid=told["payer_openid"],
        serial=told["merchant_cert_serial"],
        key=_private(told["merchant_private_key_pem"]),
        platform_serial=told["platform_cert_serial"],
        platform_key=_rsa(certificate.public_key()),
    )


def _alipay(told: Mapping[str, Any]) -> AlipayPapers:
    public = serialization.load_pem_public_key(told["alipay_public_key_pem"].encode())
    key = _private(told["app_private_key_pkcs8_pem"])
    return AlipayPapers(app_id=told["app_id"], key=key, platform_key=_rsa(public))


def _private(pem: str) -> rsa.RSAPrivateKey:
    # Made by the emulator: checking its primes again would cost a tenth of a second.
    key = serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(type(key).__name__)
    return key


def _rsa(key: object) -> rsa.RSAPublicKey:
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError(type(key).__name__)
    return key
