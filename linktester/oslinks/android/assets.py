"""The two kinds of assets that asset links speak of: sites and signed apps, in one normal form each."""

import re
from dataclasses import dataclass

from linktester import urls
from linktester.model.message import Message, message

_SITE = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://(?P<login>[^/?#@]*@)?(?P<host>[^/?#@:\[\]]+|\[[^/?#@\[\]]*\])"
    r"(?P<port>:\d+)?(?P<rest>[/?#].*)?",
    re.DOTALL | re.ASCII,
)
_PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*")
_PRINT = re.compile(r"[0-9A-F]{2}(?::[0-9A-F]{2}){31}")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True, slots=True)
class Site:
    """A web site: scheme, host and port, paths and queries left out."""

    scheme: str
    host: str
    """Lower case, ASCII, without a dot at its end."""
    port: str = ""
    """Empty for the scheme's own."""

    @property
    def origin(self) -> str:
        """Return `scheme://host[:port]`."""
        return f"{self.scheme}://{self.host}{self._colon_port}"

    @property
    def rooted(self) -> str:
        """Return the origin as Google's API answers it: with a dot behind the host."""
        return f"{self.scheme}://{self.host}.{self._colon_port}"

    @property
    def _colon_port(self) -> str:
        return f":{self.port}" if self.port else ""


@dataclass(frozen=True, slots=True)
class App:
    """An Android app: its package, and one certificate it is signed with."""

    package: str
    fingerprint: str
    """32 upper-case hex octets joined by colons."""


Asset = Site | App


def read_site(text: str) -> Site | Message:
    """Return the site in `text`, or what is wrong with it."""
    found = _SITE.fullmatch(text)
    if found is None:
        return message("androidrules.site-form", site=text[:120])
    scheme = found["scheme"].lower()
    if scheme not in _DEFAULT_PORTS:
        return message("androidrules.site-scheme", site=text[:120])
    if found["login"] is not None:
        return message("androidrules.site-login", site=text[:120])
    if found["rest"] is not None:
        return message("androidrules.site-rest", site=text[:120], rest=found["rest"][:60])
    url = urls.parse(text)
    if url is None or not url.hostname:
        return message("androidrules.site-form", site=text[:120])
    return Site(scheme, url.hostname.removesuffix("."), url.port)


def is_package(text: str) -> bool:
    """Return whether `text` is a Java package name."""
    return _PACKAGE.fullmatch(text) is not None


def is_fingerprint(text: str) -> bool:
    """Return whether `text` is a SHA-256 fingerprint as asset links want it: upper case, with colons."""
    return _PRINT.fullmatch(text) is not None
