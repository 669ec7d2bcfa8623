"""Unsaved edits, kept beside the project so that the death of a window loses none.

Each window keeps its drafts in a folder of its own under a lock that goes with its process; what stands in
folders nobody holds was left by a window that ended without saving.
"""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from linktester import codec
from linktester.filelock import lock
from linktester.model.case import Suite
from linktester.model.errors import InputErrors
from linktester.model.zone import CHINA
from linktester.project import disk
from linktester.project.forms import CaseForm
from linktester.project.headform import HeadForm
from linktester.project.splice import spliced
from linktester.project.suitefile import SuiteFile, file_of
from linktester.suite import MAX_BYTES

MAX_PENDING = 100
MAX_OCTETS = 8 * MAX_BYTES
"""Of one draft: JSON may take six for one."""
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed that no suite can say yet, because there is a mistake in it."""

    cases: Mapping[str, CaseForm] = field(default_factory=dict)
    """Id of the case in the suite → its form."""
    head: HeadForm | None = None

    @property
    def count(self) -> int:
        """How many forms wait to be mended."""
        return len(self.cases) + (self.head is not None)


NOTHING = Unfinished()


@dataclass(frozen=True, slots=True)
class Draft:
    """Edits that somebody did not get to save."""

    file: SuiteFile
    """The suite with its edits, over the digest that was read: `save` writes it, or tells that the file on
    the disk has changed since."""
    kept_at: datetime
    kept_in: Path
    """The draft's own file, for `Drafts.discard`."""
    unfinished: Unfinished = NOTHING
    """Forms with a mistake, which stand beside the suite."""


class Drafts:
    """The drafts of one window. Close it when the window closes, or use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Raises EnvironmentFault when `folder` cannot be written."""
        self._folder = folder
        self._own = folder / secrets.token_hex(8)
        with disk.told(folder):
            self._own.mkdir(parents=True)
            self._lock = (self._own / _LOCK).open("a+b")
        lock(self._lock)

    def keep(self, file: SuiteFile, suite: Suite, unfinished: Unfinished = NOTHING) -> None:
        """Keep the edits of one file instead of those kept before, and what was typed beside them.

        Raises InputErrors when no file can say this suite, and EnvironmentFault.
        """
        if file.suite is None:
            raise InputErrors(file.problems)
        text = spliced(file.text, file.suite, replace(suite, file=str(file.path))).text
        kept = {"path": str(file.path), "digest": file.digest, "text": text}
        if unfinished.count:
            kept["forms"] = codec.to_plain(unfinished)
        place = self._place(file)
        with disk.told(place):
            octets = json.dumps(kept, ensure_ascii=True).encode()
            part = place.with_suffix(".part")
            part.write_bytes(octets)
            part.replace(place)

    def drop(self, file: SuiteFile) -> None:
        """Forget the edits of one file: they were saved, or given up."""
        with suppress(OSError):
            self._place(file).unlink()

    def pending(self) -> tuple[Draft, ...]:
        """Return what windows that are no more left unsaved, newest first. Unreadable ones are skipped."""
        found = [draft for folder in self._abandoned() for draft in _drafts(folder)]
        return tuple(sorted(found, key=_age, reverse=True)[:MAX_PENDING])

    def discard(self, draft: Draft) -> None:
        """Forget a draft that `pending` returned: it was taken over with `keep`, saved, or given up."""
        with suppress(OSError):
            draft.kept_in.unlink()

    def close(self) -> None:
        """Let go of the folder; drafts that were not dropped wait there."""
        self._lock.close()
        _clear(self._own)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _place(self, file: SuiteFile) -> Path:
        name = hashlib.sha256(str(file.path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._own / f"{name}.json"

    def _abandoned(self) -> Iterator[Path]:
        with disk.told(self._folder):
            folders = [path for path in self._folder.iterdir() if path.is_dir() and path != self._own]
        for folder in folders:
            with suppress(OSError):
                with (folder / _LOCK).open("a+b") as hold:
                    if not lock(hold):
                        continue
                if not _clear(folder):
                    yield folder


def _drafts(folder: Path) -> Iterator[Draft]:
    for place in folder.glob("*.json"):
        with suppress(OSError, ValueError):
            found = place.stat()
            kept = json.loads(place.read_bytes()) if found.st_size <= MAX_OCTETS else None
            draft = _draft(kept, place, datetime.fromtimestamp(found.st_mtime, CHINA))
            if draft is not None:
                yield draft


def _draft(kept: object, place: Path, at: datetime) -> Draft | None:
    match kept:
        case {"path": str(path), "digest": str(digest), "text": str(text), **others}:
            file = file_of(Path(path), text.encode(), None)
            return Draft(replace(file, digest=digest), at, place, _unfinished(others.get("forms", {})))
    return None


def _unfinished(forms: object) -> Unfinished:
    # The suite counts for more than forms that another version wrote otherwise.
    with suppress(InputErrors):
        return codec.from_plain(forms, Unfinished)
    return NOTHING


def _clear(folder: Path) -> bool:
    """Take away a folder without drafts; tell whether it was one."""
    if any(folder.glob("*.json")):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _age(draft: Draft) -> datetime:
    return draft.kept_at
