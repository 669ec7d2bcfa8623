"""The credentials of a state directory: what a merchant's program needs, and the platforms' own keys.

`credentials.json` is for the merchant: made once, kept over restarts, rewritten at one stroke when a
certificate is rotated. The platforms' private keys lie in a file of their own. Every number is plainly made
up and every key is made here; nothing of it is valid on a real platform.
"""

import base64
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.serve.alipaycerts import chain
from linktester.serve.files import unusable, write_private
from linktester.serve.merchantcerts import Certificate, certificate, key_pem, new_key, public_pem

CREDENTIALS_FILE = "credentials.json"
KEYS_FILE = "platform-keys.json"
SCHEMA = 1
_ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatPay:
    """A direct merchant of WeChat Pay."""

    mchid: str
    appid: str
    apiv3_key: str
    """32 ASCII characters."""
    merchant_private_key_pem: str
    """PKCS#8."""
    merchant_cert_pem: str
    merchant_cert_serial: str
    """40 upper-case hex digits."""
    platform_cert_pem: str
    platform_cert_serial: str
    platform_public_key_id: str
    platform_public_key_pem: str
    payer_openid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wechat:
    """A mini program of WeChat's open platform."""

    appid: str
    secret: str
    published_pages: tuple[str, ...] = ("pages/index/index",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alipay:
    """An app of Alipay's open platform and its seller."""

    app_id: str
    app_private_key_pkcs1_pem: str
    app_private_key_pkcs8_pem: str
    alipay_public_key_pem: str
    """SPKI; answers and notifications are verified with it."""
    seller_id: str
    encrypt_key: str = ""
    """Base64 of the 16 octets that content is encrypted with, where the app asks for it."""
    app_cert_pem: str = ""
    """For certificate mode, as the two below."""
    alipay_cert_pem: str = ""
    alipay_root_cert_pem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taobao:
    """An app of Taobao's open platform."""

    app_key: str
    app_secret: str
    sample_promotion_url: str = "https://s.click.taobao.com/t?e=linktester"


@dataclass(frozen=True, slots=True, kw_only=True)
class Douyin:
    """An app of Douyin's open platform."""

    client_key: str
    client_secret: str
    app_id: str


@dataclass(frozen=True, slots=True)
class _Written:
    """What every version's files say of themselves."""

    schema: int = SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Everything `credentials.json` holds."""

    schema: int = SCHEMA
    ca_pem: str
    wechatpay: WechatPay
    wechat: Wechat
    alipay: Alipay
    taobao: Taobao
    douyin: Douyin


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformKeys:
    """The platforms' private halves."""

    schema: int = SCHEMA
    wechatpay_certificates: tuple[Certificate, ...]
    """Oldest first; the last one signs."""
    wechatpay_public_key_pem: str
    """Private key (PKCS#8) of the pair that is named by the public-key id."""
    alipay_private_key_pem: str


@dataclass
class Credentials:
    """The credentials of one state directory, as they stand now."""

    folder: Path
    bundle: Bundle
    keys: PlatformKeys
    version: int = field(default=0)
    """Grows with every rotation; whoever keeps parsed keys compares it."""

    def rotate_wechatpay(self) -> Certificate:
        """Make a new platform certificate, keep the older ones beside it, and rewrite both files."""
        made = _platform_certificate()
        every = (*self.keys.wechatpay_certificates, made)
        self.keys = replace(self.keys, wechatpay_certificates=every)
        self.bundle = _told(self.bundle, self.keys)
        self.version += 1
        _write(self.folder, self.bundle, self.keys)
        return made


def kept(folder: Path, ca_pem: str) -> Credentials:
    """Return the credentials of `folder`, made now when there are none that can be read.

    Raises EnvironmentFault when they can be neither read nor written, and when a newer version wrote them.
    """
    bundle = _read(folder / CREDENTIALS_FILE, Bundle)
    keys = _read(folder / KEYS_FILE, PlatformKeys)
    if bundle is not None and keys is not None and bundle == _told(replace(bundle, ca_pem=ca_pem), keys):
        return Credentials(folder, bundle, keys)
    keys = keys or _new_keys()
    bundle = _told(replace(bundle, ca_pem=ca_pem) if bundle else _new_bundle(ca_pem, keys), keys)
    _write(folder, bundle, keys)
    return Credentials(folder, bundle, keys)


def _read(file: Path, kind: type[T]) -> T | None:
    try:
        octets = file.read_bytes()
        found = msgspec.json.decode(octets, type=_Written).schema
        if found > SCHEMA:
            raise EnvironmentFault(message("serve.state-newer", file=str(file), found=found, known=SCHEMA))
        return msgspec.json.decode(octets, type=kind)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise EnvironmentFault(unusable(file.parent, error)) from error


def _write(folder: Path, bundle: Bundle, keys: PlatformKeys) -> None:
    # Keys first: what the bundle tells is derived from them again at the next start.
    write_private(folder / KEYS_FILE, msgspec.json.encode(keys))
    write_private(folder / CREDENTIALS_FILE, msgspec.json.format(msgspec.json.encode(bundle), indent=1))


def _told(bundle: Bundle, keys: PlatformKeys) -> Bundle:
    """Return the bundle with the public halves of `keys`."""
    newest = keys.wechatpay_certificates[-1]
    pay = replace(
        bundle.wechatpay,
        platform_cert_pem=newest.certificate_pem,
        platform_cert_serial=newest.serial,
        platform_public_key_pem=_public_half(keys.wechatpay_public_key_pem),
    )
    return replace(bundle, wechatpay=pay, alipay=_told_app(bundle.alipay, keys))


def _told_app(app: Alipay, keys: PlatformKeys) -> Alipay:
    """Return the app with the public half of Alipay's key, and certificates made for that key."""
    public = _public_half(keys.alipay_private_key_pem)
    if public == app.alipay_public_key_pem and app.alipay_cert_pem:
        return app
    made = chain(_private(keys.alipay_private_key_pem), _private(app.app_private_key_pkcs8_pem).public_key())
    return replace(
        app,
        alipay_public_key_pem=public,
        encrypt_key=app.encrypt_key or base64.b64encode(secrets.token_bytes(16)).decode(),
        app_cert_pem=made.app,
        alipay_cert_pem=made.alipay,
        alipay_root_cert_pem=made.root,
    )


def _public_half(pem: str) -> str:
    return public_pem(_private(pem).public_key())


def _private(pem: str) -> rsa.RSAPrivateKey:
    # Our own file: checking its primes would cost every start a tenth of a second.
    key = serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _platform_certificate() -> Certificate:
    return certificate(new_key(), "Tenpay.com sign (linktester, not real)")


def _new_keys() -> PlatformKeys:
    return PlatformKeys(
        wechatpay_certificates=(_platform_certificate(),),
        wechatpay_public_key_pem=key_pem(new_key()),
        alipay_private_key_pem=key_pem(new_key()),
    )


def _new_bundle(ca_pem: str, keys: PlatformKeys) -> Bundle:
    appid = "wxfa4e" + secrets.token_hex(6)
    return Bundle(
        ca_pem=ca_pem,
        wechatpay=_new_merchant(appid, keys),
        wechat=Wechat(appid=appid, secret=secrets.token_hex(16)),
        alipay=_new_app(),
        taobao=Taobao(app_key="1000" + _digits(4), app_secret=secrets.token_hex(16)),
        douyin=Douyin(
            client_key="fake" + secrets.token_hex(6),
            client_secret=secrets.token_hex(16),
            app_id="ttfa4e" + secrets.token_hex(6),
        ),
    )


def _new_merchant(appid: str, keys: PlatformKeys) -> WechatPay:
    mchid = "1900000001"
    own = certificate(new_key(), "linktester merchant (not real)")
    newest = keys.wechatpay_certificates[-1]
    return WechatPay(
        mchid=mchid,
        appid=appid,
        apiv3_key=_letters(32),
        merchant_private_key_pem=own.key_pem,
        merchant_cert_pem=own.certificate_pem,
        merchant_cert_serial=own.serial,
        platform_cert_pem=newest.certificate_pem,
        platform_cert_serial=newest.serial,
        platform_public_key_id=f"PUB_KEY_ID_01{mchid}{datetime.now(UTC):%Y%m%d}{_digits(6)}",
        platform_public_key_pem=_public_half(keys.wechatpay_public_key_pem),
        payer_openid="oFAKE" + _letters(23),
    )


def _new_app() -> Alipay:
    key: rsa.RSAPrivateKey = new_key()
    pkcs1 = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return Alipay(
        app_id="2021000000000001",
        app_private_key_pkcs1_pem=pkcs1.decode(),
        app_private_key_pkcs8_pem=key_pem(key),
        alipay_public_key_pem="",
        seller_id="2088000000000001",
    )


def _letters(count: int) -> str:
    return "".join(secrets.choice(_ALNUM) for _ in range(count))


def _digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))
