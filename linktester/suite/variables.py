"""Variables of a suite: `${name}` in links, fields and referers; `$${` stands for a literal `${`."""

import re
from collections.abc import Mapping

from linktester.suite.fields import Notes, clip, nearest

_PLACE = re.compile(r"\$(\$\{|\{([^{}]{0,200})\})")


def substitute(text: str, variables: Mapping[str, str], path: str, notes: Notes) -> str:
    """Return `text` with every variable filled in; an unknown one is noted and left standing.

    Values are put in once and not looked at again, so a value may hold `${`.
    """
    if "$" not in text:
        return text

    def fill(found: re.Match[str]) -> str:
        name = found.group(2)
        if name is None:
            return "${"
        if name in variables:
            return variables[name]
        notes.note(path, "suite.unknown-variable", name=clip(name), nearest=nearest(name, variables))
        return found.group(0)

    return _PLACE.sub(fill, text)


def escaped(text: str) -> str:
    """Return `text` so that `substitute` gives it back."""
    return text.replace("${", "$${")
