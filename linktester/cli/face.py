"""What every verb speaks through: words in the user's language, a terminal or a pipe, the workspace.

On a terminal there are colours and tables; in a pipe one record per line, fields between tabs, the same on
every machine. Text goes out as text: nothing in it is read as mark-up or as an escape sequence.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO, cast

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from linktester.cli.plain import plain
from linktester.cli.streams import outlet, standard_input
from linktester.model.message import Arg, message
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.report.phrases import Phrases
    from linktester.workspace import Workspace

_BETWEEN = 3
"""Columns a table puts between two of its own."""
_FEW = 4
"""Cells a row may have and still be understood without their names."""
NARROW = 60
"""Columns below which a table is not worth its frame."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A text with a rich style; in a pipe just the text."""

    text: str
    style: str = ""
    mark: str = ""
    """A shape before the text; only drawn on a terminal."""


Cell = str | Styled | Sequence["str | Styled"]
"""A cell: one text, or several that stand on lines of their own."""


class Face:
    """One invocation's mouth and ears."""

    def __init__(
        self,
        words: Words,
        *,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        stdin: TextIO | None = None,
        make_workspace: "Callable[[], Workspace] | None" = None,
        width: int | None = None,
    ) -> None:
        self.words = words
        self._outlet = outlet(stdout or sys.stdout)
        self.stdout = cast(TextIO, self._outlet)
        """Can be written without care: a reader that has gone stops nothing."""
        self.stdin = stdin or standard_input()
        self._make_workspace = make_workspace
        self._out = _console(self.stdout, width)
        self._err = _console(cast(TextIO, outlet(stderr or sys.stderr)), width)

    @cached_property
    def phrases(self) -> "Phrases":
        """Return names and phrases for model values."""
        from linktester.report.phrases import Phrases  # noqa: PLC0415 - reads the catalogue

        return Phrases(self.words)

    @cached_property
    def workspace(self) -> "Workspace":
        """Return the workspace; opened on first use."""
        if self._make_workspace is not None:
            return self._make_workspace()
        from linktester.workspace import Workspace  # noqa: PLC0415 - loads engine and archive

        return Workspace.open()

    def close(self) -> None:
        """Close the workspace if it was opened: its emulator ends with this invocation."""
        if "workspace" in self.__dict__:
            self.workspace.close()

    @property
    def output_fault(self) -> str | None:
        """Return why the output could not be written, None when it could or nobody wanted it."""
        return self._outlet.fault

    @property
    def is_terminal(self) -> bool:
        """Return whether somebody looks at the output as it comes."""
        return self._out.is_terminal

    @property
    def width(self) -> int:
        """Columns there are."""
        return self._out.width

    @property
    def console(self) -> Console:
        """Return the console of the output, for live progress."""
        return self._err if not self._out.is_terminal else self._out

    def t(self, code: str, **args: Arg) -> str:
        """Return the words of a code."""
        return self.words.say(message(code, **args))

    def line(self, text: str = "", style: str = "") -> None:
        """Print one line."""
        self._print(self._out, Text(plain(text, 100_000), style=style))

    def note(self, text: str, style: str = "") -> None:
        """Print one line to standard error, after what was printed before."""
        self.flush()
        self._print(self._err, Text(plain(text, 100_000), style=style))

    def raw(self, text: str) -> None:
        """Write text as it is; only for output that is not for eyes (JSON)."""
        self.stdout.write(text)
        self.flush()

    def octets(self, data: bytes) -> None:
        """Write what is no text; only for output that is not for eyes."""
        self._outlet.write_octets(data)

    def flush(self) -> None:
        """Hand on what was written."""
        self.stdout.flush()

    def fields(self, pairs: Iterable[tuple[str, Cell]]) -> None:
        """Print names and values, one pair a line."""
        self.table((), [(Styled(name, "dim"), value) for name, value in pairs], frame=False)

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        frame: bool = True,
        wide_last: bool = False,
        whole: Collection[int] = (),
        least: int = 0,
    ) -> None:
        """Print a table: drawn and wrapped on a terminal, tab-separated with a head line in a pipe.

        `wide_last` gives the last column all the room there is; `whole` are columns (1 is the first) whose
        values are never broken. Where a terminal leaves the last column fewer than `least` columns, each row
        becomes lines of its own.
        """
        if not self.is_terminal:
            self._records(columns, rows)
            return
        rows = list(rows)
        if least and self._room(columns, rows) < least:
            self._stack(columns, rows)
            return
        table = Table(
            show_header=bool(columns),
            box=_box() if frame and self._out.width >= NARROW else None,
            show_lines=False,
            pad_edge=False,
            header_style="bold",
            expand=wide_last,
        )
        heads = columns or ("", "")
        for number, name in enumerate(heads, start=1):
            last = wide_last and number == len(heads)
            table.add_column(Text(name), overflow="fold", ratio=1 if last else None, no_wrap=number in whole)
        for row in rows:
            table.add_row(*(_drawn(cell) for cell in row))
        self._print(self._out, table)

    def _room(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
        """Return what is left to the last column when all others have what they want."""
        heads = [cell_len(name) for name in columns[:-1]]
        wanted = [max([head, *(cell_len(_flat(row[at])) for row in rows)]) for at, head in enumerate(heads)]
        return self._out.width - sum(width + _BETWEEN for width in wanted) - _BETWEEN

    def _stack(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Print each row as a line of all cells but the last, that below it; many cells under their names."""
        for row in rows:
            cells = [(name, _drawn(cell)) for name, cell in zip(columns, row, strict=True) if _flat(cell)]
            few = len(columns) <= _FEW
            head = [cell for _, cell in (cells[:-1] if few else cells[:1])]
            self._print(self._out, Text(" · ").join(head))
            for name, cell in cells[len(head) :]:
                below = cell if few else Text.assemble((f"{name}: ", "dim"), cell)
                self._print(self._out, Padding(below, (0, 0, 0, 2)))

    def _records(self, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        if columns:
            self.line_of(columns)
        for row in rows:
            self.line_of([_flat(cell) for cell in row])

    def line_of(self, values: Sequence[str]) -> None:
        """Print one record of a pipe: values between tabs, none of which holds a tab or a line break."""
        self.stdout.write("\t".join(plain(value, 100_000) for value in values) + "\n")

    @staticmethod
    def _print(console: Console, what: Any) -> None:
        console.print(what, soft_wrap=not console.is_terminal)


def _console(stream: TextIO, width: int | None) -> Console:
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def _box() -> Any:
    from rich import box  # noqa: PLC0415

    return box.SIMPLE_HEAD


def _drawn(cell: Cell) -> Text:
    if isinstance(cell, str):
        return Text(plain(cell))
    if isinstance(cell, Styled):
        return Text(plain(f"{cell.mark} {cell.text}" if cell.mark else cell.text), style=cell.style)
    return Text("\n").join(_drawn(part) for part in cell)


def _flat(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Styled):
        return cell.text
    return " | ".join(_flat(part) for part in cell if _flat(part))
