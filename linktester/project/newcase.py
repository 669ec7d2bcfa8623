"""A case made from whatever somebody pasted."""

import re
import unicodedata
from collections.abc import Iterable

from linktester import links
from linktester.model.case import Case, Stand, Suite
from linktester.model.errors import InputErrors
from linktester.model.link import Content, Intent, Link
from linktester.project.edit import free_id, ids_of
from linktester.project.forms import link_problems
from linktester.project.manage import FIRST_PLACE

_GAPS = re.compile(r"[^a-z0-9]+")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(www\.)?", re.IGNORECASE)
_LONGEST = 60


def new_case(
    text: str,
    suite: Suite,
    *,
    intent: Intent | None = None,
    content: Content | None = None,
    stands: Iterable[Stand] = (),
    title: str = "",
) -> Case:
    """Return a case for the link `text`, or for the link in that message, with an id free in `suite`.

    Without `stands` it is tried where the suite's matrix says, or in one first place. A message that is
    meant as text (a token) stays whole. Raises InputErrors with everything that makes the link invalid.
    """
    link = _read(link_in(text), suite, intent, content)
    places = tuple(stands) or (() if suite.matrix.stands else (FIRST_PLACE,))
    name = free_id(suggested_id(link), ids_of(suite))
    return Case(id=name, link=link, title=title, stands=places, intent=intent)


def link_in(text: str) -> str:
    """Return the link that a pasted text is about, the text itself when it is one."""
    if links.standard_of(text) is not None:
        return text
    text = text.strip()
    whole = links.parse(text).link
    found = links.find(text)
    if whole.intent is Intent.TEXT or not found or found[0] == text:
        return text
    alone = links.parse(found[0]).link
    return found[0] if (alone.family, alone.identity) == (whole.family, whole.identity) else text


def suggested_id(link: Link) -> str:
    """Return a name that tells what the link is: its family and what it leads to, in plain letters."""
    if links.standard_of(link.text) is not None:
        return link.family
    told = [_SCHEME.sub("", value) for value in link.identity.params.values()]
    return _plain("-".join([link.family, *told]))[:_LONGEST].strip("-") or "case"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[: _LONGEST * 8]).encode("ascii", "ignore").decode()
    return _GAPS.sub("-", letters.lower()).strip("-")


def _read(text: str, suite: Suite, intent: Intent | None, content: Content | None) -> Link:
    parsed = links.parse(text, intent=intent, content=content, sites=suite.sites)
    problems = link_problems(parsed)
    if problems:
        raise InputErrors(problems)
    return parsed.link
