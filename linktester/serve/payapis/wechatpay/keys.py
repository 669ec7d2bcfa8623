"""The keys of WeChat Pay: verifying a merchant, signing as the platform, sealing for the merchant."""

import base64
import os
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from linktester.serve.credentials import Credentials
from linktester.serve.payapis.wechatpay.name import Mode

_PADDING, _HASH = PKCS1v15(), hashes.SHA256()
_SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@lru_cache(64)
def _private(pem: str) -> rsa.RSAPrivateKey:
    # Made by us: checking the primes again would cost more than a signature.
    key = serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


@lru_cache(64)
def _public(certificate_pem: str) -> rsa.RSAPublicKey:
    key = x509.load_pem_x509_certificate(certificate_pem.encode()).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def is_signed_by_merchant(credentials: Credentials, signature: str, message: bytes) -> bool:
    """Tell whether base64 `signature` over `message` is the merchant's."""
    try:
        octets = base64.b64decode(signature, validate=True)
        key = _public(credentials.bundle.wechatpay.merchant_cert_pem)
        key.verify(octets, message, _PADDING, _HASH)
    except (ValueError, InvalidSignature):
        return False
    return True


def sign(credentials: Credentials, serial: str, message: bytes) -> str:
    """Return the platform's base64 signature by the key that `serial` names."""
    return base64.b64encode(_signing_key(credentials, serial).sign(message, _PADDING, _HASH)).decode()


def serial_for(credentials: Credentials, mode: Mode, named: str = "") -> str:
    """Return which key answers a merchant that works in `mode` and named `named` in its request."""
    pay = credentials.bundle.wechatpay
    if mode is Mode.PUBLIC_KEY:
        return pay.platform_public_key_id
    older = any(each.serial == named for each in credentials.keys.wechatpay_certificates)
    return named if older else pay.platform_cert_serial


def mode_of(credentials: Credentials, named: str) -> Mode:
    """Return the mode of a merchant that named `named` as the platform's serial."""
    is_ours = named == credentials.bundle.wechatpay.platform_public_key_id
    return Mode.PUBLIC_KEY if is_ours else Mode.CERTIFICATE


def seal(credentials: Credentials, plain: bytes, associated: str) -> dict[str, str]:
    """Return `plain` encrypted under the APIv3 key, as the platform's `AEAD_AES_256_GCM` object."""
    nonce = nonce_text(12)
    cipher = AESGCM(credentials.bundle.wechatpay.apiv3_key.encode())
    sealed = cipher.encrypt(nonce.encode(), plain, associated.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": associated,
        "ciphertext": base64.b64encode(sealed).decode(),
    }


def nonce_text(count: int) -> str:
    """Return `count` random letters and digits."""
    return "".join(_SYMBOLS[octet % len(_SYMBOLS)] for octet in os.urandom(count))


def _signing_key(credentials: Credentials, serial: str) -> rsa.RSAPrivateKey:
    keys = credentials.keys
    if serial == credentials.bundle.wechatpay.platform_public_key_id:
        return _private(keys.wechatpay_public_key_pem)
    every = {each.serial: each.key_pem for each in keys.wechatpay_certificates}
    return _private(every.get(serial, keys.wechatpay_certificates[-1].key_pem))
