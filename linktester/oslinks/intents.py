"""`intent:` and `android-app:` URIs, as far as handing a link to an app needs them.

Read: data, scheme, package, action, component, categories and text extras. Selectors and flags are skipped.
A browser does not pass the component on; it is read because a link's meaning may lie in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

_MARK = "#Intent;"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
VIEW = "android.intent.action.VIEW"
MAIN = "android.intent.action.MAIN"
FALLBACK_EXTRA = "browser_fallback_url"
MAX_PARTS = 1_000
"""Parts between `#Intent;` and `end` that are read; longer ones are malformed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidIntent:
    """The readable half of an intent URI."""

    data: str | None
    """The URI the app receives; None when the intent carries none."""
    scheme: str | None
    """Lower-case scheme of `data`."""
    package: str | None = None
    component: str | None = None
    action: str = VIEW
    action_given: bool = False
    """False: the text names no action, and `action` is what the system takes instead."""
    categories: tuple[str, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    """Text extras (`S.name=value`), decoded."""

    @property
    def fallback_url(self) -> str | None:
        """Return the page a browser loads when nobody takes the intent; http and https only."""
        url = self.extras.get(FALLBACK_EXTRA, "")
        return url if url.lower().startswith(("http://", "https://")) else None


def parse_intent(uri: str) -> AndroidIntent | None:
    """Return the intent in an `intent:` or `android-app:` URI, None when it is malformed. Never raises."""
    lower = uri[:12].lower()
    if lower.startswith("intent:"):
        return _intent(uri[len("intent:") :])
    if lower.startswith("android-app:"):
        return _android_app(uri[len("android-app:") :])
    return None


def _intent(rest: str) -> AndroidIntent | None:
    # The last mark counts, so that an ordinary fragment before it survives.
    body, mark, tail = rest.rpartition(_MARK)
    if not mark:
        return None
    parts = _parts(tail)
    if parts is None:
        return None
    scheme = parts.get("scheme")
    if scheme is not None and not _NAME.match(scheme):
        return None
    data = f"{scheme}:{body}" if scheme else (body or None)
    return _made(data, parts)


def _android_app(rest: str) -> AndroidIntent | None:
    body, mark, tail = rest.rpartition(_MARK)
    if not mark:
        body, tail = rest, "end"
    parts = _parts(tail)
    if parts is None or not body.startswith("//"):
        return None
    package, _, path = body[2:].partition("/")
    scheme, _, place = path.partition("/")
    if not package or (scheme and not _NAME.match(scheme)):
        return None
    data = (f"{scheme}://{place}" if place else f"{scheme}:") if scheme else None
    parts["package"] = package
    return _made(data, parts, VIEW if data else MAIN)


def _parts(tail: str) -> dict[str, str] | None:
    """Return name → decoded value up to `end`; later repeats win, categories are joined by `;`."""
    pieces = tail.split(";", MAX_PARTS)
    if "end" not in pieces[:MAX_PARTS]:
        return None
    parts: dict[str, str] = {}
    for piece in pieces[: pieces.index("end")]:
        if piece == "SEL":
            break
        name, equals, value = piece.partition("=")
        if not equals:
            return None
        name, value = unquote(name), unquote(value)
        if name == "category" and "category" in parts:
            value = f"{parts['category']};{value}"
        parts[name] = value
    return parts


def _made(data: str | None, parts: Mapping[str, str], otherwise: str = VIEW) -> AndroidIntent:
    head = data.partition(":")[0] if data and ":" in data else None
    categories = parts.get("category", "")
    return AndroidIntent(
        data=data,
        scheme=head.lower() if head and _NAME.match(head) else None,
        package=parts.get("package") or None,
        component=parts.get("component") or None,
        action=parts.get("action") or otherwise,
        action_given=bool(parts.get("action")),
        categories=tuple(categories.split(";")) if categories else (),
        extras={name[2:]: value for name, value in parts.items() if name.startswith("S.")},
    )
