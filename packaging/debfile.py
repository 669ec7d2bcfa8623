"""Writes a Debian package as its format is: an archive of three members, packed in a way that suits programs.

`dpkg-deb` writes the same, but cannot be told to look at machine code as such, which saves a twentieth; and
it leaves order and times to whoever calls it.
"""

import io
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path

PRESET = 9 | lzma.PRESET_EXTREME
DICTIONARY = 64 << 20
_MAGIC, _HEAD = b"!<arch>\n", "{name:<16}{time:<12}{owner:<6}{group:<6}{mode:<8}{size:<10}`\n"


def write(target: Path, root: Path, seconds: int, *, x86: bool) -> None:
    """Write the tree `root`, whose `DEBIAN` holds the control files, as the package `target`.

    All files belong to root and carry the time `seconds`.
    """
    control, data = root / "DEBIAN", io.BytesIO()
    told = io.BytesIO()
    with lzma.open(told, "wb", preset=6) as packed:
        _write_tar(packed, control, sorted(control.iterdir()), seconds)
    with lzma.open(data, "wb", filters=_filters(x86=x86)) as packed:
        _write_tar(
            packed, root, [path for path in _below(root) if control not in (path, *path.parents)], seconds
        )
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", told.getvalue()),
        ("data.tar.xz", data.getvalue()),
    )
    with target.open("wb") as archive:
        archive.write(_MAGIC)
        for name, octets in members:
            head = _HEAD.format(name=name, time=seconds, owner=0, group=0, mode="100644", size=len(octets))
            archive.write(head.encode("ascii") + octets + b"\n" * (len(octets) % 2))


def _filters(*, x86: bool) -> list[dict[str, int]]:
    code = [{"id": lzma.FILTER_X86}] if x86 else []
    return [*code, {"id": lzma.FILTER_LZMA2, "preset": PRESET, "dict_size": DICTIONARY}]


def _below(root: Path) -> Iterator[Path]:
    """Yield everything below, folders before what is in them, by name."""
    yield from sorted(root.rglob("*"), key=_by_parts)


def _by_parts(path: Path) -> tuple[str, ...]:
    return path.parts


def _write_tar(stream: "lzma.LZMAFile", root: Path, paths: list[Path], seconds: int) -> None:
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in [root, *paths]:
            inside = path.relative_to(root).as_posix()
            entry = tar.gettarinfo(path, "./" if path == root else f"./{inside}")
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = seconds
            if not entry.isreg():
                tar.addfile(entry)
                continue
            with path.open("rb") as content:
                tar.addfile(entry, content)
