"""What a change of a code changes, in a sentence."""

from linktester.gui.models.codereading import Change
from linktester.gui.speech import Speech


def change_words(speech: Speech, change: Change) -> str:
    """Return where two payloads differ, and how."""
    return speech.t("codes.mend-change", offset=change.offset, before=change.before, after=change.after)
