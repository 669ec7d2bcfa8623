"""Findings in the words of their reader: what people call a field stands where a finding has its path.

Codecs tell where something is wrong, `54`, in every language alike; a sentence has to say `Amount (54)`,
`金额（54）`. Everything that shows findings takes them from here; codes and paths stay what they are.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from linktester.model.errors import Problem
from linktester.model.message import Arg, Message
from linktester.model.payment import CodeFinding, Reading, StandardId, Title
from linktester.payments import registries
from linktester.payments.port import codec
from linktester.payments.standards import standards
from linktester.payments.writing import form

_FIELDS = frozenset({"field", "other"})
"""Arguments that are paths."""
_BESIDE: Title = {"en": "{} ({})", "zh_CN": "{}（{}）"}
_WITHIN: Title = {"en": "{}, {})", "zh_CN": "{}，{}）"}
"""A title that has something in brackets takes the path among it."""
_NAMELESS: Title = {"en": "{}", "zh_CN": "“{}”"}
_CURRENCIES = {"payments.currency-other": ("value", "allowed")}
"""Sentences whose numbers are currencies, and where those stand."""


def spoken(reading: Reading, language: str) -> tuple[CodeFinding, ...]:
    """Return the findings of a reading, in their order, with names in the places of ids.

    `language` is one of `wording.LANGUAGES`. Titles come from the tables of the standard it was judged as,
    so a field that is missing has its name too; a path nobody named stays a path.
    """
    if not reading.findings:
        return ()
    present = {field.path: field.title for field in reading.fields}
    return tuple(_finding(each, reading.standard, present, language) for each in reading.findings)


def spoken_problems(problems: Iterable[Problem], standard: StandardId, language: str) -> list[Problem]:
    """Return what is wrong with the values of a form, its fields by their titles."""
    asked = {field.name: _local(field.title, language) for field in form(standard)}
    return [_problem(each, standard, asked, language) for each in problems]


def _finding(
    finding: CodeFinding, standard: StandardId, present: Mapping[str, Title], language: str
) -> CodeFinding:
    said = finding.message
    names = _told(said, language)
    for name in _FIELDS & said.args.keys():
        path = str(said.args[name])
        if path in present:
            names[name] = _named(_local(present[path], language), path, language)
        elif path == finding.where or name == "other":
            names[name] = _known(standard, path, language)
    if not names:
        return finding
    named = Message(said.code, {**said.args, **names})
    return CodeFinding(finding.severity, finding.aspect, finding.where, named)


def _problem(problem: Problem, standard: StandardId, asked: Mapping[str, str], language: str) -> Problem:
    said = problem.message
    names = _told(said, language)
    for name in _FIELDS & said.args.keys():
        path = str(said.args[name])
        names[name] = asked.get(path) or _known(standard, path, language)
    return Problem(problem.place, Message(said.code, {**said.args, **names}))


def _told(said: Message, language: str) -> dict[str, Arg]:
    """Return the names of what is no field: the standard, currencies by their numbers."""
    told: dict[str, Arg] = {}
    standard = said.args.get("standard")
    if isinstance(standard, str) and StandardId(standard) in standards():
        told["standard"] = _local(standards()[StandardId(standard)].name, language)
    for name in _CURRENCIES.get(said.code, ()):
        told[name] = ", ".join(_currency(each, language) for each in str(said.args[name]).split(", "))
    return told


@lru_cache(maxsize=1024)
def _currency(number: str, language: str) -> str:
    letters = registries.currency_of_number(number)
    return _BESIDE[language].format(number, letters) if letters else number


@lru_cache(maxsize=1024)
def _known(standard: StandardId, path: str, language: str) -> str:
    """Return what to call the field at `path` by the tables alone, whether a code has it or not."""
    known = standards().get(standard)
    found = codec(known.codec).titles(standard) if known else {}
    title = found.get(path) or found.get(f"*/{path.rpartition('/')[2]}", {})
    return _named(_local(title, language), path, language)


def _named(title: str, path: str, language: str) -> str:
    if not title:
        return _NAMELESS[language].format(path)
    if path.isalpha() and path.islower():
        # A word of ours for a part that has no name in the code itself.
        return title
    if title[-1] in ")）":
        return _WITHIN[language].format(title[:-1], path)
    return _BESIDE[language].format(title, path)


def _local(title: Title, language: str) -> str:
    return title.get(language) or title.get("en", "")
