"""The picture of a run in a terminal: places down, dates across, one small mark for each verdict."""

from collections.abc import Iterable, Iterator
from itertools import islice

from rich.cells import cell_len

from linktester.cli.face import Cell, Face, Styled
from linktester.cli.tell import SHAPES
from linktester.model.run import CaseResult, Reach
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.report.boards import Board, Mark, boards, cell

SIGNS = {
    Modifier.CARRIED: "~",
    Modifier.CONFIRM: "c",
    Modifier.PARTIAL: "½",
    Modifier.PROMPT: "p",
    Modifier.WRAP: "w",
}
"""What stands behind a verdict for each modifier; the legend says so."""
CAUSES = {Cause.NO_POLICY: "", Cause.CONFLICT: "!", Cause.NO_CONTROL: "k", Cause.FAULT: "x"}
"""What stands behind the shape of INCONCLUSIVE where there is no room for words."""
LABEL = 24
"""Columns that the name of a place may claim before it is wrapped."""
_DECIDED = (Outcome.HONORED, Outcome.REWRITTEN, Outcome.BLOCKED)
MOST_RESULTS = 5_000
MOST_BOARDS = 60


def show(face: Face, results: Iterable[CaseResult]) -> None:
    """Print a board for each link, and the legend."""
    cells = [
        cell(number, result, face.phrases)
        for number, result in enumerate(islice(results, MOST_RESULTS), start=1)
    ]
    drawn = boards(cells)
    # One look for all boards of a run: whoever reads down them should not have to learn two.
    worded = not face.is_terminal or all(_needed(face, board) <= face.width for board in drawn)
    for board in drawn[:MOST_BOARDS]:
        face.line(f"{board.title}  {board.subtitle}".rstrip(), "bold")
        heads = ["", *(_head(column) if face.is_terminal else column for column in board.columns)]
        face.table(heads, _rows(face, board, worded=worded), frame=worded)
        if not worded:
            face.line()
    if len(drawn) > MOST_BOARDS:
        face.line(face.t("cli.more-boards", count=len(drawn) - MOST_BOARDS), "dim")
    for line in _legend(face):
        face.line(line, "dim")


def _head(column: str) -> str:
    """Stack year, day and time, so that a date takes no more room than a mark."""
    year, dash, rest = column.partition("-")
    return "\n".join([year, *rest.split(" ")]) if dash and year.isdigit() else column


def _needed(face: Face, board: Board) -> int:
    """Return the columns that a board takes with whole words; the name of a place may be wrapped."""
    widths = [max(map(cell_len, _head(column).split("\n"))) for column in ("", *board.columns)]
    for row in _rows(face, board, worded=True):
        widths = [max(width, _widest(each)) for width, each in zip(widths, row, strict=True)]
    return min(widths[0], LABEL) + sum(widths[1:]) + 3 * len(widths)


def _widest(each: Cell) -> int:
    if isinstance(each, str):
        return cell_len(each)
    if isinstance(each, Styled):
        return cell_len(f"{each.mark} {each.text}")
    return max(map(_widest, each), default=0)


def _rows(face: Face, board: Board, *, worded: bool) -> Iterator[tuple[Cell, ...]]:
    for row in board.rows:
        yield (row.label, *([_mark(face, mark, worded=worded) for mark in slot] or "·" for slot in row.slots))


def _mark(face: Face, mark: Mark, *, worded: bool) -> Styled:
    phrases = face.phrases
    shape, style = SHAPES[mark.outcome]
    signs = "".join(SIGNS[each] for each in mark.modifiers)
    signs += "i" if Reach.INFERRED in mark.reaches else ""
    signs += "≠" if mark.differs else ""
    who = f" ({', '.join(mark.phones)})" if mark.phones else ""
    style = f"reverse {style}" if mark.differs else style
    if worded:
        word = phrases.cause(mark.cause) if mark.cause else phrases.outcome(mark.outcome)
        return Styled(f"{word} {signs}".rstrip() + who, style, shape)
    return Styled(f"{shape}{CAUSES[mark.cause] if mark.cause else ''}{signs}{who}", style)


def _legend(face: Face) -> Iterator[str]:
    """Yield the lines that explain shapes, then signs."""
    phrases = face.phrases
    if face.is_terminal:
        decided = [f"{SHAPES[each][0]} {phrases.outcome(each)}" for each in Outcome if each in _DECIDED]
        open_ = [
            f"{SHAPES[Outcome.INCONCLUSIVE][0]}{sign} {phrases.cause(each)}" for each, sign in CAUSES.items()
        ]
        yield "   ".join([*decided, *open_])
    signs = [f"{sign} {phrases.of('modifier', each)}" for each, sign in SIGNS.items()]
    yield "   ".join(
        [*signs, f"i {phrases.of('reach', Reach.INFERRED)}", f"≠ {phrases.of('match', 'differs')}"]
    )
