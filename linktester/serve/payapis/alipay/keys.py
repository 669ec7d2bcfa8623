"""The keys of Alipay: verifying the app, signing as the platform, and the key for encrypted content."""

import base64
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from linktester.serve.credentials import Credentials

_HASHES: dict[str, hashes.HashAlgorithm] = {"RSA2": hashes.SHA256(), "RSA": hashes.SHA1()}
_NO_VECTOR = bytes(16)
_BLOCK_BITS = 128


def is_signed_by_app(credentials: Credentials, signature: str, octets: bytes, sign_type: str) -> bool:
    """Tell whether base64 `signature` over `octets` is the app's."""
    key = _private(credentials.bundle.alipay.app_private_key_pkcs8_pem).public_key()
    try:
        key.verify(base64.b64decode(signature, validate=True), octets, PKCS1v15(), _HASHES[sign_type])
    except (ValueError, InvalidSignature):
        return False
    return True


def sign(credentials: Credentials, octets: bytes, sign_type: str) -> str:
    """Return the platform's signature over `octets` in base64."""
    key = _private(credentials.keys.alipay_private_key_pem)
    return base64.b64encode(key.sign(octets, PKCS1v15(), _HASHES[sign_type])).decode()


def encrypt(key: str, octets: bytes) -> str:
    """Return `octets` as the platform hides content: AES-CBC without a vector, in base64."""
    padder = padding.PKCS7(_BLOCK_BITS).padder()
    encryptor = _cipher(key).encryptor()
    hidden = encryptor.update(padder.update(octets) + padder.finalize()) + encryptor.finalize()
    return base64.b64encode(hidden).decode()


def decrypt(key: str, text: str) -> bytes:
    """Return what `encrypt` hid. Raises ValueError."""
    decryptor = _cipher(key).decryptor()
    unpadder = padding.PKCS7(_BLOCK_BITS).unpadder()
    shown = decryptor.update(base64.b64decode(text, validate=True)) + decryptor.finalize()
    return unpadder.update(shown) + unpadder.finalize()


def _cipher(key: str) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(base64.b64decode(key)), modes.CBC(_NO_VECTOR))


@lru_cache(16)
def _private(pem: str) -> rsa.RSAPrivateKey:
    # Made by us: checking the primes again would cost more than a signature.
    key = serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key
