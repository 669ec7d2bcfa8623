"""Makes the Chinese font that the window brings along for machines without one.

    python3 packaging/fonts.py      needs Debian's apt-get and dpkg-deb, and the package `fonttools`

Takes Noto Sans CJK SC from Debian's `fonts-noto-cjk`, keeps what Simplified Chinese text and our own words
need, and writes it with its licence to `linktester/data/fonts/`. The font's licence is the SIL Open Font
License 1.1. Its names reserve nothing, but a part is not the whole: it gets a name of its own, so that it
never stands in for an installed Noto.
"""

import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

PACKAGE = "fonts-noto-cjk"
COLLECTION = "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
COPYRIGHT = f"usr/share/doc/{PACKAGE}/copyright"
FACE = "Noto Sans CJK SC"
FAMILY = "Linktester Sans SC"
DATA = Path(__file__).resolve().parents[1] / "linktester" / "data"
MOST_OCTETS = 3_000_000

RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F)),  # Latin
    *((0x2010, 0x2027), (0x2030, 0x205E)),  # punctuation
    *((0x2190, 0x21FF), (0x2200, 0x22FF)),  # arrows, mathematical signs
    *((0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x27BF)),  # numbers in circles, boxes, shapes, signs
    *((0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)),  # Chinese punctuation, full-width forms
)


def main() -> int:
    """Make the font and its licence; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["apt-get", "download", "-qq", PACKAGE], cwd=folder, check=True)
        subprocess.run(["dpkg-deb", "-x", str(next(folder.glob("*.deb"))), "."], cwd=folder, check=True)
        faces = TTCollection(str(folder / COLLECTION), lazy=True).fonts
        font = next(face for face in faces if face["name"].getDebugName(4) == FACE)
        holder = font["name"].getDebugName(0)
        target = DATA / "fonts" / "LinktesterSansSC.otf"
        target.parent.mkdir(exist_ok=True)
        shrink(font)
        rename(font)
        font.save(str(target))
        licence = (
            f"{FAMILY} is a part of {FACE}.\n{holder}\n\n" + "\n".join(licence_of(folder / COPYRIGHT)) + "\n"
        )
        target.with_name("OFL.txt").write_text(licence, encoding="utf-8")
    size = target.stat().st_size
    sys.stdout.write(f"{target}: {size:,} octets\n")
    return 0 if size <= MOST_OCTETS else 1


def shrink(font: TTFont) -> None:
    """Keep the glyphs for `characters` and what places them in horizontal lines."""
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    maker = subset.Subsetter(options)
    maker.populate(unicodes=characters())
    maker.subset(font)


def characters() -> set[int]:
    """Return what is kept: GB 2312, the ranges above, and every character of our own words."""
    found = {number for first, last in RANGES for number in range(first, last + 1)}
    found.update(map(ord, gb2312()))
    for path in DATA.rglob("*.toml"):
        found.update(map(ord, path.read_text(encoding="utf-8")))
    return {number for number in found if number >= 0x20}


def gb2312() -> Iterator[str]:
    """Yield the characters of GB 2312, rows 1 to 9 (signs) and 16 to 87 (Chinese characters)."""
    for row in (*range(0xA1, 0xAA), *range(0xB0, 0xF8)):
        for cell in range(0xA1, 0xFF):
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


def rename(font: TTFont) -> None:
    """Give the part its own name; who made it and the licence stay as they are."""
    names = font["name"]
    names.names = [record for record in names.names if record.langID == 0x409]
    style = "Regular"
    ours = {1: FAMILY, 3: f"{FAMILY} {style}", 4: FAMILY, 6: FAMILY.replace(" ", "") + f"-{style}"}
    for number, text in ours.items():
        names.setName(text, number, 3, 1, 0x409)
    names.setName(f"Part of {FACE}. {names.getDebugName(10)}", 10, 3, 1, 0x409)
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [ours[6]]
        table.topDictIndex[0].FullName = FAMILY
        table.topDictIndex[0].FamilyName = FAMILY


def licence_of(path: Path) -> Iterator[str]:
    """Yield the lines of the font's licence as Debian's copyright file holds it."""
    text = path.read_text(encoding="utf-8")
    body = text.split("\nLicense: SIL-1.1\n", 2)[-1].split("\n\n", 1)[0]
    for line in textwrap.dedent(body).splitlines():
        yield "" if line.strip() == "." else line.rstrip()


if __name__ == "__main__":
    sys.exit(main())
