"""The host client protocol: what an app's navigation delegate is asked and answers. Ours, and we say so.

    POST https://<app>.linktester.test/surfaces/{surface}     ClientQuestion as JSON, or image/png body
                                                              with the other fields in the query string
    POST https://<app>.linktester.test/webview/navigate       NavigateQuestion
    POST https://<app>.linktester.test/open                   DoorQuestion → DoorAnswer

The first two answer ClientAnswer with 200; 501 `application/problem+json` with type `no-policy` or
`conflicting-evidence` is a gap; 4xx problem+json says what is wrong with the question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from linktester.model.phone import OS, Entry

APP_DOMAIN = "linktester.test"
WORLD_HEADER = "Linktester-World"
REQUEST_HEADER = "Linktester-Request"
GAP_TYPES = {"no-policy": "no-policy", "conflicting-evidence": "conflict"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientQuestion:
    """A message stands on a surface and the user sets it off."""

    text: str
    """The whole message; the client finds the link in it as the real one would."""
    entry: Entry
    os: OS
    client: str | None = None
    choice: str | None = None
    """Second question at a checkout: id of the item the user took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigateQuestion:
    """A page inside the host's web view wants to go somewhere."""

    uri: str
    page: str
    """URL of the page that asks; empty for the first load."""
    gesture: bool
    """True when the user's own tap led here."""
    how: str
    """As `Navigated.how`, or `redirect`. With `bridge`, `uri` is what the page hands over, as JSON."""
    os: OS
    surface: str
    """Surface on which the web view was opened."""
    client: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WireItem:
    """One shown thing; see `evidence.Item`."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAnswer:
    """What the client does."""

    does: Literal["load", "open_external", "show", "nothing"]
    url: str | None = None
    """For load and open_external."""
    items: tuple[WireItem, ...] = ()
    """For show: methods of a checkout, or kind `text` for a message that just stands there. An item `copy`
    of kind `action` beside it says that the text can be copied."""
    prompt: str | None = None
    """For open_external: the client itself asks the user before it lets go (`leave-app`)."""
    screen: "DoorAnswer | None" = None
    """For show: the screen the app itself puts up, such as the order of a code it has scanned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorQuestion:
    """The system hands an app a URI."""

    uri: str
    mechanism: str
    os: OS
    source: str | None = None
    """Platform id of the app it came from; None from the system itself."""
    client: str | None = None
    """Version of the receiving app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorAnswer:
    """The screen shown, or why not."""

    kind: str | None = None
    """Identity kind; None when refused."""
    platform: str | None = None
    """Whose thing the screen shows, where it is not the app's own (a web page opened in QQ)."""
    params: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    """Of the screen; with a refusal, what the app finds wrong."""
    refused: str | None = None
