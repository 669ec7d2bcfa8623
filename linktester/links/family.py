"""What a link family is: its written forms, its fields, what reaching it means, and its sourced vectors.

Family ── forms       where such a link is recognised, and how one is built
       ├─ fields      what it carries, with checks
       ├─ identity    rules, first that applies: what reaching the link means
       ├─ tracking    parameters that never decide
       └─ vectors     links that must, or must not, read as this family

All of it is data (`data/families/*.toml`); nothing here reads a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linktester.model.link import Content, FamilyId, Intent, PlatformId, Severity


class Where(StrEnum):
    """Where in the link a field stands."""

    PATH = "path"
    """A `{name}` of the form's path, decoded."""
    TAIL = "tail"
    """A `{name+}` of the form's path together with the query, as written."""
    QUERY = "query"
    JSON = "json"
    """A member of the JSON object in parameter `inside`."""
    SEARCH = "search"
    """The whole query, decoded."""
    HTTPS = "https"
    """Everything after the scheme, read as an https link (`taobao://item…`)."""
    INTENT = "intent"
    """A part of an `intent:` URI: data, package, action, component, fallback."""
    TEXT = "text"
    """The link itself."""
    CODE = "code"
    """What a payment code says: its text, its standard, the amount … (`codes.FIELDS`)."""


class Codec(StrEnum):
    """How the value is written, below the percent escapes of its place."""

    PLAIN = "plain"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of a family."""

    name: str
    where: Where = Where.QUERY
    key: str = ""
    """Name in the link where it differs (`__biz`)."""
    inside: str = ""
    """Parameter that holds the JSON object; only for Where.JSON."""
    codec: Codec = Codec.PLAIN
    required: bool = False
    default: str = ""
    """What the receiver takes when it is not there; enters the identity."""
    built: str = ""
    """Put in when a link is built without it."""
    charset: str = ""
    """Allowed characters, as the inside of a regular expression's brackets; empty = any."""
    forbidden: str = ""
    """Characters that may not occur."""
    min: int = 0
    max: int | None = None
    """Length of the decoded value, in characters."""
    least: int | None = None
    """Smallest whole number the value may be; None: the value need not be a number."""
    most: int | None = None
    """Largest; only beside `least`."""
    values: tuple[str, ...] = ()
    """Closed set of values; empty = open."""
    severity: Severity = Severity.ERROR
    """Of a failed check. `warning` where the limit is only what was seen."""
    layer: bool = False
    """The value is itself a link."""
    json: bool = False
    """The value must be a JSON object."""
    encoded: bool = False
    """The value must be escaped, or parameters inside it leak out."""

    @property
    def written(self) -> str:
        """Return the field's name in the link."""
        return self.key or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One written form. The first form is the one that is built."""

    schemes: tuple[str, ...] = ("https", "http")
    hosts: tuple[str, ...] = ()
    """Lower-case; `*.example.com` = subdomains only; empty = any (the path then starts at the host)."""
    standards: tuple[str, ...] = ()
    """Payment codes of these standards, told by `payments.detect` from the whole text; `when` then speaks of
    what the code says, and `schemes` only of what a chat makes tappable."""
    path: str | None = None
    """Path with `{name}` for one segment and `{name+}` for all the rest; None = any. A closing slash more
    or less does not matter."""
    query: tuple[str, ...] = ()
    """Parameters that must be there for this form."""
    when: Mapping[str, str] = field(default_factory=dict)
    """Parameters that must have this value."""
    owners: tuple[PlatformId, ...] = ()
    """Only for sites declared to belong to one of these."""
    contents: tuple[Content, ...] = ()
    """Only for content declared as one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule:
    """What reaching the link means, where the rule applies."""

    kind: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    """Identity parameter → field."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Identity parameter → fixed value."""
    when: Mapping[str, str] = field(default_factory=dict)
    """Field → value it must have; `*` = any value."""
    inherit: str = ""
    """Field whose link gives the identity; the rule applies when that layer was readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """How long such a link lives once minted, from a day on."""

    seconds: int
    from_: date | None = None
    users: str = "many"
    """`one`: only the first user who opens it; `many`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """One sourced example. Negative when it names a finding or another family."""

    link: str
    source: str
    """Key of the reference."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Fields (decoded) a positive one must yield."""
    finding: str = ""
    """Code that a negative one must yield, in this family."""
    family: FamilyId | None = None
    """Family that a negative one belongs to instead."""
    owner: PlatformId | None = None
    content: Content | None = None
    """With `owner`: declared for the link's site."""

    @property
    def positive(self) -> bool:
        """Return whether the link must read as the family, without errors."""
        return not self.finding and self.family is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One link family."""

    id: FamilyId
    platform: PlatformId
    name: Mapping[str, str]
    """By language tag: `en`, `zh_CN`."""
    intent: Intent
    """Default; a case may override it."""
    content: Content = Content.OTHER
    forms: tuple[Form, ...]
    fields: tuple[FieldSpec, ...] = ()
    identity: tuple[IdentityRule, ...]
    tracking: tuple[str, ...] = ()
    """Parameter names; a closing `*` stands for any rest."""
    opaque: bool = False
    identity_only: bool = False
    transparent: bool = False
    """Target and content are those of the inherited layer."""
    misspelt: Mapping[str, str] = field(default_factory=dict)
    """Wrong scheme → the one that was meant."""
    expiry: tuple[Expiry, ...] = ()
    """In order of time."""
    sources: tuple[str, ...] = ()
    confidence: str = "R"
    note: str = ""
    """What is unknown; English, for readers of the data."""
    standard: str = ""
    """Payment code standard that its links keep to; empty when they are no payment codes."""
    vectors: tuple[Vector, ...] = ()

    @property
    def kind(self) -> str:
        """Return the identity kind of the nearest rule that names one."""
        return next((rule.kind for rule in self.identity if rule.kind), "")

    @property
    def significant(self) -> frozenset[str]:
        """Return the fields that enter the identity."""
        fields = {name for rule in self.identity for name in (*rule.params.values(), rule.inherit)}
        return frozenset(fields - {""})
