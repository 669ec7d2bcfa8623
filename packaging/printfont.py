"""Makes the Chinese font that is put into PDF documents, out of the one that the window brings along.

    python3 packaging/printfont.py      needs the package `fonttools`

PDF writers embed TrueType outlines (quadratic); the window's font has PostScript outlines (cubic). They are
converted to within a thousandth of the letter's height, which no printer shows. Kept are GB 2312 and Latin;
name, copyright and licence (`OFL.txt`) are those of the font it comes from.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parents[1] / "linktester" / "data" / "fonts"
SOURCE, TARGET = FONTS / "LinktesterSansSC.otf", FONTS / "LinktesterSansSC.ttf"
MOST_OCTETS = 2_500_000
TOLERANCE = 1.0
"""Units of 1000 per em by which an outline may differ."""
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B)),  # Latin
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x2193)),  # punctuation, money, arrows
    *((0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)),  # Chinese punctuation, full-width forms
)


def main() -> int:
    """Write the font; return the exit code."""
    font = TTFont(str(SOURCE))
    shrink(font)
    convert(font)
    font.save(str(TARGET))
    size = TARGET.stat().st_size
    sys.stdout.write(f"{TARGET}: {size:,} octets\n")
    return 0 if size <= MOST_OCTETS else 1


def shrink(font: TTFont) -> None:
    """Keep GB 2312 and the ranges above, one glyph each: labels need no alternates."""
    options = subset.Options()
    options.layout_features = []
    options.name_IDs = ["*"]
    options.hinting = False
    options.glyph_names = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    maker = subset.Subsetter(options)
    maker.populate(unicodes=characters())
    maker.subset(font)


def characters() -> set[int]:
    """Return what is kept."""
    kept = {number for first, last in RANGES for number in range(first, last + 1)}
    rows = (*range(0xA1, 0xAA), *range(0xB0, 0xF8))
    pairs = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    kept.update(ord(each) for pair in pairs for each in pair.decode("gb2312", errors="ignore"))
    return kept


def convert(font: TTFont) -> None:
    """Replace the cubic outlines by quadratic ones."""
    shapes = font.getGlyphSet()
    order = font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        drawn[name] = pen.glyph()
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, drawn
    measure(font)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def measure(font: TTFont) -> None:
    """Fill in what TrueType wants to know of its glyphs beforehand."""
    most = font["maxp"]
    most.tableVersion = 0x00010000
    most.maxZones = 1
    for name in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
        *("maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours"),
        *("maxCompositePoints", "maxCompositeContours", "maxComponentDepth"),
    ):
        setattr(most, name, 0)
    font["glyf"].compile(font)
    most.recalc(font)


if __name__ == "__main__":
    sys.exit(main())
