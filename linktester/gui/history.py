"""What was done to the suites of a project, to be undone and done again.

Not Qt's own stack: its commands hold texts in one language, and here every step must be told in the language
of the moment.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from linktester.gui.opensuite import State
from linktester.model.message import Message

MOST = 300
"""Steps kept. A step shares all cases it did not touch with its neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edit of one suite."""

    path: Path
    before: State
    after: State
    said: Message
    """What was done, for "Undone: …"."""
    key: str = ""
    """Steps of the same key that follow each other are one: letters typed into a field."""


class History:
    """Steps in order, and where we stand among them."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._done = 0
        self._open = False

    @property
    def can_undo(self) -> bool:
        """True when something can be undone."""
        return self._done > 0

    @property
    def can_redo(self) -> bool:
        """True when something undone can be done again."""
        return self._done < len(self._steps)

    def push(self, step: Step) -> None:
        """Keep a step that was done; what was undone before it is forgotten."""
        del self._steps[self._done :]
        last = self._steps[-1] if self._steps else None
        if self._open and last is not None and step.key and (last.path, last.key) == (step.path, step.key):
            self._steps[-1] = replace(last, after=step.after)
        else:
            self._steps.append(step)
        del self._steps[: max(0, len(self._steps) - MOST)]
        self._done, self._open = len(self._steps), True

    def settle(self) -> None:
        """Begin a new step with the next edit, whatever its key."""
        self._open = False

    def undo(self) -> Step | None:
        """Return the step to be undone, None when there is none."""
        if not self.can_undo:
            return None
        self._done, self._open = self._done - 1, False
        return self._steps[self._done]

    def redo(self) -> Step | None:
        """Return the step to be done again, None when there is none."""
        if not self.can_redo:
            return None
        self._done, self._open = self._done + 1, False
        return self._steps[self._done - 1]

    def forget(self, path: Path) -> None:
        """Drop every step of one suite: it is another one now."""
        kept = [step for step in self._steps[: self._done] if step.path != path]
        later = [step for step in self._steps[self._done :] if step.path != path]
        self._steps, self._done, self._open = kept + later, len(kept), False

    def clear(self) -> None:
        """Drop everything."""
        self._steps, self._done, self._open = [], 0, False
