"""The folder of a project: which suites are in it, and what has become of them since the last look."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from linktester import resources
from linktester.model.errors import EnvironmentFault, Place, Problem
from linktester.model.message import message
from linktester.project import disk
from linktester.project.suitefile import SuiteFile, open_file

MAX_FILES = 500
MAX_DEPTH = 4
"""Folders below the project's own that are looked into."""
MAX_ENTRIES = 20_000
"""Names looked at: somebody may open their home folder."""
MAX_OCTETS = 128 * 1024 * 1024
"""All suites of one project together."""
SAMPLES = ("first-steps", "walled-garden")
"""Suites that a new project begins with, the one to open first in front."""
_SUITE_LIKE = re.compile(r"^\s*(\[\[?\s*(case|site|matrix)\b|(schema|case)\s*=)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a second look found. A file stands in exactly one of the four; in none when it is as it was."""

    project: "Project"
    """As it is now."""
    changed: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    broken: tuple[Path, ...] = ()
    """Those that could be read before, or are new, and cannot be read now."""

    def __bool__(self) -> bool:
        """Tell whether anything has changed."""
        return bool(self.changed or self.added or self.removed or self.broken)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with its suites, as they were when last looked at."""

    folder: Path
    files: tuple[SuiteFile, ...]
    """By path; broken ones included."""
    problems: tuple[Problem, ...] = ()
    """What was left out, and why."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the project in `folder`. Raises EnvironmentFault when that is no folder one can read."""
        folder = folder.absolute()
        return cls(folder, *_looked(folder, {}))

    @classmethod
    def sample(cls, folder: Path) -> Self:
        """Return the project in `folder`, made if need be, with the bundled suites to begin with.

        A file that is there is never overwritten. Raises EnvironmentFault when the disk does not take it.
        """
        with disk.told(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name in SAMPLES:
            disk.create(folder / f"{name}.toml", resources.read_bytes(f"suites/{name}.toml"))
        return cls.open(folder)

    def file(self, path: Path) -> SuiteFile | None:
        """Return the file at `path`, None when the project has none there."""
        return next((file for file in self.files if file.path == path), None)

    def with_file(self, file: SuiteFile) -> Self:
        """Return the project with a file that was just saved or made, so that the next look is no news."""
        others = [known for known in self.files if known.path != file.path]
        return replace(self, files=tuple(sorted([*others, file], key=_path)))

    def without_file(self, path: Path) -> Self:
        """Return the project without a file that was just renamed or deleted."""
        return replace(self, files=tuple(file for file in self.files if file.path != path))

    def refresh(self) -> Changes:
        """Look again. Reads only files that another time, size or number shows; digests decide.

        Raises EnvironmentFault when the folder is gone.
        """
        before = {file.path: file for file in self.files}
        now = type(self)(self.folder, *_looked(self.folder, before))
        after = {file.path: file for file in now.files}
        others = [file for path, file in after.items() if _differs(before.get(path), file)]
        broken = [file.path for file in others if file.suite is None]
        whole = [file.path for file in others if file.suite is not None]
        return Changes(
            now,
            changed=tuple(path for path in whole if path in before),
            added=tuple(path for path in whole if path not in before),
            removed=tuple(path for path in before if path not in after),
            broken=tuple(broken),
        )


def _differs(before: SuiteFile | None, after: SuiteFile) -> bool:
    return before is None or before.digest != after.digest or before.problems != after.problems


def _looked(folder: Path, known: dict[Path, SuiteFile]) -> tuple[tuple[SuiteFile, ...], tuple[Problem, ...]]:
    files: list[SuiteFile] = []
    octets = 0
    paths, problems = _names(folder)
    for path in paths:
        file = _file(path, known.get(path))
        if file is None:
            continue
        octets += file.stamp.size if file.stamp else 0
        if len(files) == MAX_FILES or octets > MAX_OCTETS:
            left = message("project.too-many", count=MAX_FILES, limit=MAX_OCTETS >> 20)
            return tuple(files), (*problems, Problem(Place(str(path)), left))
        files.append(file)
    return tuple(files), tuple(problems)


def _file(path: Path, known: SuiteFile | None) -> SuiteFile | None:
    """Return the file, None for one that is gone or was never meant as a suite."""
    stamp = disk.stamp_of(path)
    if known is not None and stamp is not None and known.stamp == stamp:
        return known
    file = open_file(path)
    if file is None:
        return None
    # `pyproject.toml` and its like lie about in folders that are kept in git.
    meant = file.suite is not None or not file.text or _SUITE_LIKE.search(file.text)
    return file if meant or known is not None else None


def _names(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return every `*.toml` in order, each real file once, and what was not looked at."""
    found: dict[Path, Path] = {}
    for seen, path in enumerate(_walk(folder)):
        if seen == MAX_ENTRIES:
            left = message("project.too-wide", limit=MAX_ENTRIES)
            return sorted(found.values()), [Problem(Place(str(folder)), left)]
        if path.suffix.lower() == ".toml" and path.is_file():
            real = path.resolve()
            found[real] = min(found.get(real, path), path)
    return sorted(found.values()), []


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what is in the folder and below it, hidden things and links to folders left out."""

    def refuse(error: OSError) -> None:
        if Path(error.filename) == folder:
            reason = error.strerror or str(error)
            raise EnvironmentFault(message("project.no-folder", path=str(folder), reason=reason)) from error

    for base, folders, names in os.walk(folder, onerror=refuse, followlinks=False):
        depth = len(Path(base).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and depth < MAX_DEPTH)
        yield from (Path(base, name) for name in (*folders, *sorted(names)) if not name.startswith("."))


def _path(file: SuiteFile) -> Path:
    return file.path
