"""Links: what was typed or built, and what it means to reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from linktester.model.message import Message

FamilyId = NewType("FamilyId", str)
"""Id of a link family, `taobao-item`; the stem of an entry in `data/families/*.toml`."""
PlatformId = NewType("PlatformId", str)
"""Id of a platform, `wechat`; the stem of a file in `data/platforms/`. `browser` and `camera` are the
system's own; `web` stands for anybody's site."""
WEB = PlatformId("web")


class Intent(StrEnum):
    """What opening the link is meant to reach. The end state against this decides the verdict."""

    APP = "app"
    PAGE = "page"
    PAYMENT = "payment"
    TEXT = "text"


class Content(StrEnum):
    """Content class by which some hosts decide (WeChat groups since 2021-11-29)."""

    E_COMMERCE = "e-commerce"
    VIDEO = "video"
    CAMPAIGN = "campaign"
    PAYMENT = "payment"
    ARTICLE = "article"
    WORK = "work"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identity:
    """What exactly is reached: this item, this video, this order, this page.

    Two places are the same thing when platform, kind and every parameter are equal. Kinds and parameter
    names come from the family data, so `item.taobao.com/item.htm?id=1` and `tbopen:…h5Url=…id=1` share one.
    """

    platform: PlatformId
    kind: str
    params: Mapping[str, str] = field(default_factory=dict)
    """Significant parameters only, decoded. For kind `page` of platform `web`: `url` = WHATWG href
    without tracking parameters and fragment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link (or the payload of a code) with its meaning. Immutable; `text` is never rebuilt."""

    text: str
    """Exactly as given, octet for octet once encoded as UTF-8."""
    family: FamilyId
    """`web-page` or `custom-scheme` when no nearer family fits."""
    target: PlatformId
    """Whose link it is. `web` when nobody's in the catalogue."""
    intent: Intent
    content: Content
    identity: Identity
    """What reaching it means. For an opaque link its `params` hold the code only."""
    opaque: bool = False
    """True when the text does not tell where it leads (short links, tickets): the control run then says
    what it resolves to."""
    tracking: Mapping[str, str] = field(default_factory=dict)
    """Parameters that never decide."""
    identity_only: bool = False
    """The platform documents no path: only launching the app can be asked of this link."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a link: a URL in a parameter in base64 …"""

    depth: int
    """0 = the text itself."""
    where: str
    """How it is reached from the layer above: `""`, `query h5Url (percent)`, `query url_prefix (base64)`."""
    text: str
    family: FamilyId
    fields: Mapping[str, str]
    """Decoded fields of this layer, by name."""


class Severity(StrEnum):
    """How bad a finding is. Only errors make a link invalid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a link: charset, length, expiry, misspelling, double encoding."""

    severity: Severity
    where: str
    """Field or offset, `query cq`, `offset 17`."""
    message: Message


@dataclass(frozen=True, slots=True)
class Parsed:
    """What `links.parse` found. Always holds a link: the nearest family, if only `custom-scheme`."""

    link: Link
    layers: tuple[Layer, ...]
    """Outermost first; at least one."""
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """True when no finding is an error."""
        return all(f.severity is not Severity.ERROR for f in self.findings)


class ParamChange(StrEnum):
    """How a parameter fared on the way."""

    EQUAL = "equal"
    DROPPED = "dropped"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ParamDiff:
    """One line of the intended | reached table."""

    name: str
    intended: str | None
    reached: str | None
    change: ParamChange
    significant: bool
    """Only significant parameters can decide a verdict."""
