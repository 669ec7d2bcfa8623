"""Evidence: what the sender saw, in order, without an opinion.

Every observation names its witness and its strength; indexes into `Evidence.exchanges` point at the raw
exchange it was read from. `SCHEMA` counts up when a stored shape changes, and old shapes stay readable.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from linktester.model.citation import GapKind
from linktester.model.link import Identity, PlatformId
from linktester.model.verdict import Basis

SCHEMA = 1


class Witness(StrEnum):
    """Who saw it."""

    WIRE = "wire"
    CLIENT = "client"
    OS = "os"
    DOOR = "door"
    HARNESS = "harness"
    TESTER = "tester"


class Strength(StrEnum):
    """How directly it was seen."""

    OBSERVED = "observed"
    DERIVED = "derived"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One raw request and its answer."""

    method: str
    url: str
    target: bytes
    """Request target, octet for octet as on the wire."""
    request_headers: tuple[tuple[str, str], ...] = ()
    """Harness headers are left out; see `Evidence.world`."""
    status: int | None = None
    """None when no answer came."""
    response_headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    """Decoded excerpt, at most `limits.body_excerpt` bytes."""
    body_length: int = 0
    """Decoded length read before stopping."""
    body_sha256: str = ""
    """Of the decoded bytes that were read."""
    truncated: bool = False
    started_ms: float = 0.0
    """Since the probe began."""
    elapsed_ms: float = 0.0
    role: str = "web"
    """`web`, `client` (host client protocol), `door` (the target app), `merchant` (a platform's own API)."""
    request_id: str | None = None
    """The emulator's `Linktester-Request` id; opaque."""
    error: str | None = None
    """Class of failure when no (whole) answer came, e.g. `timeout`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of itself; all text untrusted and bounded."""

    title: str = ""
    text: str = ""
    """Visible text, white space folded, at most 4,000 characters."""
    canonical: str | None = None
    og_url: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """(href, text), in order, at most 50."""
    classes: tuple[str, ...] = ()
    """Class names that occur, sorted, at most 200."""
    script_names: tuple[str, ...] = ()
    """Top-level names that inline scripts assign (`cgiData`), sorted, at most 50."""
    has_password_field: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a client shows for choosing or reading."""

    id: str
    """`wechatpay`, `alipay`, `unionpay` for methods; free for others."""
    label: str
    kind: str
    """`method`, `method-qr` (a code to save and scan), `text`, `action`."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What an app shows after the system handed it a URI."""

    identity: Identity
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Base of all observations."""

    exchange: int | None = None
    """Index into `Evidence.exchanges`."""
    witness: Witness = Witness.WIRE
    strength: Strength = Strength.OBSERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented(Observation):
    """The link was put before the host: as a message, a picture, a choice at a checkout."""

    host: PlatformId
    surface: str
    entry: str
    picture: bool = False
    witness: Witness = Witness.HARNESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested(Observation):
    """A page was asked for."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected(Observation):
    """An HTTP redirect was answered."""

    url: str
    status: int
    location: str
    """As sent; untrusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered(Observation):
    """A page was shown."""

    url: str
    status: int
    page: PageFacts
    content_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigated(Observation):
    """A page, its script or the user moved on."""

    url: str
    """Where from."""
    to: str
    how: str
    """`meta-refresh`, `script`, `launch-tag`, `link`, `continue` (the user pressed it on a page), `form` (a
    button of the page), `bridge` (`to` is what the page handed to its app, as JSON)."""
    gesture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Swallowed(Observation):
    """The host's client was asked to go there and did nothing."""

    uri: str
    witness: Witness = Witness.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered(Observation):
    """The client showed these things."""

    items: tuple[Item, ...]
    chosen: str | None = None
    """Id of the item the user took."""
    witness: Witness = Witness.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed(Observation):
    """Nothing opened; the message stands there as text."""

    text: str
    copyable: bool = True
    witness: Witness = Witness.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Observation):
    """The host let go of the link: the system takes over."""

    uri: str
    witness: Witness = Witness.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompted(Observation):
    """The system asked the user."""

    kind: str
    """`open-in-app`, `choose-app`."""
    allowed: bool
    witness: Witness = Witness.OS


