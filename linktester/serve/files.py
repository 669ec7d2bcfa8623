"""Files of the state directory that only their owner may read, written whole or not at all."""

import os
from pathlib import Path

from linktester.model.errors import EnvironmentFault
from linktester.model.message import Message, message


def write_private(file: Path, data: bytes) -> None:
    """Put `data` into `file`, mode 0600, atomically. Raises EnvironmentFault."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise EnvironmentFault(unusable(file.parent, error)) from error


def private_folder(folder: Path) -> None:
    """Make `folder` with its parents, mode 0700, unless it is there. Raises EnvironmentFault."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(unusable(folder, error)) from error


def unusable(folder: Path, error: OSError) -> Message:
    """Return the words for a state directory that cannot be used."""
    return message("serve.state-dir-unusable", folder=str(folder), reason=error.strerror or str(error))
