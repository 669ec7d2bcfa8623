"""The templates of pages: everything put into one is escaped, what cannot be seen is spelled out first."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from linktester import resources
from linktester.report.escape import octets, visible
from linktester.report.phrases import Phrases, clock, day

WHOLE_TEXT = 20_000
"""Characters of a text that a person wrote; as many as are stored."""


def environment(phrases: Phrases, **names: Any) -> Environment:
    """Return the templates of `data/report` with `p` (phrases), `t` (words), `lang` and `names`."""
    made = Environment(
        loader=DictLoader(dict(files())),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(p=phrases, t=phrases.text, lang=phrases.words.language.replace("_", "-"), **names)
    made.filters.update(day=day, clock=clock, octets=octets, whole=_whole)
    return made


@cache
def files() -> Mapping[str, str]:
    """Return the texts of templates, style sheets and scripts by name."""
    return {name.removeprefix("report/"): resources.read_text(name) for name in resources.names("report", "")}


def ours(name: str) -> Markup:
    """Return the text of one of our own files, to be put into a page as it is."""
    return Markup(files()[name])


def utf8(text: str) -> bytes:
    """Return `text` as a page holds it; half characters, which UTF-8 cannot hold, are spelled out."""
    return text.encode("utf-8", "backslashreplace")


def _shown(value: Any) -> Any:
    """Spell out what cannot be seen in every text that is put into the page, before it is escaped."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def _whole(text: str) -> Markup:
    """Return a long text in full, to the limit of what is stored."""
    return escape(visible(text, WHOLE_TEXT))
