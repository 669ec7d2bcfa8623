"""Payment codes: what one says field by field, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType

from linktester.model.link import Severity
from linktester.model.message import Message

StandardId = NewType("StandardId", str)
"""Id of a standard, `pix`; an entry of `data/payments/standards.toml`."""
UNKNOWN = StandardId("unknown")
"""A text that no standard claims."""

Title = Mapping[str, str]
"""A name in both languages, `{"en": …, "zh_CN": …}`."""


class Aspect(StrEnum):
    """What a finding is about. They are judged apart: a wrong checksum hides no field."""

    STRUCTURE = "structure"
    CHECKSUM = "checksum"
    EMVCO = "emvco"
    """Against EMVCo's own text, which national schemes relax; never decides validity under a scheme."""
    SCHEME = "scheme"
    """Against the standard the code is judged by."""
    FRESHNESS = "freshness"
    """Right once, but not at the moment asked about: expired, or a form no longer allowed."""


@dataclass(frozen=True, slots=True)
class CodeFinding:
    """Something to say about a code, remedy included in its words."""

    severity: Severity
    aspect: Aspect
    where: str
    """Path of the field, as in `CodeField.path`; empty for the whole code."""
    message: Message

    @property
    def code(self) -> str:
        """Return the stable name of the finding, `checksum-wrong`."""
        return self.message.code.partition(".")[2]


@dataclass(frozen=True, slots=True)
class CodeField:
    """One field of a code."""

    path: str
    """Where it stands in the code's tree: `26/01`, `line/7`, `query/am`. Unique but for repeated fields."""
    offset: int
    """First octet of the value in `Reading.octets`."""
    length: int
    """Octets of the value, without id, length digits, separators."""
    name: str
    """Stable name, `merchant-name`; empty for one the standard does not know."""
    value: str
    """As text: decoded where the standard escapes, hexadecimal where it is binary, replacement characters
    for octets that are no text. A template's value is its content as written."""
    title: Title = field(default_factory=dict)
    """Empty when `name` is."""
    template: bool = False
    """Holds the fields whose paths start with its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a person wants to know first; empty where the code does not say."""

    amount: str = ""
    """Decimal as written."""
    currency: str = ""
    """ISO 4217 letters; as written when unknown."""
    payee: str = ""
    account: str = ""
    """IBAN, phone, key, merchant number … as written."""
    reference: str = ""
    country: str = ""
    expires: str = ""
    """As written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one code found. There always is one, whatever the octets."""

    payload: bytes
    """Exactly what was read."""
    standard: StandardId
    """What it was judged as; `unknown` when nothing claims it."""
    octets: bytes
    """What offsets count in: the payload, except where it packs them (base64, LZMA)."""
    fields: tuple[CodeField, ...] = ()
    """In the order they stand; a template before its content."""
    findings: tuple[CodeFinding, ...] = ()
    schemes: tuple[StandardId, ...] = ()
    """Every scheme found in a code that several share (SGQR), `standard` first."""
    objects: Mapping[str, Any] = field(default_factory=dict)
    """EMVCo family only: id → text, for templates id → such a mapping. A repeated id keeps its first."""
    summary: Summary = field(default_factory=Summary)
    shape: Mapping[str, str] = field(default_factory=dict)
    """What fields do not tell and writing it again needs: line ends, the spelling of a scheme …"""

    @property
    def valid(self) -> bool:
        """True when nothing found is an error by the standard it was judged as, and a standard is known."""
        return self.standard != UNKNOWN and not any(
            finding.severity is Severity.ERROR for finding in self.findings
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One thing to fill in when a code of a standard is made."""

    name: str
    """Key in the values given to `payments.write`."""
    title: Title
    required: bool = False
    choices: tuple[str, ...] = ()
    """Closed set; empty for free text."""
    default: str = ""
    """Taken when nothing is given; never a value that would make somebody pay somebody real."""
    example: str = ""
    most: int | None = None
    """Characters."""
    hint: Title = field(default_factory=dict)
    """What the standard asks of it, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One payment code standard: who speaks it, and what its picture has to be."""

    id: StandardId
    name: Title
    codec: str
    """Module of `linktester.payments` that reads and writes it."""
    group: str
    """`china`, `emvco`, `asia`, `americas`, `europe`, `crypto`: for lists people choose from."""
    level: str = "M"
    """Error correction level its picture is drawn with."""
    level_fixed: bool = False
    """True when the standard allows no other level."""
    max_version: int = 40
    """Largest QR version the standard allows."""
    max_octets: int | None = None
    """Longest payload the standard allows."""
    side_mm: float | None = None
    """Millimetres its printed picture has to be wide, quiet zone not counted."""
    clear_mm: float | None = None
    """Millimetres that have to stay free around the print."""
    cross_mm: float | None = None
    """Millimetres of the Swiss cross in the middle of the print."""
    barcode: bool = False
    """Also shown as a Code 128 strip."""
    declared_only: bool = False
    """No text tells it: a code is one when somebody says so."""
    country: str = ""
    """ISO 3166-1 alpha-2 of a national scheme."""
    currencies: tuple[str, ...] = ()
    """ISO 4217 numeric codes a national scheme allows."""
    confidence: str
    """D documented, R repeated by independent sources, A anecdotal, S one source."""
    as_of: str
    """Date the facts were collected, ISO 8601."""
    sources: tuple[str, ...]
    note: str = ""
