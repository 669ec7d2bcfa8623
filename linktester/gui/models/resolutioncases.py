"""Cases of a suite from a link and the files that say who opens it; knows no widget."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from linktester import links, urls
from linktester.model.case import Case
from linktester.model.errors import InputErrors
from linktester.oslinks.answers.answer import Asked
from linktester.oslinks.appfiles.files import AppFile
from linktester.project.forms import link_problems
from linktester.project.linkcases import link_cases
from linktester.project.trial import first_stands, stand

OWN = (("browser", "browser"), ("camera", "scan"))
"""Places of the system itself: the address bar and the camera."""
MOST = 40
"""Cases made of the files' rules at once."""


@dataclass(frozen=True, slots=True)
class MadeCases:
    """What link and files gave."""

    cases: tuple[Case, ...]
    """The link first, then what each rule takes and barely misses; no link twice."""
    left_out: int = 0
    """Further links that the rules would have given."""


def cases(asked: Asked) -> MadeCases:
    """Return the link, and links around the files' rules, at the system's own places and in apps.

    Raises InputErrors when the link is none.
    """
    own = _case(asked.url, "")
    named = dict(_named(asked))
    named.pop(asked.url, None)
    made = [*_usable(list(named.items())[:MOST])]
    return MadeCases((own, *made), max(len(named) - MOST, 0))


def _named(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield (link, what it shows) of the rules."""
    for found in link_cases(tuple(_files(asked))).cases:
        yield found.url, found.id


def _files(asked: Asked) -> Iterator[AppFile]:
    url = urls.parse(asked.url)
    host = url.hostname if url is not None and url.is_web else ""
    for each in asked.files:
        if each.read is not None and each.host in {host, ""}:
            yield replace(each.read, host=host or None)


def _usable(named: list[tuple[str, str]]) -> Iterator[Case]:
    for text, title in named:
        try:
            yield _case(text, title)
        except InputErrors:
            # Rules may be made for links that no suite can say.
            continue


def _case(text: str, title: str) -> Case:
    parsed = links.parse(text)
    problems = link_problems(parsed)
    if problems:
        raise InputErrors(problems)
    stands = (*(stand(host, surface) for host, surface in OWN), *first_stands())
    return Case(id=parsed.link.family, link=parsed.link, title=title, stands=stands)
