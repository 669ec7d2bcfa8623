"""Packs the drawn sizes of the program's icon into the one file Windows reads."""

import struct
from pathlib import Path

from windows.pins import BuildFault

SIZES = (16, 24, 32, 48, 64, 128, 256)
_PNG = b"\x89PNG\r\n\x1a\n"


def packed(pictures: dict[int, bytes]) -> bytes:
    """Return an .ico of PNG pictures by their width. Raises BuildFault for what is no PNG of that width."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    rows, bodies = [], []
    for width, picture in sorted(pictures.items()):
        if picture[:8] != _PNG or struct.unpack_from(">II", picture, 16) != (width, width):
            raise BuildFault(f"the icon of {width} dots is no PNG of that size")
        side = width % 256
        rows.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at))
        bodies.append(picture)
        at += len(picture)
    return head + b"".join(rows) + b"".join(bodies)


def make(source: Path, target: Path) -> Path:
    """Write the icon of the tree `source` to `target` and return it."""
    folder = source / "assets" / "icons"
    target.write_bytes(packed({size: (folder / f"linktester-{size}.png").read_bytes() for size in SIZES}))
    return target
