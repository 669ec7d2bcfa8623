"""Android's `intent:` and `android-app:` URIs, as far as a link's meaning needs them.

Grammar: developer.chrome.com/docs/android/intents and AOSP `Intent.parseUri`. Matching such an intent
against an app's filters is the business of `oslinks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from linktester.links.escape import decoded, encoded

SCHEMES = frozenset({"intent", "android-app"})
_FALLBACK = "S.browser_fallback_url"


@dataclass(frozen=True, slots=True)
class IntentUri:
    """The parts that matter; all decoded, empty when absent."""

    data: str = ""
    package: str = ""
    action: str = ""
    component: str = ""
    fallback: str = ""
    complete: bool = True
    """False when the closing `end` is missing."""

    def parts(self) -> Mapping[str, str]:
        """Return the non-empty parts by name."""
        named = {
            "data": self.data,
            "package": self.package,
            "action": self.action,
            "component": self.component,
            "fallback": self.fallback,
        }
        return {name: value for name, value in named.items() if value}


def read(text: str) -> IntentUri:
    """Return the parts of `text`, which starts with one of SCHEMES. Never raises."""
    scheme, _, rest = text.partition(":")
    body, mark, tail = rest.rpartition("#Intent;")
    if not mark:
        body, tail = rest, ""
    values, complete = _values(tail) if mark else ({}, scheme.lower() == "android-app")
    if scheme.lower() == "android-app":
        return _of_app(body, values, complete=complete)
    return IntentUri(
        data=_data(body, values.get("scheme")),
        package=values.get("package", ""),
        action=values.get("action", ""),
        component=values.get("component", ""),
        fallback=values.get(_FALLBACK, ""),
        complete=complete,
    )


def write(parts: Mapping[str, str]) -> str:
    """Return the `intent:` URI of `parts` (names as in IntentUri)."""
    scheme, colon, body = parts.get("data", "").partition(":")
    pieces = [f"scheme={scheme}"] if colon else []
    pieces += [f"{name}={encoded(parts[name], '.')}" for name in ("action", "package") if parts.get(name)]
    if parts.get("component"):
        pieces.append(f"component={encoded(parts['component'], './')}")
    if parts.get("fallback"):
        pieces.append(f"{_FALLBACK}={encoded(parts['fallback'])}")
    return f"intent:{body}#Intent;{';'.join([*pieces, 'end'])}"


def _values(tail: str) -> tuple[dict[str, str], bool]:
    """Return the values before `end` and before a selector, first of each name."""
    values: dict[str, str] = {}
    for piece in tail.split(";", 200)[:200]:
        if piece == "end":
            return values, True
        if piece == "SEL":
            return values, ";end" in tail
        name, _, value = piece.partition("=")
        values.setdefault(decoded(name), decoded(value))
    return values, False


def _data(body: str, scheme: str | None) -> str:
    if scheme:
        return f"{scheme}:{body}"
    return body if body and not body.startswith("//") else ""


def _of_app(body: str, values: Mapping[str, str], *, complete: bool) -> IntentUri:
    package, _, path = body.removeprefix("//").partition("/")
    scheme, slash, rest = path.partition("/")
    data = (f"{scheme}://{rest}" if slash else f"{scheme}:") if scheme else ""
    return IntentUri(data=data, package=package, action=values.get("action", ""), complete=complete)
