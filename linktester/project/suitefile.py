"""A suite and the file it stands in, with what is wrong with it; opening one never raises."""

from dataclasses import dataclass, replace
from pathlib import Path

from linktester.model.case import Case, Expectation, Suite
from linktester.model.errors import NOWHERE, EnvironmentFault, InputErrors, Place, Problem
from linktester.model.message import message
from linktester.project.disk import Stamp, digest_of, octets_of, stamp_of
from linktester.suite import MAX_BYTES, read_text

BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteFile:
    """One file as it was read. Equal digests mean equal octets."""

    path: Path
    suite: Suite | None
    """None when the file is broken; it may be empty of cases."""
    problems: tuple[Problem, ...] = ()
    """Why there is no suite, each with file and line."""
    digest: str = ""
    """SHA-256 of the octets; empty when they could not be read."""
    text: str = ""
    """Decoded, byte order mark and line ends included; empty when that is impossible."""
    stamp: Stamp | None = None

    @property
    def name(self) -> str:
        """Return what the window calls it: the suite's own name, or that of its file."""
        return (self.suite.name if self.suite else "") or self.path.stem


def open_file(path: Path) -> SuiteFile | None:
    """Return the file at `path`, None when there is none. What is wrong with it stands in `problems`."""
    # The stamp comes first: a change in between is seen at the next look.
    stamp = stamp_of(path)
    try:
        octets = octets_of(path)
    except EnvironmentFault as fault:
        return SuiteFile(
            path=path, suite=None, problems=(Problem(Place(str(path)), fault.message),), stamp=stamp
        )
    return None if octets is None else file_of(path, octets, stamp)


def file_of(path: Path, octets: bytes, stamp: Stamp | None) -> SuiteFile:
    """Return the file whose octets are known."""
    blank = SuiteFile(path=path, suite=None, digest=digest_of(octets), stamp=stamp)
    if len(octets) > MAX_BYTES:
        return _broken(blank, Problem(Place(str(path)), message("suite.file-too-big", limit=MAX_BYTES >> 20)))
    try:
        text = octets.decode()
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        return _broken(blank, Problem(Place(str(path), line), message("suite.not-utf8")))
    try:
        suite = read(text, path)
    except InputErrors as errors:
        return replace(blank, text=text, problems=errors.problems)
    return replace(blank, text=text, suite=suite)


def read(text: str, path: Path | str) -> Suite:
    """Return the suite in the text of a file. Raises InputErrors."""
    return read_text(text.removeprefix(BOM), str(path), may_be_empty=True)


def same(one: Suite, other: Suite) -> bool:
    """Tell whether two suites say the same, wherever they were read."""
    return _placeless(one) == _placeless(other)


def same_case(one: Case, other: Case) -> bool:
    """Tell whether two cases say the same, wherever they were read."""
    return one is other or placeless_case(one) == placeless_case(other)


def placeless_case(case: Case) -> Case:
    """Return the case without memory of its file."""
    return replace(case, place=NOWHERE, expect=tuple(map(placeless_expectation, case.expect)))


def placeless_expectation(expectation: Expectation) -> Expectation:
    """Return the expectation without memory of its file."""
    return replace(expectation, place=NOWHERE)


def _placeless(suite: Suite) -> Suite:
    return replace(suite, file="", cases=tuple(map(placeless_case, suite.cases)))


def _broken(file: SuiteFile, problem: Problem) -> SuiteFile:
    return replace(file, problems=(problem,))
