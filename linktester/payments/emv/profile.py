"""National schemes as tables: what tells them, what they relax and what they add to EMVCo's rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from types import MappingProxyType

from linktester import resources, tables
from linktester.model.payment import FormField, Standard, StandardId, Title
from linktester.payments.standards import standards

HOME = "@"
"""In paths: the template that holds the scheme's identifier."""
EMVCO = StandardId("emvco-mpm")


@dataclass(frozen=True)
class Part:
    """A stretch of fixed length inside a value."""

    name: str
    title: Title
    size: int
    """Characters; 0 for all the rest."""


@dataclass(frozen=True)
class ObjectRule:
    """What one object has to be like."""

    path: str
    """`59`, `62/05`, `@/01`; `26-45/01` for several."""
    name: str
    title: Title
    presence: str = "optional"
    """`required` (inside a template: when the template is there), `optional`, `forbidden`, `reserved`."""
    min: int | None = None
    """Characters."""
    max: int | None = None
    format: str = "text"
    """`n` digits, `an` letters and digits, `AN` capitals and digits, `ans` printable ASCII, `hex`, `text`."""
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    expected: str = ""
    """What the pattern asks for, in signs every language reads."""
    severity: str = "error"
    """How bad it is when the value is not like this."""
    template: bool = False
    """Inside a template: holds objects again."""
    plain: bool = False
    """Text, although EMVCo wants objects there."""
    parts: tuple[Part, ...] = ()
    """What the value is put together from, when it is that long."""


@dataclass(frozen=True)
class Entry:
    """One thing to fill in, and where it goes."""

    name: str
    title: Title
    path: str = ""
    """Empty when only the scheme's own `fill` knows."""
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    most: int | None = None
    hint: Title = field(default_factory=dict)

    def field(self) -> FormField:
        """Return it as forms show it."""
        return FormField(
            name=self.name,
            title=self.title,
            required=self.required,
            choices=self.choices,
            default=self.default,
            example=self.example,
            most=self.most,
            hint=self.hint,
        )


@dataclass(frozen=True)
class Shortlist:
    """Which paths (or ranges) tell what a person wants to know first; the first that is there does."""

    amount: tuple[str, ...] = ("54",)
    payee: tuple[str, ...] = ("59",)
    account: tuple[str, ...] = ()
    reference: tuple[str, ...] = ("62/05", "62/01")
    expires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """One file of `data/payments/profiles`."""

    standard: StandardId
    sources: tuple[str, ...]
    as_of: str
    templates: tuple[str, ...] = ()
    """Ids and ranges where the identifier may stand; the first id is where new codes get it."""
    gui: tuple[str, ...] = ()
    """Identifiers that tell the scheme, compared without case; the first is written."""
    gui_exact: bool = False
    """Other spellings in capitals and small letters are worth a warning."""
    companions: tuple[str, ...] = ()
    """Further identifiers the scheme's codes carry."""
    quiet: tuple[str, ...] = ()
    """Ids and ranges whose identifiers may be anybody's."""
    primitives: tuple[str, ...] = ()
    """Ids and ranges that tell the scheme together with its country."""
    decimals: int | None = None
    """Most decimals of the amount."""
    relaxes: tuple[str, ...] = ()
    """`code@path` of EMVCo's findings that are no fault here."""
    warns: tuple[str, ...] = ()
    """`code@path` of findings that are only a warning here."""
    object: tuple[ObjectRule, ...] = ()
    summary: Shortlist = field(default_factory=Shortlist)
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Path → value that every new code has."""
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Name of a form field → path → value that codes have when it is filled."""
    form: tuple[Entry, ...] = ()
    note: str = ""

    @property
    def facts(self) -> Standard:
        """Return the scheme's entry among the standards."""
        return standards()[self.standard]

    @property
    def home(self) -> str:
        """Return the template of new codes, empty for EMVCo itself."""
        return expanded(self.templates[0])[0] if self.templates else ""


@cache
def profiles() -> Mapping[StandardId, Profile]:
    """Return every profile by its standard, EMVCo's own first."""
    names = ("payments/emvco.toml", *resources.names("payments/profiles"))
    read = (tables.read(name, Profile) for name in names)
    return MappingProxyType({each.standard: each for each in read})


def expanded(path: str) -> tuple[str, ...]:
    """Return the paths that a path with ranges means: `26-45/01`, `62/12-49`."""
    return tuple("/".join(parts) for parts in product(*map(_ids, path.split("/"))))


def _ids(part: str) -> tuple[str, ...]:
    low, dash, high = part.partition("-")
    if not dash:
        return (part,)
    return tuple(f"{number:02d}" for number in range(int(low), int(high) + 1))
