"""From the text of a suite and what was changed in it to the new text, with everything else left as it is."""

from dataclasses import dataclass

from linktester.model.case import Suite
from linktester.model.errors import InputErrors
from linktester.project.casetext import with_cases
from linktester.project.headtext import with_head, with_matrix, with_sites
from linktester.project.suitefile import BOM, read, same
from linktester.suite import refuse_unwritable, write

_STEPS = (with_head, with_matrix, with_sites, with_cases)
"""Cases come last: what their links mean hangs on the sites above."""


@dataclass(frozen=True, slots=True)
class Spliced:
    """The new text and what it says."""

    text: str
    suite: Suite
    """As read from the text, with places in it."""
    rewritten: bool
    """All of it had to be written anew."""


def spliced(text: str, old: Suite, new: Suite) -> Spliced:
    """Return the text that says `new`, made from `text`, which says `old`.

    Raises InputErrors when no text can say `new`, for instance because an id is there twice.
    """
    refuse_unwritable(new)
    mark = BOM if text.startswith(BOM) else ""
    found = _with_least_change(text.removeprefix(BOM), old, new)
    said = None if found is None else _said(found, new)
    if found is not None and said is not None:
        return Spliced(mark + found, said, rewritten=False)
    anew = write(new).replace("\n", eol_of(text))
    return Spliced(mark + anew, read(anew, new.file), rewritten=True)


def eol_of(text: str) -> str:
    """Return how most lines of the text end."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _with_least_change(text: str, old: Suite, new: Suite) -> str | None:
    data: bytes | None = text.encode()
    eol = eol_of(text).encode()
    for step in _STEPS:
        data = None if data is None else step(data, old, new, eol)
    return None if data is None else data.decode()


def _said(text: str, wanted: Suite) -> Suite | None:
    """Return the suite in the text, None when it is not the one that was wanted."""
    try:
        found = read(text, wanted.file)
    except InputErrors:
        return None
    return found if same(found, wanted) else None
