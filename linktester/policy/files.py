"""Pack files on their way in: names and texts, those of a team's folder bounded in number and size."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from linktester.model.errors import Place, Problem
from linktester.model.message import Message, message

MAX_FILES = 2000
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Text:
    """One file before reading."""

    name: str
    """As told in problems."""
    text: str
    pack: str = ""
    """Name of the team's pack; empty for shipped files."""


def team_texts(folder: Path, problems: list[Problem]) -> Iterator[Text]:
    """Yield the TOML files below `folder` (or the one file), adding what cannot be read to `problems`."""
    files = [folder] if folder.is_file() else sorted(folder.rglob("*.toml")) if folder.is_dir() else []
    if not files:
        _tell(problems, folder, message("policy.no-pack", path=str(folder)))
    if len(files) > MAX_FILES:
        _tell(problems, folder, message("policy.too-many-files", count=len(files), limit=MAX_FILES))
        return
    for file in files:
        text = _read(file, problems)
        if text is not None:
            yield Text(str(file), text, folder.stem or "team")


def _read(file: Path, problems: list[Problem]) -> str | None:
    try:
        if file.exists() and not file.is_file():
            # A folder, a pipe nobody writes to: opening it would not end well.
            _tell(problems, file, message("policy.no-file"))
            return None
        data = file.read_bytes() if file.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        _tell(problems, file, message("policy.unreadable", reason=error.strerror or str(error)))
        return None
    if data is None:
        _tell(problems, file, message("policy.file-too-big", limit_mib=MAX_BYTES >> 20))
        return None
    return _decoded(file, data, problems)


def _decoded(file: Path, data: bytes, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(Place(str(file), line), message("policy.not-utf8")))
        return None


def _tell(problems: list[Problem], file: Path, said: Message) -> None:
    problems.append(Problem(Place(str(file)), said))
