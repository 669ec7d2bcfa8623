"""What Chrome makes of a link before Android sees it: `intent:` read and made safe, the fallback put aside.

By `ExternalNavigationHandler`: the launch flags are cut to those a page may set, BROWSABLE is asked for,
component and selector go, `browser_fallback_url` is taken out and used only as a web address. Intents for
`file:` and `content:` data are not launched.
"""

from dataclasses import dataclass, replace

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks.android.intent import (
    ACTION_VIEW,
    CATEGORY_BROWSABLE,
    FALLBACK_EXTRA,
    ExtraType,
    Intent,
)
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intenturi import Form, parse_intent_uri
from linktester.oslinks.android.uri import parse_uri

ALLOWED_FLAGS = 0x3C083810
"""Launch flags a page may set: new task, new document, multiple task, single and clear top, and the like."""
_REFUSED = frozenset({"file", "content"})


@dataclass(frozen=True, slots=True)
class Launch:
    """An intent that Chrome would launch after a tap."""

    intent: Intent
    fallback: str | None = None
    """Page it loads when nobody takes the intent, or a launch is not allowed; http or https."""
    changes: tuple[Message, ...] = ()
    """What Chrome took away or added."""


def chrome_launch(text: str, form: Form = Form.INTENT) -> Launch:
    """Return what Chrome launches for the link `text`. Raises IntentUriError when it launches nothing.

    Chrome knows `intent:` only; an `android-app:` URI is opened as it stands, unless `form` asks for it.
    """
    url = urls.parse(text)
    if url is None:
        raise IntentUriError(message("androidrules.chrome-no-url"))
    is_intent = url.protocol == "intent:" or (url.protocol == "android-app:" and form is Form.ANDROID_APP)
    intent = (
        parse_intent_uri(url.href, Form.INTENT) if is_intent else Intent(action=ACTION_VIEW, data=url.href)
    )
    scheme = None if intent.data is None else parse_uri(intent.data).scheme
    if is_intent and scheme is not None and scheme.lower() in _REFUSED:
        raise IntentUriError(message("androidrules.chrome-refuses", scheme=scheme))
    return _made_safe(intent)


def _made_safe(intent: Intent) -> Launch:
    extras = {name: extra for name, extra in intent.extras.items() if name != FALLBACK_EXTRA}
    categories = intent.categories
    if CATEGORY_BROWSABLE not in categories:
        categories = (*categories, CATEGORY_BROWSABLE)
    safe = replace(
        intent,
        extras=extras,
        categories=categories,
        flags=intent.flags & ALLOWED_FLAGS,
        component=None,
        selector=None,
    )
    return Launch(safe, _fallback(intent), tuple(_changes(intent, safe)))


def _fallback(intent: Intent) -> str | None:
    extra = intent.extras.get(FALLBACK_EXTRA)
    if extra is None or extra.type is not ExtraType.STRING:
        return None
    page = urls.parse(str(extra.value))
    return str(extra.value) if page is not None and page.is_web else None


def _changes(given: Intent, safe: Intent) -> list[Message]:
    said = []
    if given.component is not None:
        said.append(message("androidrules.chrome-component", component=given.component[:120]))
    if given.selector is not None:
        said.append(message("androidrules.chrome-selector"))
    if given.categories != safe.categories:
        said.append(message("androidrules.chrome-browsable"))
    if given.flags != safe.flags:
        said.append(message("androidrules.chrome-flags"))
    if FALLBACK_EXTRA in given.extras:
        said.append(message("androidrules.chrome-fallback"))
    return said
