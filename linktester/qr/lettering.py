"""Labels on paper: the font that comes along, letters it lacks, and lines that fit."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from linktester import resources

FONT = "LinktesterSansSC"
_FILE = "fonts/LinktesterSansSC.ttf"
MOST_CHARACTERS = 500
"""Of a label; the rest is cut off."""
_MORE = "…"


@cache
def font() -> str:
    """Return the name of the bundled font, loaded on first use: Latin and the characters of GB 2312."""
    pdfmetrics.registerFont(TTFont(FONT, BytesIO(resources.read_bytes(_FILE))))
    return FONT


def strange(text: str) -> tuple[str, ...]:
    """Return the characters that the font cannot draw, each once, in order."""
    return tuple(dict.fromkeys(each for each in text if ord(each) not in _known()))


def spelled(text: str) -> str:
    """Return a text that can be drawn whole: what the font lacks stands as its code point, `[U+20BB7]`."""
    one_line = " ".join(text[:MOST_CHARACTERS].split())
    return "".join(each if ord(each) in _known() else f"[U+{ord(each):04X}]" for each in one_line)


def lines(text: str, width: float, size: float, most: int) -> list[str]:
    """Return `text`, spelled already, in at most `most` lines of `width` points; `…` ends what is cut off."""
    made: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and _width(line + piece.rstrip(), size) > width:
            made.append(line.rstrip())
            line = ""
        for part in _narrow(piece.lstrip() if not line else piece, width, size):
            if line and _width(line + part, size) > width:
                made.append(line.rstrip())
                line = ""
            line += part
        if len(made) > most:
            break
    made.append(line.rstrip())
    made = [each for each in made if each]
    return made if len(made) <= most else [*made[: most - 1], _cut(made[most - 1], width, size)]


def _pieces(text: str) -> Iterator[str]:
    """Yield what a line may be broken between: words with the blank behind, single Chinese characters."""
    word = ""
    for each in text:
        if ord(each) >= 0x2E80:
            if word:
                yield word
            yield each
            word = ""
            continue
        word += each
        if each in " -/?&=":
            yield word
            word = ""
    if word:
        yield word


def _narrow(piece: str, width: float, size: float) -> Iterator[str]:
    """Yield a piece that is wider than a line in parts that are not."""
    while _width(piece, size) > width and len(piece) > 1:
        fits = max(1, int(len(piece) * width / _width(piece, size)))
        while fits > 1 and _width(piece[:fits], size) > width:
            fits -= 1
        yield piece[:fits]
        piece = piece[fits:]
    yield piece


def _cut(line: str, width: float, size: float) -> str:
    while line and _width(line + _MORE, size) > width:
        line = line[:-1]
    return line + _MORE


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, font(), size))


@cache
def _known() -> frozenset[int]:
    """Return the code points the font has; white space is one of them only as a blank."""
    face = pdfmetrics.getFont(font()).face
    return frozenset(number for number in face.charToGlyph if number >= 0x20 and number != 0xAD)
