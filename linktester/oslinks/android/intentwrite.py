"""`Intent.toUri`: an intent as an `intent:` URI, in the system's order of fields."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from linktester.oslinks.android.intent import ACTION_VIEW, LETTERS, Extra, Intent
from linktester.urls import whole

_SCHEME = re.compile(r"([A-Za-z0-9.+\-]*):")
_PLAIN = "_-!.~'()*"
_LETTER_OF = {kind: letter for letter, kind in LETTERS.items()}


def write_intent_uri(intent: Intent) -> str:
    """Return the URI that reads back as `intent`. Lone surrogates become U+FFFD.

    A component and flags are kept; a selector beside a package is lost, as it would be in reading.
    """
    scheme, body = _split(intent.data)
    fields = [*_named("scheme", scheme), *_fields(intent, ACTION_VIEW)]
    if intent.selector is not None:
        selector_scheme, _ = _split(intent.selector.data)
        fields += ["SEL", *_named("scheme", selector_scheme), *_fields(intent.selector, None)]
    return f"intent:{body}#Intent;{''.join(f'{each};' for each in fields)}end"


def _split(data: str | None) -> tuple[str | None, str]:
    found = None if data is None else _SCHEME.match(data)
    if data is None or found is None:
        return None, data or ""
    return found[1], data[found.end() :]


def _fields(intent: Intent, usual_action: str | None) -> Iterator[str]:
    if intent.action != usual_action:
        yield from _named("action", intent.action)
    for category in intent.categories:
        yield from _named("category", category)
    yield from _named("type", intent.type, "/")
    yield from _named("identifier", intent.identifier, "/")
    if intent.flags:
        yield f"launchFlags=0x{intent.flags:x}"
    yield from _named("package", intent.package)
    yield from _named("component", _short(intent.component), "/")
    for name, extra in intent.extras.items():
        yield f"{_LETTER_OF[extra.type]}.{_encoded(name)}={_encoded(_java_text(extra))}"


def _named(name: str, value: str | None, also: str = "") -> Iterator[str]:
    if value is not None:
        yield f"{name}={_encoded(value, also)}"


def _short(component: str | None) -> str | None:
    """Return the component with its class cut short where it lies in the package."""
    if component is None:
        return None
    package, _, name = component.partition("/")
    return f"{package}/{name.removeprefix(package)}" if name.startswith(f"{package}.") else component


def _java_text(extra: Extra) -> str:
    if isinstance(extra.value, bool):
        return "true" if extra.value else "false"
    words = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"} if isinstance(extra.value, float) else {}
    return words.get(str(extra.value), str(extra.value))


def _encoded(text: str, also: str = "") -> str:
    return quote(whole(text), safe=_PLAIN + also)
