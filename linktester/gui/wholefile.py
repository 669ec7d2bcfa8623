"""Files that come out of the window: written whole or not at all."""

from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of the file at one stroke; the old one stays where that fails. Raises InputErrors.

    Blocks; for a task's thread.
    """
    from linktester.report.files import replacing  # noqa: PLC0415 - brings the reports; not before they are needed

    with replacing(path) as stream:
        stream.write(data)
