"""The older form of intent URIs: `#action(…)categories(…)type(…)launchFlags(…)component(…)extras(…)`."""

from linktester.model.message import message
from linktester.oslinks.android.intent import ACTION_VIEW, Intent
from linktester.oslinks.android.intentdraft import Draft, IntentUriError, extra, launch_flags
from linktester.oslinks.android.uri import decoded

_DECODED = frozenset("Sc")
"""Types whose values are percent-decoded in this form; the others are read as written."""


def parse_old(uri: str, hash_mark: int) -> Intent:
    """Return the intent behind `uri`'s last `#`; an ordinary fragment stays part of the data.

    Raises IntentUriError.
    """
    found = _Old(uri, hash_mark + 1)
    found.read()
    draft = found.draft
    draft.action = ACTION_VIEW if draft.action is None else draft.action
    draft.data = uri[:hash_mark] if found.is_intent else uri
    return draft.done()


class _Old:
    def __init__(self, uri: str, at: int) -> None:
        self.uri = uri
        self.at = at
        self.draft = Draft()
        self.is_intent = False

    def read(self) -> None:
        """Read the sections that stand there; each may be absent, their order is fixed."""
        draft = self.draft
        draft.action = self._section("action")
        for name in (self._section("categories") or "").split("!"):
            if name:
                draft.categories[name] = None
        draft.type = self._section("type")
        flags = self._section("launchFlags")
        draft.flags = 0 if flags is None else launch_flags(flags)
        package, mark, name = (self._section("component") or "").partition("!")
        draft.component = f"{package}/{name}" if mark else None
        extras = (self._section("extras") or "").removesuffix("!")
        for item in extras.split("!") if extras else ():
            self._extra(item)

    def _section(self, name: str) -> str | None:
        if not self.uri.startswith(f"{name}(", self.at):
            return None
        self.is_intent = True
        start = self.at + len(name) + 1
        end = self.uri.find(")", start)
        if end < 0:
            raise IntentUriError(message("androidrules.intent-old-open", name=name))
        self.at = end + 1
        return self.uri[start:end]

    def _extra(self, item: str) -> None:
        key, equals, value = item[1:].partition("=")
        if not item or not key or not equals or not value:
            raise IntentUriError(message("androidrules.intent-item", item=item[:60]))
        self.draft.extras[key] = extra(item[0], decoded(value) if item[0] in _DECODED else value)
