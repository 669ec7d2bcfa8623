"""Cases that scan a payment code, and its broken forms with the refusal their standard asks for.

Wallets are never expected to refuse: what they do with codes of others is mostly unknown. What is expected
is asked of `reader`, which keeps to the standards' texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from linktester import links
from linktester.model.case import Case, Expectation, Matrix, Selector, Stand, Suite
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Content, Link, PlatformId, Severity
from linktester.model.message import Message, message
from linktester.model.payment import StandardId
from linktester.model.phone import Entry, Surface
from linktester.model.verdict import By, Outcome
from linktester.payments import read, standards
from linktester.payments.mutate import Mutation
from linktester.project.edit import free_id, ids_of
from linktester.project.forms import link_problems
from linktester.project.trial import lasting_stand_ins

SCAN = Surface("scan")
READER = PlatformId("reader")
SCANNERS = ("wechat", "alipay", "unionpay", "douyin", "camera")
"""Hosts whose scanners a code is put before, besides the reader."""
NAME = "codes"
"""Name of a suite made of one code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A broken code that no case can say."""

    name: str
    """Of the mutation."""
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCases:
    """What a code gives a suite."""

    cases: tuple[Case, ...]
    """The code itself first, then the broken ones in the order given; ids are free in the suite."""
    left_out: tuple[LeftOut, ...] = ()


def reader_stand() -> Stand:
    """Return the scanner of the reader that keeps to the standards."""
    return Stand(READER, SCAN, Entry.SCAN_LIVE)


def scanner_stands() -> tuple[Stand, ...]:
    """Return every scanner a code can be put before: those of the wallets, the camera, the reader last."""
    return (*(Stand(PlatformId(host), SCAN, Entry.SCAN_LIVE) for host in SCANNERS), reader_stand())


def code_case(
    payload: bytes,
    suite: Suite,
    *,
    stands: Iterable[Stand] = (),
    title: str = "",
    at: datetime | None = None,
    language: str = "en",
    standard: StandardId | None = None,
) -> Case:
    """Return the case that scans the code, with an id free in `suite`; without `stands` at every scanner.

    The reader is expected to take it when it is valid at `at` (now when left out) and to refuse it when it
    is not; of other hosts nothing is expected. `standard` is what somebody says it is: a case can say so of
    codes that no text tells (aggregated ones), others go by their text. Raises InputErrors for what a suite
    cannot say: octets that are no UTF-8, or a text that is neither code nor link.
    """
    content = _declared(standard)
    link = _link(_text(payload), suite, content)
    family = links.families()[link.family]
    judged = standard if content is not None else None
    expect = (_expected(valid=read(payload, standard=judged, at=at).valid),) if family.standard else ()
    return _case(link, suite, family.id, title or family.name[language], stands, expect)


def broken_cases(
    chosen: Iterable[Mutation],
    suite: Suite,
    *,
    stands: Iterable[Stand] = (),
    at: datetime | None = None,
    language: str = "en",
) -> CodeCases:
    """Return a case for each broken code, expected to be refused by the reader; without `stands` only there.

    Where readers differ (a warning) nothing is expected. What a suite cannot say is left out and told.
    """
    places = tuple(stands) or (reader_stand(),)
    cases: list[Case] = []
    left: list[LeftOut] = []
    for each in chosen:
        taken = Suite(name="", cases=(*suite.cases, *cases), sites=suite.sites)
        try:
            cases.append(_broken(each, taken, places, at, language))
        except InputErrors as errors:
            left.append(LeftOut(name=each.name, why=errors.problems[0].message))
    return CodeCases(cases=tuple(cases), left_out=tuple(left))


def code_cases(
    payload: bytes,
    chosen: Iterable[Mutation],
    suite: Suite,
    *,
    stands: Iterable[Stand] = (),
    at: datetime | None = None,
    language: str = "en",
    standard: StandardId | None = None,
) -> CodeCases:
    """Return the code's own case and those of its broken forms. Raises InputErrors like `code_case`."""
    good = code_case(payload, suite, stands=stands, at=at, language=language, standard=standard)
    taken = Suite(name="", cases=(*suite.cases, good), sites=suite.sites)
    broken = broken_cases(chosen, taken, at=at, language=language)
    return CodeCases(cases=(good, *broken.cases), left_out=broken.left_out)


def code_suite(
    payload: bytes,
    chosen: Iterable[Mutation] = (),
    *,
    name: str = NAME,
    title: str = "",
    at: datetime | None = None,
    language: str = "en",
    standard: StandardId | None = None,
) -> tuple[Suite, tuple[LeftOut, ...]]:
    """Return a suite of one code and its broken forms, and what was left out. Raises like `code_case`.

    Hosts of codes that are web pages of nobody known get a stand-in.
    """
    made = code_cases(payload, chosen, Suite(name=name), at=at, language=language, standard=standard)
    suite = Suite(name=name, title=title, matrix=Matrix(), cases=made.cases)
    sites = {site.host: site for case in made.cases for site in lasting_stand_ins(case, suite)}
    return replace(suite, sites=tuple(sites.values())), made.left_out


def _broken(
    each: Mutation, suite: Suite, stands: tuple[Stand, ...], at: datetime | None, language: str
) -> Case:
    text = _text(each.payload)
    content = _declared(each.standard)
    reading = read(each.payload, standard=None if content is None else each.standard, at=at)
    family = links.families()[links.parse(text, content=content, sites=suite.sites).link.family]
    if each.standard not in {reading.standard, family.standard} or not family.standard:
        raise _wrong(message("codecases.not-recognisable", standard=_name(each.standard, language)))
    link = _link(text, suite, content)
    refused = each.severity is Severity.ERROR and not reading.valid
    expect = (_expected(valid=False),) if refused else ()
    title = f"{_name(each.standard, language)}: {each.title[language]}"
    case = _case(link, suite, f"{each.standard}-{each.name}", title, stands, expect)
    if content is not None and not lasting_stand_ins(case, suite):
        # Only its page could say what it is, and no suite can have one of that name.
        raise _wrong(message("codecases.not-recognisable", standard=_name(each.standard, language)))
    return case


def _case(  # noqa: PLR0917
    link: Link,
    suite: Suite,
    wanted: str,
    title: str,
    stands: Iterable[Stand],
    expect: tuple[Expectation, ...],
) -> Case:
    places = tuple(stands) or scanner_stands()
    known = expect if any(place.host == READER for place in places) else ()
    return Case(id=free_id(wanted, ids_of(suite)), link=link, title=title, stands=places, expect=known)


def _expected(*, valid: bool) -> Expectation:
    where = Selector(host=READER)
    if valid:
        return Expectation(where=where, verdict=Outcome.HONORED)
    return Expectation(where=where, verdict=Outcome.BLOCKED, by=By.LINK)


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError as fault:
        raise _wrong(message("codecases.not-utf8", offset=fault.start)) from fault


def _declared(standard: StandardId | None) -> Content | None:
    return None if standard is None else links.declared_content(standard)


def _link(text: str, suite: Suite, content: Content | None) -> Link:
    parsed = links.parse(text, content=content, sites=suite.sites)
    problems = link_problems(parsed)
    if problems:
        raise InputErrors(problems)
    return parsed.link


def _name(standard: StandardId, language: str) -> str:
    return standards()[standard].name[language]


def _wrong(said: Message) -> InputErrors:
    return InputErrors([Problem(Place(path="link"), said)])
