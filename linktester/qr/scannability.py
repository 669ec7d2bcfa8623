"""Says what a picture of a code lacks, by measuring it, not by whether one good decoder reads it.

The decoder here reads inverted, one-pixel and borderless codes that the scanners of weaker apps do not, so
a successful read proves little. Measured in the picture: quiet zone, contrast, polarity, size of a module
(in print also in millimetres), the width of a logo, and how much error correction it or dirt has eaten.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from PIL import Image, ImageOps

from linktester.model.link import Finding, Severity
from linktester.model.message import Arg, message
from linktester.qr.covering import logo_share
from linktester.qr.pictures import open_grey
from linktester.qr.quad import Grid
from linktester.qr.read import Found, decode, read_grey

QUIET_ZONE = 4
MIN_MODULE = 3.0
"""Pixels per module that a screen should give."""
WEAK_MODULE = 2.0
GOOD_MODULE_MM = 0.38
"""Millimetres per module that a phone's camera wants; the densest Swiss QR-bill has 0.39."""
LEAST_MODULE_MM = 0.25
"""Where ordinary scanners stop."""
MOST_LOGO = {"M": 0.18, "Q": 0.18, "H": 0.22}
"""Widest logo by level, as a share of the width: wider ones got lost. At L nothing was measured."""
GOOD_CONTRAST = 0.40
"""ISO/IEC 15415 grade C: difference of light and dark over full scale."""
LEAST_CONTRAST = 0.20
"""Grade D; below it a symbol fails."""
GOOD_SPARE = 0.50
"""ISO/IEC 15415 grade B of unused error correction."""
LEAST_SPARE = 0.25
_LIGHT_SHARE = 0.98
"""Share of a border ring that has to be light; the rest is dust and compression."""
_SLACK = 0.02
"""Measured corners are whole pixels, so a size is only known to a few per cent."""


@dataclass(frozen=True, slots=True)
class _Tones:
    dark: float
    light: float
    inverted: bool

    @property
    def contrast(self) -> float:
        return (self.light - self.dark) / 255.0

    def is_ground(self, value: int) -> bool:
        """Return whether a pixel belongs to the background side of this symbol."""
        middle = (self.dark + self.light) / 2
        return value < middle if self.inverted else value > middle


def check(
    image: bytes, *, expected: bytes | None = None, dots_per_inch: float | None = None
) -> tuple[Finding, ...]:
    """Return what would keep a scanner from reading the picture; empty = nothing to say against it.

    `expected` are the octets that one of its codes has to hold; `dots_per_inch` says how large the picture is
    printed, None when it is meant for a screen. `where` is `picture` or `code 1`, `code 2` … in the order of
    `read`. Only QR codes are measured. Raises InputErrors as `read` does.
    """
    return check_grey(open_grey(image), expected=expected, dots_per_inch=dots_per_inch)


def check_grey(
    grey: Image.Image,
    *,
    expected: bytes | None = None,
    dots_per_inch: float | None = None,
    codes: Sequence[Found] | None = None,
) -> tuple[Finding, ...]:
    """Return the same of an opened picture; `codes` are what `read_grey` found in it, for those who know."""
    found = read_grey(grey) if codes is None else codes
    if not found and _readable_with_border(grey):
        return (_finding(Severity.ERROR, "picture", "quiet-zone", modules=0, wanted=QUIET_ZONE),)
    if not found:
        return (_finding(Severity.ERROR, "picture", "unreadable"),)
    findings = [
        finding
        for number, code in enumerate(found, start=1)
        if code.version is not None
        for finding in _of_one(grey, code, f"code {number}", dots_per_inch)
    ]
    # Octets, never text: the decoder guesses the character set.
    if expected is not None and expected not in {code.data for code in found}:
        findings.insert(0, _finding(Severity.ERROR, "picture", "other-content"))
    return tuple(findings)


def _of_one(grey: Image.Image, code: Found, where: str, dots_per_inch: float | None) -> Iterator[Finding]:
    count = 17 + 4 * (code.version or 1)
    grid = Grid(code.position, count)
    tones = _tones(grey, grid)
    yield from _module_size(grid, where) if dots_per_inch is None else _print_size(grid, where, dots_per_inch)
    if tones.inverted:
        yield _finding(Severity.ERROR, where, "inverted")
    yield from _contrast(tones, where)
    yield from _quiet_zone(grey, grid, tones, where)
    yield from _covered(code, where)
    yield from _logo(grey, grid, code, tones, where)
    if not code.data.isascii():
        yield _finding(Severity.INFO, where, "charset")


