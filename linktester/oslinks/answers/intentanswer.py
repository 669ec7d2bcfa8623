"""What becomes of `intent:` and `android-app:` links on Android."""

from dataclasses import replace

from linktester.model.message import Message, message
from linktester.model.system import OS
from linktester.oslinks.android.chromeintent import chrome_launch
from linktester.oslinks.android.intent import ACTION_VIEW, Intent
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intenturi import Form, parse_intent_uri
from linktester.oslinks.android.opens import Origin
from linktester.oslinks.answers.androidanswer import android_answer
from linktester.oslinks.answers.answer import Answer, Asked, Receiver, StepLine, Turned
from linktester.oslinks.filefindings import shown

_FORMS = {"intent:": Form.INTENT, "android-app:": Form.ANDROID_APP}
_BROWSERS = frozenset({Origin.BROWSER_TAP, Origin.BROWSER_SCRIPT})


def is_intent(url: str) -> bool:
    """Return whether a link is an intent written as a URI."""
    return url.lower().startswith(tuple(_FORMS))


def intent_answer(asked: Asked) -> Answer:
    """Return what becomes of an intent: its data is resolved among the apps it allows. Never raises."""
    found = _answer(asked)
    turns = (_after(asked, each) for each in found.turns)
    changed = (each for each in turns if (each.receiver, each.apps) != (found.receiver, found.apps))
    return replace(found, turns=tuple(changed))


def _after(asked: Asked, turn: Turned) -> Turned:
    then = _answer(replace(asked, what=turn.then))
    return replace(turn, receiver=then.receiver, apps=then.apps)


def _answer(asked: Asked) -> Answer:
    try:
        intent, fallback, head = _read(asked)
    except IntentUriError as error:
        return _end(Receiver.NOBODY, error.reason)
    if intent.data is None or intent.action != ACTION_VIEW or intent.component or intent.selector:
        return _end(Receiver.UNKNOWN, message("linkanswers.intent-beyond"), head)
    found = android_answer(replace(asked, url=intent.data, package=intent.package or ""))
    found = replace(found, steps=(*head, *found.steps))
    return _last(found, intent, fallback)


def _read(asked: Asked) -> tuple[Intent, str | None, tuple[StepLine, ...]]:
    """Return the intent, its fallback page, and what is to be said first. Raises IntentUriError."""
    form = next(form for start, form in _FORMS.items() if asked.url.lower().startswith(start))
    if asked.what.android.origin in _BROWSERS:
        launch = chrome_launch(asked.url, form)
        said = (_data(launch.intent), *launch.changes)
        return launch.intent, launch.fallback, tuple(StepLine(True, each) for each in said)
    intent = parse_intent_uri(asked.url, form)
    return intent, None, (StepLine(True, _data(intent)),)


def _data(intent: Intent) -> Message:
    data = shown(intent.data or "")
    if intent.package:
        return message("linkanswers.intent-for", data=data, package=shown(intent.package))
    return message("linkanswers.intent-data", data=data)


def _last(found: Answer, intent: Intent, fallback: str | None) -> Answer:
    """Return the answer with what happens when nobody takes the intent."""
    nobody = found.receiver in (Receiver.NOBODY, Receiver.BROWSER)
    if nobody and fallback is not None:
        said = message("linkanswers.intent-fallback", page=shown(fallback))
        return replace(found, receiver=Receiver.BROWSER, steps=(*found.steps, StepLine(False, said)))
    if found.receiver is Receiver.BROWSER and intent.package:
        said = message("linkanswers.intent-package", package=shown(intent.package))
        return replace(found, receiver=Receiver.NOBODY, steps=(*found.steps, StepLine(False, said)))
    return found


def _end(receiver: Receiver, said: Message, head: tuple[StepLine, ...] = ()) -> Answer:
    return Answer(system=OS.ANDROID, receiver=receiver, steps=(*head, StepLine(False, said)))
