"""Fault injection: answers broken on purpose, so that what rests on them must be seen to change.

`POST /worlds` takes, beside the spec, `"faults": [{"match": {"host", "path"}, "does", "status", "text"}]`:

    filler       the page's words become filler; structure, scripts and identity stay
    soft-404     status 200 and a page that says there is nothing here, without identity
    login        status 200 and a page that wants a password, without identity
    wrong-item   the page states the identity of its neighbour
    block-text   status 200 and `text` as the only words, on the host itself
    status       an empty page with `status`

and, of association files only, the words of `model.association.FileFault`: redirect, wrong-type, oversized,
stale-copy, slow, bad-certificate, broken-json, missing. The others leave those files alone.

`host` and `path` are shell patterns (`*`); the first fault that matches is done. Control answers are never
broken.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from linktester.model.association import FileFault

_WORDS = re.compile(r"(?<=>)[^<>{}]+(?=<)")
_RAW = re.compile(r"(<(script|style)\b.*?</\2>)", re.DOTALL)
_IDENTITY = re.compile(r'((?:rel="canonical" href|property="og:url" content)=")([^"]*)(")')


class Breaks(StrEnum):
    """What a fault does."""

    FILLER = "filler"
    SOFT_404 = "soft-404"
    LOGIN = "login"
    WRONG_ITEM = "wrong-item"
    BLOCK_TEXT = "block-text"
    STATUS = "status"
    FILE_REDIRECT = FileFault.REDIRECT.value
    FILE_WRONG_TYPE = FileFault.WRONG_TYPE.value
    FILE_OVERSIZED = FileFault.OVERSIZED.value
    FILE_STALE_COPY = FileFault.STALE_COPY.value
    FILE_SLOW = FileFault.SLOW.value
    FILE_BAD_CERTIFICATE = FileFault.BAD_CERTIFICATE.value
    FILE_BROKEN_JSON = FileFault.BROKEN_JSON.value
    FILE_MISSING = FileFault.MISSING.value

    @property
    def of_files(self) -> FileFault | None:
        """The fault of association files it is, None for those of pages."""
        return FileFault(self.value) if self.value in _OF_FILES else None


_OF_FILES = frozenset(FileFault)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultMatch:
    """Which requests a fault is for."""

    host: str = "*"
    path: str = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault."""

    does: Breaks
    match: FaultMatch = FaultMatch()
    status: int = 500
    """For `status` only, 200 to 599."""
    text: str = ""
    """For `block-text` only."""

    def hits(self, host: str, path: str) -> bool:
        """Tell whether a request to `host` and `path` is broken by this fault."""
        return fnmatchcase(host, self.match.host) and fnmatchcase(path, self.match.path)


def with_filler(page: str) -> str:
    """Return `page` with every visible letter replaced, scripts and attributes untouched."""
    parts = _RAW.split(page)
    for index in range(0, len(parts), 3):
        parts[index] = _WORDS.sub(_filler, parts[index])
    return "".join(part for index, part in enumerate(parts) if index % 3 != 2)


def with_neighbour(page: str) -> str:
    """Return `page` stating the identity of another thing of its kind."""
    return _IDENTITY.sub(_neighbour, page)


def _filler(words: re.Match[str]) -> str:
    return "".join("字" if letter.isalnum() else letter for letter in words[0])


def _neighbour(found: re.Match[str]) -> str:
    before, address, after = found.groups()
    digits = list(re.finditer(r"\d+", address))
    if not digits:
        return f"{before}{address.rstrip('/')}/other{after}"
    last = digits[-1]
    changed = str(int(last[0]) + 1).zfill(len(last[0]))
    return f"{before}{address[: last.start()]}{changed}{address[last.end() :]}{after}"
