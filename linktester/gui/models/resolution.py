"""Who opens a link on each system, by the files that were given and the switches; knows no widget."""

from dataclasses import dataclass

from linktester.gui.models.resolutionandroid import android_answer
from linktester.gui.models.resolutionanswer import Answer, Asked
from linktester.gui.models.resolutionharmony import harmony_answer
from linktester.gui.models.resolutionintent import intent_answer, is_intent
from linktester.gui.models.resolutionios import ios_answer
from linktester.model.phone import OS

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


def resolved(asked: Asked) -> Resolved:
    """Return who opens the link on each system. Never raises; for a task's thread."""
    android = intent_answer if is_intent(asked.url) else android_answer
    return Resolved(asked, (ios_answer(asked), android(asked), harmony_answer(asked)))
