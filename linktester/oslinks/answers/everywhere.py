"""Who opens a link on each system, by the files that were given and the switches."""

from dataclasses import dataclass

from linktester.model.system import OS
from linktester.oslinks.answers.androidanswer import android_answer
from linktester.oslinks.answers.answer import Answer, Asked
from linktester.oslinks.answers.harmonyanswer import harmony_answer
from linktester.oslinks.answers.intentanswer import intent_answer, is_intent
from linktester.oslinks.answers.iosanswer import ios_answer

SYSTEMS = (OS.IOS, OS.ANDROID, OS.HARMONY)
"""In the order they are shown."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answers of all systems to one question."""

    asked: Asked
    answers: tuple[Answer, ...]

    def of(self, system: OS) -> Answer:
        """Return the answer of one system."""
        return self.answers[SYSTEMS.index(system)]


def answered(asked: Asked, system: OS) -> Answer:
    """Return who opens the link on one system. Never raises."""
    if system is OS.IOS:
        return ios_answer(asked)
    if system is OS.HARMONY:
        return harmony_answer(asked)
    return intent_answer(asked) if is_intent(asked.url) else android_answer(asked)


def resolved(asked: Asked) -> Resolved:
    """Return who opens the link on each system. Never raises; long rules take their time."""
    return Resolved(asked, tuple(answered(asked, system) for system in SYSTEMS))
