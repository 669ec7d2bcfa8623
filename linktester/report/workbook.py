"""Workbooks in which text stays text: no formula, number, date or link is ever made of it.

Rows go to disk as they come; the file appears whole or not at all.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from linktester.report.files import replacing
from linktester.report.rows import Cell

_SHARED_UNDERSCORE = re.compile("(_x[0-9a-fA-F]{4})(?=_x[0-9a-fA-F]{4}_)")


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """Yield a workbook that becomes `path` when the block ends well; needs room in the temporary folder.

    Each sheet is to be filled from the top down. Raises InputErrors when `path` cannot be written.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, replacing(path) as stream:
        whole = Path(folder, "whole.xlsx")
        with _book(whole) as book:
            yield book
        # Copied, because an archive that was broken off still writes to its stream when it is collected.
        with whole.open("rb") as made:
            shutil.copyfileobj(made, stream)


def put(sheet: Any, line: int, index: int, cell: Cell, look: Any) -> None:
    """Write one cell, 0-based; an empty text leaves it blank."""
    if isinstance(cell, int):
        sheet.write_number(line, index, cell, look)
    elif cell:
        sheet.write_string(line, index, _literal(cell), look)


def _literal(text: str) -> str:
    """Return `text` so that it is read back as it is; two oddities of the writer cost a space.

    It takes `<r>…</r>` for markup of its own, and of two escapes that share an underscore
    (`_x005F_x0041_`) it protects the first only.
    """
    apart = _SHARED_UNDERSCORE.sub(r"\1 ", text)
    return f"{apart} " if apart.startswith("<r>") and apart.endswith("</r>") else apart


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    """Yield a workbook that stands at `path` when the block ends well; its rows wait beside it.

    OSError passes through as it is; whatever happens, no file stays open.
    """
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(str(path), options)
    book.use_zip64()
    with ExitStack() as ends:
        try:
            yield book
            book.close()
        except FileCreateError as fault:
            cause = fault.args[0]
            raise cause if isinstance(cause, OSError) else OSError(str(fault)) from fault
        finally:
            for sheet in book.worksheets():
                ends.callback(sheet.row_data_fh.close)
