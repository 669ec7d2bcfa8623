"""Saving a suite over its file, with the least change, and only over what was read from it.

Nobody holds a lock: two windows and any editor may work on one folder, and digests decide who was later.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from linktester.model.case import Suite
from linktester.model.errors import EnvironmentFault, InputErrors, Place, Problem
from linktester.model.message import message
from linktester.project import disk
from linktester.project.splice import Spliced, spliced
from linktester.project.suitefile import SuiteFile, file_of, open_file
from linktester.suite import MAX_BYTES, write

MAX_COPIES = 1_000


@dataclass(frozen=True, slots=True)
class Saved:
    """It stands on the disk."""

    file: SuiteFile
    """As it is now; the next save starts from it."""
    rewritten: bool = False
    """True: the whole file had to be written anew, so comments and spelling of the old one are gone."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was written: somebody else has written the file, or taken it away, since it was read.

    What can be done: go on with `theirs`; `keep_mine`; `save_copy`.
    """

    mine: SuiteFile
    """What was read."""
    theirs: SuiteFile | None
    """What is there now; its `text` is for showing. None when the file is gone."""


def save(file: SuiteFile, suite: Suite) -> Saved | Changed:
    """Write `suite` over the file it was read from.

    Text of cases that are as they were stays octet for octet, with comments, order and line ends. Raises
    InputErrors when no file can say this suite, and EnvironmentFault, with the old file untouched, when the
    disk does not take it.
    """
    return _over(file, suite, file.digest)


def keep_mine(changed: Changed, suite: Suite) -> Saved | Changed:
    """Write `suite` over what somebody else wrote; Changed again when they have done so once more.

    Raises as `save` does.
    """
    return _over(changed.mine, suite, None if changed.theirs is None else changed.theirs.digest)


def save_copy(file: SuiteFile, suite: Suite) -> Saved:
    """Write `suite` beside its file under the first free name, `x-2.toml`. Raises as `save` does."""
    new = _spliced(file, suite)
    octets = _within_limit(new.text.encode(), file.path)
    for number in range(2, MAX_COPIES):
        path = file.path.with_name(f"{file.path.stem}-{number}{file.path.suffix}")
        if disk.create(path, octets):
            return Saved(file_of(path, octets, disk.stamp_of(path)), new.rewritten)
    raise EnvironmentFault(message("project.no-free-name", path=str(file.path)))


def write_new(path: Path, suite: Suite) -> SuiteFile | None:
    """Write `suite` into a new file; None when the name is taken. Raises as `save` does."""
    octets = _within_limit(write(suite).encode(), path)
    return file_of(path, octets, disk.stamp_of(path)) if disk.create(path, octets) else None


def _over(file: SuiteFile, suite: Suite, seen: str | None) -> Saved | Changed:
    new = _spliced(file, suite)
    octets = _within_limit(new.text.encode(), file.path)
    if not disk.replace(file.path, octets, seen):
        return Changed(file, open_file(file.path))
    now = SuiteFile(
        path=file.path,
        suite=new.suite,
        digest=disk.digest_of(octets),
        text=new.text,
        stamp=disk.stamp_of(file.path),
    )
    return Saved(now, new.rewritten)


def _spliced(file: SuiteFile, suite: Suite) -> Spliced:
    if file.suite is None:
        raise InputErrors(file.problems)
    return spliced(file.text, file.suite, replace(suite, file=str(file.path)))


def _within_limit(octets: bytes, path: Path) -> bytes:
    if len(octets) > MAX_BYTES:
        problem = Problem(Place(str(path)), message("suite.file-too-big", limit=MAX_BYTES >> 20))
        raise InputErrors([problem])
    return octets