def _tones(grey: Image.Image, grid: Grid) -> _Tones:
    values = [
        _at(grey, grid.pixel(x + 0.5, y + 0.5), 255) for y in range(grid.count) for x in range(grid.count)
    ]
    mean = sum(values) / len(values)
    dark = median([value for value in values if value <= mean] or [mean])
    light = median([value for value in values if value > mean] or [mean])
    finder = _at(grey, grid.pixel(3.5, 3.5), 0)
    return _Tones(dark, light, inverted=finder > (dark + light) / 2)


def _module_size(grid: Grid, where: str) -> Iterator[Finding]:
    size = grid.module
    if size >= MIN_MODULE * (1 - _SLACK):
        return
    severity = Severity.ERROR if size < WEAK_MODULE * (1 - _SLACK) else Severity.WARNING
    yield _finding(severity, where, "module-small", pixels=round(size, 1), wanted=MIN_MODULE)


def _print_size(grid: Grid, where: str, dots_per_inch: float) -> Iterator[Finding]:
    size = grid.module * 25.4 / dots_per_inch
    if size >= GOOD_MODULE_MM * (1 - _SLACK):
        return
    severity = Severity.ERROR if size < LEAST_MODULE_MM * (1 - _SLACK) else Severity.WARNING
    yield _finding(severity, where, "print-small", millimetres=round(size, 2), wanted=GOOD_MODULE_MM)


def _contrast(tones: _Tones, where: str) -> Iterator[Finding]:
    if tones.contrast >= GOOD_CONTRAST:
        return
    severity = Severity.ERROR if tones.contrast < LEAST_CONTRAST else Severity.WARNING
    percent = round(tones.contrast * 100)
    yield _finding(severity, where, "contrast", percent=percent, wanted=round(GOOD_CONTRAST * 100))


def _quiet_zone(grey: Image.Image, grid: Grid, tones: _Tones, where: str) -> Iterator[Finding]:
    modules = 0
    while modules < QUIET_ZONE and _ring_is_quiet(grey, grid, tones, modules + 1):
        modules += 1
    if modules == QUIET_ZONE:
        return
    severity = Severity.ERROR if modules < 2 else Severity.WARNING
    yield _finding(severity, where, "quiet-zone", modules=modules, wanted=QUIET_ZONE)


def _ring_is_quiet(grey: Image.Image, grid: Grid, tones: _Tones, distance: int) -> bool:
    # What lies beyond the picture's edge may be dark, so it does not count as quiet.
    foul = 255 if tones.inverted else 0
    values = [_at(grey, grid.pixel(x, y), foul) for x, y in grid.ring(distance)]
    quiet = sum(1 for value in values if tones.is_ground(value))
    return quiet >= _LIGHT_SHARE * len(values)


def _covered(code: Found, where: str) -> Iterator[Finding]:
    if code.spare is None or code.spare >= GOOD_SPARE:
        return
    severity = Severity.ERROR if code.spare < LEAST_SPARE else Severity.WARNING
    yield _finding(severity, where, "covered", percent=round(code.spare * 100), level=code.level)


def _logo(grey: Image.Image, grid: Grid, code: Found, tones: _Tones, where: str) -> Iterator[Finding]:
    share = logo_share(grey, grid, code, (tones.dark + tones.light) / 2, tones.inverted)
    most = MOST_LOGO.get(code.level, 1.0)
    if share is None or share <= most + 2 / grid.count:
        return
    yield _finding(
        Severity.WARNING, where, "logo", percent=round(share * 100), level=code.level, most=round(most * 100)
    )


def _readable_with_border(grey: Image.Image) -> bool:
    """Return whether the picture reads once its dark surroundings are replaced by a light border.

    The outermost rows and columns of a QR code hold light modules at known places, so the box around
    everything light is the symbol itself when it stands bare on a dark page.
    """
    stretched = ImageOps.autocontrast(grey)
    box = stretched.point(_is_light).getbbox()
    if box is None:
        return False
    symbol = stretched.crop(box)
    border = max(8, max(symbol.size) // 6)
    return bool(decode(ImageOps.expand(symbol, border=border, fill=255)))


def _is_light(value: int) -> int:
    return 255 if value > 127 else 0


def _at(grey: Image.Image, point: tuple[float, float], beyond: int) -> int:
    x, y = int(point[0]), int(point[1])
    if not (0 <= x < grey.width and 0 <= y < grey.height) or point[0] < 0 or point[1] < 0:
        return beyond
    value = grey.getpixel((x, y))
    return value if isinstance(value, int) else beyond


def _finding(severity: Severity, where: str, what: str, **args: Arg) -> Finding:
    return Finding(severity, where, message(f"qr.check-{what}", **args))
