"""How the platforms' SDKs, unchanged, are pointed at the emulator: a short program for each, to be pasted."""

from dataclasses import dataclass
from functools import cache

from linktester import tables

_FILE = "payapis/sdks.toml"
_BMP_END = 0xFFFF
_LONG_ESCAPES = frozenset({"Python", "Go"})
"""Languages that write a character beyond the first 65,536 as one escape; the others take two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sdk:
    """One SDK."""

    id: str
    name: str
    platform: str
    """The API it is for: `wechatpay`, `alipay`, `wechat`, `taobao`, `douyin`."""
    language: str
    """The programming language, as it is written everywhere."""
    version: str
    """The one that was read and, where `ran` says so, run: a release or a commit."""
    package: str
    """How it is installed: a command, or where there is none the package's coordinates."""
    sure: str
    """`V`: run against an emulator; `R`: read only."""
    ran: bool
    """Whether the program below was run as it stands."""
    source: str
    note: str
    """Code of a sentence about what is special with this SDK."""
    template: str


@cache
def sdks() -> tuple[Sdk, ...]:
    """Return all SDKs, those of one platform side by side."""
    return tables.rows(_FILE, "sdk", Sdk)


def sdk(id_: str) -> Sdk | None:
    """Return the SDK with this id, None when there is none."""
    return next((each for each in sdks() if each.id == id_), None)


def settings(sdk: Sdk, base_url: str, tls_base_url: str, credentials_file: str) -> str:
    """Return a complete program that uses `sdk` at the emulator that listens at these addresses.

    It reads its keys from `credentials_file` when it runs: no key is in the text. Ends with a line break.
    """
    text = sdk.template.removeprefix("\n")
    values = {"base_url": base_url, "tls_base_url": tls_base_url, "credentials_file": credentials_file}
    for name, value in values.items():
        text = text.replace(f"<{name}>", literal(value, sdk.language))
    return text


def literal(value: str, language: str) -> str:
    """Return `value` as a text literal between double quotes, all on one line and printable."""
    return '"' + "".join(_written(letter, language) for letter in value) + '"'


def _written(letter: str, language: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable():
        return letter
    number = ord(letter)
    if number <= _BMP_END:
        return f"\\u{number:04x}"
    if language in _LONG_ESCAPES:
        return f"\\U{number:08x}"
    pair = letter.encode("utf-16-be")
    return f"\\u{pair[:2].hex()}\\u{pair[2:].hex()}"
