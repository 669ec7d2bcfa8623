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
        if file.stat().st_size <= MAX_BYTES:
            return file.read_bytes().decode("utf-8-sig")
        _tell(problems, file, message("policy.file-too-big", limit_mib=MAX_BYTES >> 20))
    except (OSError, UnicodeDecodeError) as error:
        _tell(problems, file, message("policy.unreadable", reason=str(error)[:200]))
    return None


def _tell(problems: list[Problem], file: Path, said: Message) -> None:
    problems.append(Problem(Place(str(file)), said))
