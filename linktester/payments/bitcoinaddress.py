"""Bitcoin addresses: base58check, bech32 and bech32m, of the main network and of test networks.

python-stdnum does the sums; which checksum goes with which witness version (BIP 350), version octets and
networks are looked after here, because its own check takes any version octet and knows no bech32m.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from stdnum.bitcoin import b32decode, b58decode, bech32_checksum
from stdnum.exceptions import ValidationError

from linktester import resources, tables

_BASE58 = frozenset("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
_BECH32 = {character: value for value, character in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_BECH32_SUM, _BECH32M_SUM = 1, 0x2BC830A3
_LONGEST = 90
_OPENINGS = tuple("123mn")
"""First letters of base58 addresses of bitcoin."""
_BASE58_OCTETS = 25
_VERSION_0_OCTETS = (20, 32)
_LAST_VERSION = 16


@dataclass(frozen=True, slots=True)
class Address:
    """What an address turned out to be."""

    fault: str = ""
    """Empty for a right one; `characters`, `case`, `length`, `checksum`, `foreign`, `kind`, `program`."""
    network: str = ""
    """`main` or `test`; empty when unknown."""
    kind: str = ""
    """`P2PKH`, `P2SH`, `P2WPKH`, `P2WSH`, `P2TR`, or `witness` for versions nobody can spend by yet."""
    prefix: str = ""
    """Of a bech32 address, in small letters."""


@dataclass(frozen=True, kw_only=True)
class _Base58:
    version: int
    network: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class _Bech32:
    prefix: str
    network: str


@dataclass(frozen=True, kw_only=True)
class _Addresses:
    base58: tuple[_Base58, ...]
    bech32: tuple[_Bech32, ...]


def read(text: str) -> Address:
    """Return what the address is, or the first thing wrong with it. Never raises, whatever the text."""
    if len(text) > _LONGEST:
        return Address("length")
    small = text.lower()
    prefix = small.partition("1")[0]
    if prefix in _prefixes():
        return _bech32(text, small, prefix)
    if _BASE58.issuperset(text):
        return _base58(text)
    return Address("characters" if text.startswith(_OPENINGS) else "foreign")


def _base58(text: str) -> Address:
    octets = b58decode(text)
    if len(octets) != _BASE58_OCTETS:
        return Address("length" if text.startswith(_OPENINGS) else "foreign")
    if sha256(sha256(octets[:-4]).digest()).digest()[:4] != octets[-4:]:
        return Address("checksum")
    row = _versions().get(octets[0])
    return Address("foreign") if row is None else Address("", row.network, row.kind)


def _bech32(text: str, small: str, prefix: str) -> Address:
    network, expanded = _prefixes()[prefix]
    bad = Address(network=network, prefix=prefix)
    values = [_BECH32.get(character, -1) for character in small[len(prefix) + 1 :]]
    if -1 in values:
        return _with(bad, "characters")
    if text not in (small, text.upper()):
        return _with(bad, "case")
    if len(values) < 7:
        return _with(bad, "length")
    total, version = bech32_checksum([*expanded, *values]), values[0]
    if total not in (_BECH32_SUM, _BECH32M_SUM):
        return _with(bad, "checksum")
    if (version == 0) is not (total == _BECH32_SUM):
        return _with(bad, "kind")
    return _program(bad, version, values[1:-6])


def _program(found: Address, version: int, values: list[int]) -> Address:
    try:
        size = len(b32decode(values))
    except ValidationError:
        return _with(found, "program")
    fits = size in _VERSION_0_OCTETS if version == 0 else 2 <= size <= 40
    if version > _LAST_VERSION or not fits:
        return _with(found, "program")
    kinds = {(0, 20): "P2WPKH", (0, 32): "P2WSH", (1, 32): "P2TR"}
    return Address("", found.network, kinds.get((version, size), "witness"), found.prefix)


def _with(found: Address, fault: str) -> Address:
    return Address(fault, found.network, found.kind, found.prefix)


@cache
def _table() -> _Addresses:
    plain = resources.read_table("payments/bip21.toml")
    return tables.built({name: plain[name] for name in ("base58", "bech32")}, _Addresses)


@cache
def _versions() -> Mapping[int, _Base58]:
    return {row.version: row for row in _table().base58}


@cache
def _prefixes() -> Mapping[str, tuple[str, tuple[int, ...]]]:
    """Return prefix → (network, what the checksum starts with)."""
    return {row.prefix: (row.network, _expanded(row.prefix)) for row in _table().bech32}


def _expanded(prefix: str) -> tuple[int, ...]:
    high = (ord(letter) >> 5 for letter in prefix)
    low = (ord(letter) & 31 for letter in prefix)
    return (*high, 0, *low)
