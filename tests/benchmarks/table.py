"""Sorting and filtering the table of results, and moving the matrix to another date.

    python -m tests.benchmarks.table [ROWS …]

The same rows in the same kind of model, sorted and filtered by our own list and by the toolkit's
`QSortFilterProxyModel`, which asks the model for every cell it compares and is left out where that would take
minutes. The matrix: from the wish for a date until the picture is drawn anew, over worlds computed before.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication

from linktester.gui.app import make_application, make_window
from linktester.gui.models.results import ResultsModel
from linktester.gui.models.rulebook import Rulebook
from linktester.gui.pages.page import Page
from linktester.gui.panels.datepicker import DatePicker
from linktester.gui.speech import Speech
from linktester.listing import COLUMNS, ColumnId, Row, parse, row_of
from tests.fakes import results as fakes
from tests.fakes.window import PlayingWorkspace

ROUNDS = 3
MOST_FOR_PROXY = 200_000
"""Rows: beyond, the proxy needs minutes for one sorting."""
DAYS = 60
STEP = timedelta(days=45)
ORDERS = (ColumnId.STAND, ColumnId.DATE, ColumnId.VERDICT)
NEEDLE = "1999"


def rows(count: int) -> list[Row]:
    """Return rows of all kinds, in no order, each of a case of its own."""
    kinds = [row_of(0, result, run="run") for result in fakes.walled_garden()]
    names = ((number * 7919) % count for number in range(count))
    return [
        replace(kinds[number % len(kinds)], index=number, case=f"case-{name:06}", key=f"{number:032x}")
        for number, name in enumerate(names)
    ]


def best(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the CPU milliseconds of the quickest of some rounds."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        spent.append((time.process_time() - began) * 1000)
    return min(spent)


def sorted_anew(sort: Callable[[int, Qt.SortOrder], None], column: int) -> None:
    """Sort by a column and by none, so that every round has the same work."""
    sort(column, Qt.SortOrder.AscendingOrder)
    sort(-1, Qt.SortOrder.AscendingOrder)


def filtered_anew(model: ResultsModel) -> None:
    """Show few rows, then all."""
    model.set_filter(parse(NEEDLE))
    model.set_filter(parse(""))


def proxied_anew(proxy: QSortFilterProxyModel) -> None:
    """Show few rows, then all."""
    proxy.setFilterFixedString(NEEDLE)
    proxy.rowCount()
    proxy.setFilterFixedString("")
    proxy.rowCount()


def table(counts: list[int]) -> None:
    """Print what sorting and filtering cost."""
    say("rows     what               ours ms     proxy ms    ratio")
    speech = Speech("en")
    for count in counts:
        model, inner = ResultsModel(speech), ResultsModel(speech)
        for each in (model, inner):
            each.refill(rows(count))
        proxy = QSortFilterProxyModel()
        proxy.setFilterKeyColumn(-1)
        proxy.setSourceModel(inner)
        numbers = [each.id for each in COLUMNS]
        for order in ORDERS:
            column = numbers.index(order)
            ours = best(partial(sorted_anew, model.sort, column))
            theirs = best(partial(sorted_anew, proxy.sort, column), 1) if count <= MOST_FOR_PROXY else None
            say_pair(count, f"sort by {order}", ours, theirs)
        ours = best(partial(filtered_anew, model))
        say_pair(count, f"filter “{NEEDLE}”", ours, best(partial(proxied_anew, proxy), 1))


def say_pair(count: int, what: str, ours: float, theirs: float | None) -> None:
    """Print one line."""
    beside = f"{theirs:12.1f} {theirs / ours:8.0f}" if theirs is not None else f"{'–':>12} {'–':>8}"
    say(f"{count:<8} {what:18} {ours:7.1f} {beside}")


def matrix(app: QApplication, home: Path) -> None:
    """Print how long the matrix takes to follow the date."""
    window = make_window(PlayingWorkspace(home, fakes.walled_garden()))
    window.show()
    page = window.show_page("matrix")
    book, dates = page.findChild(Rulebook), page.findChild(DatePicker)
    assert book is not None
    assert dates is not None
    until(app, lambda: book.answers is not None)
    assert book.book is not None
    first = book.book.moments[0].at
    moves = sorted(moved(page, dates, first + number * STEP) for number in range(DAYS))
    told = f"median {median(moves):.1f} ms, 95th of 100 {moves[len(moves) * 95 // 100]:.1f} ms"
    say(f"\nmatrix: {DAYS} dates, each from the wish to the picture: {told}, longest {moves[-1]:.1f} ms")
    window.close()


def moved(page: Page, dates: DatePicker, moment: object) -> float:
    """Move the date as a hand on the line does, and draw; milliseconds."""
    began = time.perf_counter()
    dates.moved.emit(0, moment)
    page.repaint()
    return (time.perf_counter() - began) * 1000


def until(app: QApplication, ask: Callable[[], bool]) -> None:
    """Let the window work until something is true."""
    while not ask():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> None:
    """Print both tables."""
    app = make_application([])
    table([int(word) for word in words] or [10_000, 100_000])
    with tempfile.TemporaryDirectory() as folder:
        matrix(app, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
