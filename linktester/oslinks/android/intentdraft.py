"""An intent while its URI is read, and the readings its fields share: numbers, components, typed extras."""

from dataclasses import dataclass, field

from linktester.model.message import Message, message
from linktester.oslinks.android.intent import GRANT_FLAGS, LETTERS, Extra, ExtraType, Intent
from linktester.oslinks.android.javatext import decoded_integer, integer, real, units

_BITS = {ExtraType.BYTE: 8, ExtraType.SHORT: 16, ExtraType.INT: 32, ExtraType.LONG: 64}
_SHOWN = 60


class IntentUriError(Exception):
    """The system, or the browser, makes no intent of this URI; carries why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.code)
        self.reason = reason


@dataclass(slots=True)
class Draft:
    """An intent being filled."""

    action: str | None = None
    data: str | None = None
    categories: dict[str, None] = field(default_factory=dict)
    package: str | None = None
    component: str | None = None
    type: str | None = None
    identifier: str | None = None
    flags: int = 0
    extras: dict[str, Extra] = field(default_factory=dict)

    def done(self, selector: Intent | None = None) -> Intent:
        """Return the finished intent."""
        return Intent(
            action=self.action,
            data=self.data,
            categories=tuple(self.categories),
            package=self.package,
            component=self.component,
            type=self.type,
            identifier=self.identifier,
            flags=self.flags,
            extras=self.extras,
            selector=selector,
        )


def launch_flags(text: str) -> int:
    """Return the flags in `text` (hex, octal, decimal) without the granting ones. Raises IntentUriError."""
    return number(text) & ~GRANT_FLAGS


def number(text: str) -> int:
    """Return the 32-bit number in `text`. Raises IntentUriError."""
    found = decoded_integer(text)
    if found is None:
        raise IntentUriError(message("androidrules.intent-number", text=text[:_SHOWN]))
    return found


def component(text: str) -> str | None:
    """Return `package/class` with the class in full; None for text that names no component."""
    package, slash, name = text.partition("/")
    if not slash or not name:
        return None
    return f"{package}/{package}{name}" if name.startswith(".") else f"{package}/{name}"


def extra(letter: str, text: str) -> Extra:
    """Return the extra of type `letter` with the decoded value `text`. Raises IntentUriError."""
    kind = LETTERS.get(letter)
    if kind is None:
        raise IntentUriError(message("androidrules.intent-extra-type", item=letter[:_SHOWN]))
    value = _value(kind, text)
    if value is None:
        raise IntentUriError(message("androidrules.intent-extra-value", kind=kind.value, text=text[:_SHOWN]))
    return Extra(kind, value)


def _value(kind: ExtraType, text: str) -> str | bool | int | float | None:
    if kind is ExtraType.STRING:
        return text
    if kind is ExtraType.BOOLEAN:
        return text.lower() == "true"
    if kind is ExtraType.CHAR:
        return units(text)[:1] or None
    if kind in _BITS:
        return integer(text, _BITS[kind])
    return real(text, single=kind is ExtraType.FLOAT)
