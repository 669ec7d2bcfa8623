"""Files that tie links to apps, as a command line names them: `PATH`, or `HOST=PATH` for those of a site."""

from collections.abc import Sequence
from pathlib import Path

from linktester.cli.qr.given import values, wrong
from linktester.model.errors import InputErrors, Problem
from linktester.oslinks.appfiles import AppFile, read_file, split_host
from linktester.oslinks.appfiles.apk import MARK
from linktester.oslinks.appfiles.apkworker import MAX_BYTES as MOST_OF_APK
from linktester.oslinks.jsontext import MAX_BYTES

MOST_FILES = 1_000


def given_files(named: Sequence[str], pairs: Sequence[str] = ()) -> tuple[AppFile, ...]:
    """Return the files, read; `pairs` are NAME=VALUE of placeholders.

    Raises InputErrors for every file that cannot be opened; what is wrong inside one is in its findings.
    """
    if len(named) > MOST_FILES:
        raise wrong("doctorlinks.many-files", most=MOST_FILES)
    known = values(pairs)
    problems: list[Problem] = []
    files: list[AppFile] = []
    for each in named:
        host, path = (None, each) if Path(each).is_file() else split_host(each)
        try:
            files.append(read_file(path, octets_of(path), host=host, known=known))
        except InputErrors as errors:
            problems += errors.problems
    if problems:
        raise InputErrors(problems)
    return tuple(files)


def octets_of(path: str) -> bytes:
    """Return the octets of a file, as many as its reader looks at and one more. Raises InputErrors."""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(len(MARK))
            most = MOST_OF_APK if head == MARK else MAX_BYTES
            return head + stream.read(most + 1 - len(head))
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise wrong("cli.unreadable", path, reason=reason) from fault