@dataclass(frozen=True, slots=True, kw_only=True)
class Launched(Observation):
    """The system resolved a URI and, where an app took it, delivered it."""

    uri: str
    mechanism: str
    """`custom-scheme`, `universal-link`, `app-link`, `intent`, `none`."""
    gesture: bool
    trace: tuple[str, ...] = ()
    """Resolver steps, plain words in English for the log."""
    receiver: PlatformId | None = None
    """None: no installed app takes it."""
    screen: Screen | None = None
    """What the app showed."""
    refusal: str | None = None
    """Why the app showed nothing of it: `expired`, `used`, `unknown-path`, `malformed`, `login`."""
    not_simulated: bool = False
    """The receiver has no door in the emulator."""
    assumed: bool = False
    """Rests on an association file that is not public."""
    witness: Witness = Witness.OS


@dataclass(frozen=True, slots=True, kw_only=True)
class TesterSaid(Observation):
    """A person reports what they saw on a real phone."""

    outcome: str
    note: str = ""
    witness: Witness = Witness.TESTER
    strength: Strength = Strength.REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class HarnessGap(Observation):
    """The emulator may not say."""

    kind: GapKind
    witness: Witness = Witness.HARNESS


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptNotRun(Observation):
    """A page navigates by something the sender does not understand."""

    url: str
    excerpt: str
    """At most 200 characters."""
    witness: Witness = Witness.HARNESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Observation):
    """Something broke. Never a refusal by a platform."""

    kind: str
    """`timeout`, `deadline`, `tls`, `connect`, `protocol`, `too-large`, `loop`, `decompression`,
    `refused-host` (not allowed by the user), `mixed-world` (live redirected into an emulated name or
    back), `emulator-died`, `bad-answer`, `unsendable`."""
    detail: str = ""
    ours: bool = True
    """False: the live server the user named did it (drips, lies about its length)."""
    witness: Witness = Witness.HARNESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered(Observation):
    """The merchant's program made an order by the platform's API and holds what it hands to the payer."""

    product: str
    """As `order.OrderProduct`."""
    number: str
    """The merchant's order number."""
    fen: int
    state: str = ""
    """The platform's own word; empty where there is no trade before its code is opened."""
    code: str = ""
    """Content of the code, or the link: what this probe puts before the host."""
    witness: Witness = Witness.WIRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(Observation):
    """The payer's app showed the order, and the payer acted. What follows belongs to the way back."""

    platform: str
    """`wechatpay` or `alipay`."""
    does: str
    """As `order.PayerDoes`."""
    state: str = ""
    """The order's state right after, in the platform's own word."""
    refused: str = ""
    """Why the app would not: `expired`, `closed`, `paid` …"""
    witness: Witness = Witness.DOOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Observation):
    """Where the payer stands after paying."""

    leg: str
    """As `order.ReturnLeg`."""
    landed: str = ""
    """Address or platform id; untrusted."""
    witness: Witness = Witness.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Queried(Observation):
    """The merchant's program asked the platform how the order stands."""

    platform: str
    state: str
    """The platform's own word; empty for an order it does not know."""
    witness: Witness = Witness.WIRE


AnyObservation = (
    Presented
    | Requested
    | Redirected
    | Rendered
    | Navigated
    | Swallowed
    | Offered
    | Stayed
    | Left
    | Prompted
    | Launched
    | TesterSaid
    | HarnessGap
    | ScriptNotRun
    | Failed
    | Ordered
    | Paid
    | Returned
    | Queried
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything one probe left behind. The judge reads this and the link, nothing else."""

    probe_key: str
    basis: Basis
    started_at: datetime
    """Real time, aware."""
    exchanges: tuple[Exchange, ...] = ()
    observations: tuple[AnyObservation, ...] = ()
    world: str | None = None
    """Emulator world id (harness, not evidence)."""
    elapsed_ms: float = 0.0
    schema: int = field(default=SCHEMA)

    SCHEMA: ClassVar[int] = SCHEMA
