"""What a desktop is told of linktester: entry, icons, file types, store page, manual, notices.

The same files go into the Debian package and into the self-extractor.
"""

import datetime
import gzip
import shutil
import sys
from pathlib import Path

from freeze import CLEAN, python
from project import DIST, HERE, ICON_SIZES, NAME, ROOT, do, epoch, version

LINUX = HERE / "linux"
ICONS = ROOT / "assets" / "icons"


def write(share: Path) -> None:
    """Write them below `share`, a folder such as /usr/share."""
    _copy(LINUX / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    _copy(LINUX / f"{NAME}.mime.xml", share / "mime" / "packages" / f"{NAME}.xml")
    told = share / "metainfo" / f"{NAME}.metainfo.xml"
    told.parent.mkdir(parents=True)
    told.write_text(metainfo(), encoding="utf-8")
    for size in ICON_SIZES:
        _copy(
            ICONS / f"{NAME}-{size}.png",
            share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{NAME}.png",
        )
    _copy(ICONS / f"{NAME}.svg", share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg")
    _write_manual(share / "man")
    _write_documents(share / "doc" / NAME)


def metainfo() -> str:
    """Return the store page's data with version and day."""
    text = (LINUX / f"{NAME}.metainfo.xml").read_text(encoding="utf-8")
    return text.replace("@VERSION@", version()).replace("@DATE@", day().isoformat())


def day() -> datetime.date:
    """Return the day of the last commit."""
    return datetime.datetime.fromtimestamp(epoch(), datetime.UTC).date()


def pack(source: Path, target: Path) -> None:
    """Write `source` compressed as `target`, without name and time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        stream.write(source.read_bytes())


def _write_manual(folder: Path) -> None:
    do(python(CLEAN), HERE / "manpage.py", version(), str(epoch()), folder)
    for page in sorted(folder.rglob("*.1")):
        pack(page, page.with_name(page.name + ".gz"))
        page.unlink()


def _write_documents(folder: Path) -> None:
    _copy(LINUX / "copyright", folder / "copyright")
    pack(DIST / "THIRD-PARTY.txt", folder / "THIRD-PARTY.txt.gz")
    pack(ROOT / "CHANGELOG.md", folder / "NEWS.gz")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
