"""The picture of a run in a terminal: places down, dates across, one small mark for each verdict."""

from collections.abc import Iterable, Iterator
from itertools import islice

from linktester.cli.face import Cell, Face, Styled
from linktester.cli.tell import SHAPES
from linktester.model.run import CaseResult, Reach
from linktester.model.verdict import Modifier
from linktester.report.boards import Board, Mark, boards, cell

SIGNS = {
    Modifier.CARRIED: "~",
    Modifier.CONFIRM: "c",
    Modifier.PARTIAL: "½",
    Modifier.PROMPT: "p",
    Modifier.WRAP: "w",
}
"""What stands behind a verdict for each modifier; the legend says so."""
MOST_RESULTS = 5_000
MOST_BOARDS = 60


def show(face: Face, results: Iterable[CaseResult]) -> None:
    """Print a board for each link, and the legend."""
    cells = [
        cell(number, result, face.phrases)
        for number, result in enumerate(islice(results, MOST_RESULTS), start=1)
    ]
    drawn = boards(cells)
    for board in drawn[:MOST_BOARDS]:
        face.line(f"{board.title}  {board.subtitle}".rstrip(), "bold")
        face.table(("", *board.columns), _rows(face, board))
    if len(drawn) > MOST_BOARDS:
        face.line(face.t("cli.more-boards", count=len(drawn) - MOST_BOARDS), "dim")
    face.line(_legend(face), "dim")


def _rows(face: Face, board: Board) -> Iterator[tuple[Cell, ...]]:
    for row in board.rows:
        yield (row.label, *([_mark(face, mark) for mark in slot] or "·" for slot in row.slots))


def _mark(face: Face, mark: Mark) -> Styled:
    phrases = face.phrases
    shape, style = SHAPES[mark.outcome]
    word = phrases.cause(mark.cause) if mark.cause else phrases.outcome(mark.outcome)
    signs = "".join(SIGNS[each] for each in mark.modifiers)
    signs += "i" if Reach.INFERRED in mark.reaches else ""
    signs += "≠" if mark.differs else ""
    who = f" ({', '.join(mark.phones)})" if mark.phones else ""
    return Styled(f"{word} {signs}".rstrip() + who, f"reverse {style}" if mark.differs else style, shape)


def _legend(face: Face) -> str:
    phrases = face.phrases
    signs = [f"{sign} {phrases.of('modifier', each)}" for each, sign in SIGNS.items()]
    return "   ".join(
        [*signs, f"i {phrases.of('reach', Reach.INFERRED)}", f"≠ {phrases.of('match', 'differs')}"]
    )
