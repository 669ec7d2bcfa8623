"""Whole suites of a project: begun, brought in from a table, renamed, put aside. Nothing is ever erased."""

import re
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.errors import EnvironmentFault, InputErrors, Place, Problem
from linktester.model.link import PlatformId
from linktester.model.message import message
from linktester.model.phone import Surface
from linktester.project import disk
from linktester.project.edit import free_id
from linktester.project.saving import write_new
from linktester.project.suitefile import SuiteFile, open_file
from linktester.suite import MAX_CASES, open_table

FIRST_PLACE = Stand(PlatformId("wechat"), Surface("chat"))
"""Where the cases of a new suite are tried until somebody says otherwise."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
MAX_NAME = 80


def new_suite(folder: Path, name: str, matrix: Matrix | None = None) -> SuiteFile:
    """Write an empty suite called `name` into a file of a like name and return it.

    Raises InputErrors for a name that no file can have or that is taken, and EnvironmentFault.
    """
    suite = Suite(name=name.strip(), matrix=matrix or Matrix(stands=(FIRST_PLACE,)))
    return _written(_path(folder, name), suite)


def import_table(folder: Path, table: Path) -> SuiteFile:
    """Return a new suite with the cases of a CSV or JSONL table; its name is the table's.

    Raises InputErrors for mistakes in the table, for one of more than 10,000 cases (run that one as it is),
    and for a name that is taken; and EnvironmentFault.
    """
    opened = open_table(table)
    if opened.count > MAX_CASES:
        too_long = message("project.table-too-long", count=opened.count, limit=MAX_CASES)
        raise InputErrors([Problem(Place(str(table)), too_long)])
    cases = tuple(_without_line(case) for case in islice(opened.cases(), MAX_CASES))
    name = _FORBIDDEN.sub("-", opened.name)
    taken = {path.stem for path in folder.glob("*.toml")}
    path = _path(folder, free_id(name, taken))
    return _written(path, Suite(name=path.stem, cases=cases))


def rename(file: SuiteFile, name: str) -> SuiteFile:
    """Give the file another name and return it as it is now; what stands in it stays.

    Raises InputErrors for a name that no file can have or that is taken, and EnvironmentFault.
    """
    path = _path(file.path.parent, name)
    if path == file.path:
        return file
    if not disk.move(file.path, path):
        raise _wrong("project.name-taken", name)
    moved = open_file(path)
    return replace(file, path=path) if moved is None else moved


def delete(file: SuiteFile, at: datetime) -> Path:
    """Put the file aside as `NAME.toml.deleted-TIME` and return that path. Raises EnvironmentFault.

    `restore` brings it back. No suite is looked for under such a name.
    """
    name = f"{file.path.name}.deleted-{at:%Y%m%dT%H%M%S}"
    for number in range(1, 100):
        path = file.path.with_name(name if number == 1 else f"{name}-{number}")
        if disk.move(file.path, path):
            return path
    raise EnvironmentFault(message("project.no-free-name", path=str(file.path)))


def restore(aside: Path, path: Path) -> SuiteFile | None:
    """Bring back what `delete` put aside; None when it is gone. Raises InputErrors when `path` is taken."""
    if not disk.move(aside, path):
        raise _wrong("project.name-taken", path.stem)
    return open_file(path)


def _written(path: Path, suite: Suite) -> SuiteFile:
    file = write_new(path, suite)
    if file is None:
        raise _wrong("project.name-taken", path.stem)
    return file


def _path(folder: Path, name: str) -> Path:
    """Return the file for a name. What some system refuses is refused on all: folders are shared."""
    name = name.strip()
    is_fit = name and not name.startswith(".") and not name.endswith(".") and not _RESERVED.fullmatch(name)
    if not is_fit or _FORBIDDEN.search(name) or len(name.encode()) > MAX_NAME * 3 or len(name) > MAX_NAME:
        raise _wrong("project.bad-name", name)
    return folder / f"{name}.toml"


def _without_line(case: Case) -> Case:
    return replace(case, place=Place())


def _wrong(code: str, name: str) -> InputErrors:
    shown = ascii(name)[1:-1] if _FORBIDDEN.search(name) else name
    return InputErrors([Problem(Place(path="name"), message(code, name=shown[:MAX_NAME], limit=MAX_NAME))])
