"""Android's `intent:` and `android-app:` URIs, as far as a link's meaning needs them.

The grammar itself and matching such an intent against an app's filters are the business of `oslinks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from linktester.links.escape import encoded
from linktester.oslinks.android.intent import ACTION_MAIN, ACTION_VIEW, FALLBACK_EXTRA, ExtraType, Intent
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intenturi import Form, parse_intent_uri

SCHEMES = frozenset({"intent", "android-app"})
_FALLBACK = f"S.{FALLBACK_EXTRA}"
_MARK = "#Intent;"


@dataclass(frozen=True, slots=True)
class IntentUri:
    """The parts that matter; all decoded, empty when absent."""

    data: str = ""
    package: str = ""
    action: str = ""
    component: str = ""
    fallback: str = ""
    complete: bool = True
    """False when it cannot be read, such as without its closing `end`; all parts are empty then."""

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
    head, colon, rest = text.partition(":")
    if _MARK not in rest and head.lower() == "intent":
        return IntentUri(complete=False)
    try:
        # A phone's browser writes the scheme in lower case before Android reads it.
        found = parse_intent_uri(f"{head.lower()}{colon}{rest}", Form.ANY)
    except IntentUriError:
        return IntentUri(complete=False)
    data = found.data or ""
    return IntentUri(
        data="" if data.startswith("//") else data,
        package=found.package or "",
        action=_action(found, rest),
        component=found.component or "",
        fallback=_fallback(found),
    )


def _action(found: Intent, rest: str) -> str:
    """Return the action the text names; the system puts VIEW or MAIN where it names none."""
    is_given = "action=" in rest.rpartition(_MARK)[2]
    return (found.action or "") if is_given or found.action not in {ACTION_VIEW, ACTION_MAIN} else ""


def _fallback(found: Intent) -> str:
    extra = found.extras.get(FALLBACK_EXTRA)
    return str(extra.value) if extra is not None and extra.type is ExtraType.STRING else ""


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
