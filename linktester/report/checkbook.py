"""A checklist as a workbook: one row for each check, with its code, a list to choose from and room to write.

Every text is written as text, as in the workbook of a report. Only the first codes are drawn; no row is left
out.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from linktester.model.checklist import Checklist
from linktester.report.cards import MOST_CODES, SCALE, Card, answers, cards, facts, meanings
from linktester.report.phrases import Phrases
from linktester.report.rows import Cell, Column, safe
from linktester.report.workbook import put, workbook
from linktester.wording import Words

COLUMNS = (
    Column("number", 6),
    Column("code", 28),
    Column("link", 44, wrap=True),
    Column("where", 20, wrap=True),
    Column("entry", 14),
    Column("os", 11),
    Column("client", 12),
    Column("task", 40, wrap=True),
    Column("why", 34, wrap=True),
    Column("sources", 44, wrap=True),
    Column("outcome", 16),
    Column("tester", 14),
    Column("device", 18),
    Column("seen-client", 12),
    Column("seen-on", 12),
    Column("note", 34, wrap=True),
    Column("what", 30, wrap=True),
    Column("others", 40, wrap=True),
    Column("last-evidence", 13),
    Column("keys", 36, wrap=True),
)
"""All columns, in their order; those from `outcome` to `note` are the tester's."""
_INDEX = {column.key: index for index, column in enumerate(COLUMNS)}
_FILLED_IN = frozenset({"outcome", "tester", "device", "seen-client", "seen-on", "note"})
_ROW = 110.0
"""Points; a row without a code is as high, so that there is room to write."""
_MARGIN = 4
"""Pixels around a code."""
_POINTS = 0.75
"""Of a pixel at 96 to the inch."""
_TALLEST = 409.0
"""Points that a row may be high."""


def write_checkbook(path: Path, checklist: Checklist, words: Words) -> None:
    """Write the workbook. Raises InputErrors when it cannot be written; the file then stays as it was."""
    phrases = Phrases(words)
    with workbook(path) as book:
        _Book(book, phrases).write(checklist)


class _Book:
    """One workbook in the making."""

    def __init__(self, book: Any, phrases: Phrases) -> None:
        self._phrases = phrases
        base = {"valign": "top", "border": 1, "border_color": "#c9c5bc"}
        self._header = book.add_format({**base, "bold": True, "bg_color": "#e8e6e1", "text_wrap": True})
        self._plain = book.add_format(base)
        self._wrapped = book.add_format({**base, "text_wrap": True})
        self._blank = book.add_format({**base, "text_wrap": True, "bg_color": "#fffbe8", "num_format": "@"})
        self._title = book.add_format({"bold": True, "font_size": 13})
        self._sheet = book.add_worksheet(phrases.text("sheet.sheet-checks"))
        self._about = book.add_worksheet(phrases.text("sheet.sheet-about"))
        book.set_properties({"title": phrases.text("sheet.title"), "author": "linktester"})

    def write(self, checklist: Checklist) -> None:
        sheet = self._sheet
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
            put(sheet, 0, index, self._phrases.text(f"sheet.column-{column.key}"), self._header)
        sheet.freeze_panes(1, _INDEX["link"] + 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for card in cards(checklist, self._phrases):
            self._write_card(card)
        self._offer_answers(len(checklist.checks))
        self._write_about(checklist)

    def _write_card(self, card: Card) -> None:
        sheet, line = self._sheet, card.number
        sheet.set_row(line, _height(card))
        cells = _cells(card, self._phrases)
        for column in COLUMNS:
            if column.key in _FILLED_IN:
                sheet.write_blank(line, _INDEX[column.key], None, self._blank)
                continue
            look = self._wrapped if column.wrap or column.key == "code" else self._plain
            put(sheet, line, _INDEX[column.key], cells[column.key], look)
        if card.code:
            sheet.insert_image(line, _INDEX["code"], f"{line}.png", _picture(card.code.png))

    def _offer_answers(self, count: int) -> None:
        sheet, column = self._sheet, _INDEX["outcome"]
        sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
        # Texts of digits only are meant to be text.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if not count:
            return
        offered = {
            "validate": "list",
            "source": list(answers(self._phrases)),
            "error_title": self._phrases.text("sheet.column-outcome"),
            "error_message": self._phrases.text("sheet.choose"),
        }
        sheet.data_validation(1, column, count, column, offered)

    def _write_about(self, checklist: Checklist) -> None:
        sheet = self._about
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for line, (label, text) in enumerate(_about(checklist, self._phrases)):
            put(sheet, line, 0, label, self._title if line == 0 else self._wrapped)
            put(sheet, line, 1, safe(text), self._wrapped)


def _about(checklist: Checklist, phrases: Phrases) -> Iterator[tuple[str, str]]:
    yield phrases.text("sheet.title"), ""
    for fact in facts(checklist, phrases):
        yield "", fact
    if len(checklist.checks) > MOST_CODES:
        yield "", phrases.text("sheet.no-more-codes", limit=MOST_CODES)
    yield "", phrases.text("sheet.how")
    yield from meanings(phrases)
    yield "", phrases.text("table.exactness")


def _cells(card: Card, phrases: Phrases) -> dict[str, Cell]:
    check = card.check
    sources = "\n".join(f"{each.date} {phrases.title(each)} ({each.id})" for each in card.sources)
    texts = {
        "code": card.no_code,
        "link": check.link,
        "where": card.where,
        "entry": card.entry,
        "os": card.system,
        "client": card.client,
        "task": card.task,
        "why": "\n".join(card.why),
        "sources": sources,
        "what": card.what,
        "others": "\n".join(check.others),
        "last-evidence": check.last_evidence or "",
        "keys": "\n".join(check.keys),
    }
    return {"number": card.number, **{key: safe(text) for key, text in texts.items()}}


def _height(card: Card) -> float:
    """Return the points that a row needs for its code."""
    if card.code is None:
        return _ROW
    pixels = (len(card.code.modules) + 2 * card.code.border) * SCALE + 2 * _MARGIN
    return min(_TALLEST, max(_ROW, pixels * _POINTS))


def _picture(png: bytes) -> dict[str, object]:
    # Moves and shrinks with its row, so that a filter hides it too; nothing to read aloud but the link.
    return {
        "image_data": BytesIO(png),
        "x_offset": _MARGIN,
        "y_offset": _MARGIN,
        "object_position": 1,
        "decorative": True,
    }
