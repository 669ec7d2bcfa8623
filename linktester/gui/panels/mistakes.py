"""Mistakes of a form, sorted to the fields they are about."""

import re
from collections.abc import Iterable

from linktester.gui.panels.matrixaxes import BETWEEN, Inherited
from linktester.gui.speech import Speech
from linktester.model.case import Matrix
from linktester.model.errors import Problem
from linktester.suite import written

_PATH = re.compile(r"([a-z_]+)(?:\[(\d+)\])?(?:\.([a-z_]+))?")
PARTS = frozenset({"expect", "site"})
"""Fields that are lists of forms of their own."""


def by_field(problems: Iterable[Problem], speech: Speech) -> dict[str, str]:
    """Return field → sentences, one below the other.

    Fields are `id`, `at`, `dates` …, and `expect[0].verdict` or `expect[0]` for parts of lists.
    """
    found: dict[str, list[str]] = {}
    for problem in problems:
        field, number = _field(problem.place.path or "")
        said = speech.say(problem.message)
        told = said if number is None else speech.t("cases.numbered", number=number, said=said)
        found.setdefault(field, []).append(told)
    return {field: "\n".join(dict.fromkeys(said)) for field, said in found.items()}


def inherited(matrix: Matrix, speech: Speech) -> Inherited:
    """Return in words what a case takes from its suite."""
    phrases, t = speech.phrases, speech.t
    places = "; ".join(phrases.place(each.host, each.surface, each.entry) for each in matrix.stands)
    clients = BETWEEN.join(each or t("cases.newest") for each in matrix.clients)
    dates = BETWEEN.join(written(each) for each in matrix.dates) or t("cases.now")
    return Inherited(
        stands=t("cases.as-suite", what=places) if places else "",
        os=t("cases.as-suite", what=BETWEEN.join(phrases.of("os", each) for each in matrix.os)),
        clients=t("cases.as-suite", what=clients),
        dates=t("cases.as-suite", what=dates),
    )


def usual(speech: Speech) -> Inherited:
    """Return in words what counts where a suite itself leaves an axis empty."""
    t = speech.t
    return Inherited(
        stands=t("cases.no-default-place"),
        os=t("cases.usual-system"),
        clients=t("cases.newest"),
        dates=t("cases.now"),
    )


def _field(path: str) -> tuple[str, int | None]:
    found = _PATH.match(path)
    if found is None:
        return "id", None
    name, number, part = found.groups()
    if name in PARTS:
        whole = name if number is None else f"{name}[{number}]"
        return (f"{whole}.{part}" if part else whole), None
    return name, None if number is None else int(number) + 1
