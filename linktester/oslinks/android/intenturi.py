"""`Intent.parseUri`: `intent:` and `android-app:` URIs, and any other URI with an intent behind its last `#`.

What follows `#Intent;` is a row of `name=value;` up to `end`. Names are compared as written, values are
percent-decoded once. Reading is as forgiving as the system: `end` may go on (`endX`), what stands behind it
is ignored, and an item without `=` swallows the next item's name.
"""

from enum import StrEnum

from linktester.model.message import message
from linktester.oslinks.android.intent import ACTION_MAIN, ACTION_VIEW, Intent
from linktester.oslinks.android.intentdraft import (
    Draft,
    IntentUriError,
    component,
    extra,
    launch_flags,
    number,
)
from linktester.oslinks.android.oldintent import parse_old
from linktester.oslinks.android.uri import decoded

_MARK = "#Intent;"
_APP = "android-app:"
_APP_PACKAGE = len("android-app://")
_INTENT = "intent:"
_SHOWN = 60
MAX_ITEMS = 10_000
"""Items between `#Intent;` and `end` that are read; the system has no such bound."""


class Form(StrEnum):
    """Which URIs the caller takes for intents; any other is the data of a VIEW intent."""

    INTENT = "intent"
    ANDROID_APP = "android-app"
    ANY = "any"
    """Also `https://…#Intent;…;end`, and the old form `…#action(…)categories(…)`."""


def parse_intent_uri(uri: str, form: Form = Form.ANY) -> Intent:
    """Return the intent in `uri`. Raises IntentUriError where the system throws."""
    is_app = uri.startswith(_APP)
    if form is not Form.ANY and not is_app and not uri.startswith(_INTENT):
        return Intent(action=ACTION_VIEW, data=uri)
    at = uri.rfind("#")
    if at < 0 or not uri.startswith(_MARK, at):
        if not is_app:
            return Intent(action=ACTION_VIEW, data=uri) if at < 0 else parse_old(uri, at)
        return _Items(uri, len(uri)).finish(uri)
    items = _Items(uri, at + len(_MARK))
    items.read()
    return items.finish(uri[:at])


class _Items:
    """Reads the items from `at` on."""

    def __init__(self, uri: str, at: int) -> None:
        self.uri = uri
        self.at = at
        self.base = Draft(action=ACTION_VIEW)
        self.now = self.base
        self.scheme: str | None = None
        self.names_action = False
        self.equals = -1
        self.keys_left = 2 * len(uri)

    def read(self) -> None:
        for _ in range(MAX_ITEMS):
            if self.uri.startswith("end", self.at):
                return
            semicolon = self.uri.find(";", self.at)
            if semicolon < 0:
                raise IntentUriError(message("androidrules.intent-no-end"))
            self._item(self._next_equals(), semicolon)
            self.at = semicolon + 1
        raise IntentUriError(message("androidrules.intent-too-long", most=MAX_ITEMS))

    def _next_equals(self) -> int:
        """Return where the next `=` stands, the place before this item where none follows."""
        if self.equals < self.at:
            found = self.uri.find("=", self.at)
            self.equals = len(self.uri) if found < 0 else found
        return self.equals if self.equals < len(self.uri) else self.at - 1

    def _item(self, equals: int, semicolon: int) -> None:
        value = decoded(self.uri[equals + 1 : semicolon]) if equals < semicolon else ""
        for name, take in _FIELDS.items():
            if self.uri.startswith(f"{name}=", self.at):
                take(self, value)
                return
        if semicolon == self.at + 3 and self.uri.startswith("SEL", self.at):
            self.now = Draft()
            return
        self._extra(equals, value)

    def _extra(self, equals: int, value: str) -> None:
        item = self.uri[self.at : self.at + _SHOWN].partition(";")[0]
        if equals < self.at + 2:
            raise IntentUriError(message("androidrules.intent-item", item=item))
        if self.uri[self.at + 1] != ".":
            raise IntentUriError(message("androidrules.intent-extra-type", item=item))
        # Names overlap where items lack their `=`; together they stay within twice the URI.
        self.keys_left -= equals - self.at
        if self.keys_left < 0:
            raise IntentUriError(message("androidrules.intent-too-long", most=MAX_ITEMS))
        self.now.extras[decoded(self.uri[self.at + 2 : equals])] = extra(self.uri[self.at], value)

    @property
    def _in_selector(self) -> bool:
        return self.now is not self.base

    def take_action(self, value: str) -> None:
        self.now.action = value
        self.names_action = self.names_action or not self._in_selector

    def take_category(self, value: str) -> None:
        self.now.categories[value] = None

    def take_type(self, value: str) -> None:
        self.now.type = value

    def take_identifier(self, value: str) -> None:
        self.now.identifier = value

    def take_flags(self, value: str) -> None:
        self.now.flags = launch_flags(value)

    def take_extended_flags(self, value: str) -> None:
        number(value)

    def take_package(self, value: str) -> None:
        self.now.package = value

    def take_component(self, value: str) -> None:
        self.now.component = component(value)

    def take_scheme(self, value: str) -> None:
        if self._in_selector:
            self.now.data = f"{value}:"
        else:
            self.scheme = value

    def take_bounds(self, value: str) -> None:
        """Pass over `sourceBounds`: where on the screen the tap was decides nothing."""

    def finish(self, data: str) -> Intent:
        # A selector beside a package is dropped; the package of the android-app form comes later and stays.
        selector = self.now.done() if self._in_selector and self.base.package is None else None
        if data.startswith(_INTENT):
            body = data[len(_INTENT) :]
            data = body if self.scheme is None else f"{self.scheme}:{body}"
        elif data.startswith(_APP):
            data = self._app_data(data)
        self.base.data = data or None
        return self.base.done(selector)

    def _app_data(self, data: str) -> str:
        marks = data[len(_APP) : _APP_PACKAGE]
        if not marks or marks == "/":
            raise IntentUriError(message("androidrules.intent-app-short"))
        if marks != "//":
            return ""
        package, slash, rest = data[_APP_PACKAGE:].partition("/")
        self.base.package = decoded(package)
        if not slash or not rest:
            if not self.names_action:
                self.base.action = ACTION_MAIN
            return ""
        scheme, slash, place = rest.partition("/")
        # Without a slash behind the host, the system takes the whole rest for nothing.
        host, slash, path = place.partition("/")
        return f"{decoded(scheme)}://{decoded(host)}/{path}" if slash else f"{decoded(scheme)}:"


_FIELDS = {
    "action": _Items.take_action,
    "category": _Items.take_category,
    "type": _Items.take_type,
    "identifier": _Items.take_identifier,
    "launchFlags": _Items.take_flags,
    "extendedLaunchFlags": _Items.take_extended_flags,
    "package": _Items.take_package,
    "component": _Items.take_component,
    "scheme": _Items.take_scheme,
    "sourceBounds": _Items.take_bounds,
}
