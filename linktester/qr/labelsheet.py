"""Many codes on pages for a printer: vector modules, labels, quiet zones kept, each page read back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.qr import lettering, paper
from linktester.qr.pdfpages import Page, pages
from linktester.qr.pictures import wrong
from linktester.qr.read import decode
from linktester.qr.render import Code

PAGES = {"A4": A4, "Letter": letter}
MOST_CODES = 2000
MOST_COLUMNS = 12
MARGIN_MM = 8.0
"""What printers leave white at each edge."""
_GAP = 2 * mm
_SIZE, _LEADING = 8.0, 10.0
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One code with what stands under it."""

    code: Code
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the pages look."""

    page: str = "A4"
    """A key of `PAGES`."""
    columns: int | None = None
    """As many as fit when left out."""
    side_mm: float | None = None
    """Side of a symbol without quiet zone: 46 when left out, or what fits into the columns wished for.
    A code whose standard fixes its size keeps that."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The finished document."""

    octets: bytes
    """PDF."""
    pages: int
    strange: tuple[str, ...]
    """Characters of labels the font lacks; they stand there as code points."""


@dataclass(frozen=True, slots=True)
class _Grid:
    size: tuple[float, float]
    columns: int
    rows: int
    across: float
    """Points a cell is wide; the code with its quiet zone fits into a square of it."""
    down: float
    side_mm: float
    lines: int

    @property
    def each(self) -> int:
        return self.columns * self.rows

    def spot(self, number: int) -> tuple[float, float]:
        """Return left and top of a cell, the top counted from the bottom of the page."""
        row, column = divmod(number, self.columns)
        left = (self.size[0] - self.columns * self.across) / 2 + column * self.across
        return left, self.size[1] - MARGIN_MM * mm - row * self.down


def sheet(entries: Sequence[Entry], layout: Layout | None = None) -> Sheet:
    """Return the pages, proved: every code on them reads back to its octets.

    Raises InputErrors when there is nothing to print or too much, when a size does not fit the page, or
    modules would be too small to scan.
    """
    wish = layout or Layout()
    if not 0 < len(entries) <= MOST_CODES:
        raise wrong(message("qr.sheet-count", count=len(entries), most=MOST_CODES))
    grid = _grid(entries, wish)
    stream = BytesIO()
    canvas = paper.new_canvas(stream, grid.size)
    count = -(-len(entries) // grid.each)
    for number, part in enumerate(_parts(entries, grid.each), start=1):
        _draw_page(canvas, grid, part, f"{number} / {count}")
    canvas.save()
    made = stream.getvalue()
    _prove(made, grid, entries)
    missing = lettering.strange("".join(" ".join(entry.label.split()) for entry in entries))
    return Sheet(made, count, missing)


def _grid(entries: Sequence[Entry], wish: Layout) -> _Grid:
    width, height = PAGES[wish.page]
    room = width - 2 * MARGIN_MM * mm
    if wish.columns is not None and not 1 <= wish.columns <= MOST_COLUMNS:
        raise wrong(message("qr.sheet-columns", columns=wish.columns, most=MOST_COLUMNS))
    side = wish.side_mm or paper.SIDE_MM
    if wish.side_mm is None and wish.columns is not None:
        side = min(side, room / mm / wish.columns / max(_growth(entry.code) for entry in entries))
    for entry in entries:
        paper.check_module(entry.code, entry.code.side_mm or side)
    needed = max((entry.code.side_mm or side) * _growth(entry.code) for entry in entries) * mm
    columns = wish.columns or min(MOST_COLUMNS, int(room / needed))
    least = needed + _LEADING + _GAP
    if columns < 1 or columns * needed > room + 0.01 or least > height - 2 * MARGIN_MM * mm:
        raise _too_wide(needed, room, columns)
    across = room / columns
    lines = max(1, *(len(_label(entry, across)) for entry in entries))
    down = needed + lines * _LEADING + _GAP
    # The page's number has its line at the foot.
    rows = int((height - 2 * MARGIN_MM * mm - _LEADING) / down)
    if rows < 1:
        raise _too_wide(needed, room, columns)
    return _Grid((width, height), columns, rows, across, down, side, lines)


def _growth(code: Code) -> float:
    """Return how much wider than its symbol a code is with its quiet zone."""
    return 1 + 2 * code.border / len(code.modules)


def _too_wide(needed: float, room: float, columns: int) -> Exception:
    return wrong(
        message(
            "qr.sheet-too-wide",
            columns=max(columns, 1),
            needed=round(needed / mm, 1),
            room=round(room / mm / max(columns, 1), 1),
        )
    )


def _label(entry: Entry, across: float) -> list[str]:
    return lettering.lines(lettering.spelled(entry.label), across - _GAP, _SIZE, _MOST_LINES)


def _parts(entries: Sequence[Entry], each: int) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), each):
        yield entries[start : start + each]


def _draw_page(canvas: Canvas, grid: _Grid, part: Sequence[Entry], foot: str) -> None:
    for number, entry in enumerate(part):
        left, bottom, side = _place(grid, number, entry.code)
        paper.draw(canvas, entry.code, left, bottom, side)
        canvas.setFillGray(0)
        canvas.setFont(lettering.font(), _SIZE)
        middle = grid.spot(number)[0] + grid.across / 2
        baseline = bottom - entry.code.border * side / len(entry.code.modules) - _SIZE
        for row, line in enumerate(_label(entry, grid.across)):
            canvas.drawCentredString(middle, baseline - row * _LEADING, line)
    canvas.setFont(lettering.font(), _SIZE)
    canvas.drawCentredString(grid.size[0] / 2, MARGIN_MM * mm - _SIZE / 2, foot)
    canvas.showPage()


def _place(grid: _Grid, number: int, code: Code) -> tuple[float, float, float]:
    """Return left, bottom and side of a symbol in its cell."""
    side = (code.side_mm or grid.side_mm) * mm
    quiet = code.border * side / len(code.modules)
    left, top = grid.spot(number)
    return left + (grid.across - side) / 2, top - quiet - side, side


def _prove(made: bytes, grid: _Grid, entries: Sequence[Entry]) -> None:
    smallest = min((entry.code.side_mm or grid.side_mm) / len(entry.code.modules) for entry in entries)
    parts = _parts(entries, grid.each)
    for page, part in zip(pages(made, paper.proving_dots(smallest)), parts, strict=True):
        wanted = Counter(entry.code.payload for entry in part)
        for number, entry in enumerate(part):
            if _read_cell(page, grid, number, entry.code) == [entry.code.payload]:
                wanted[entry.code.payload] -= 1
        if any(wanted.values()):
            raise EnvironmentFault(message("qr.sheet-not-proved", page=page.number))


def _read_cell(page: Page, grid: _Grid, number: int, code: Code) -> list[bytes]:
    """Return what a reader finds in one cell."""
    left, bottom, side = _place(grid, number, code)
    quiet = code.border * side / len(code.modules)
    dots = page.dots_per_inch / 72
    low, high = grid.size[1] - bottom - side - quiet, grid.size[1] - bottom + quiet
    box = (left - quiet, low, left + side + quiet, high)
    cell = page.picture.crop(tuple(round(edge * dots) for edge in box))  # type: ignore[arg-type]
    return [found.data for found in decode(cell)]
