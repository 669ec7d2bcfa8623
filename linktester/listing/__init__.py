"""Results as rows, to be filtered and sorted; what every table of results stands on.

row_of(index, result, annotation, run=…)     a result becomes a flat row, without its evidence
parse(text)                                  what a person typed becomes a filter; mistakes are told
Listing(phrases)                             rows, filtered and sorted, also while they stream in
COLUMNS, column(id)                          what a table shows of a row
suggest, with_term, without, toggled         help with typing a filter
"""

from linktester.listing.columns import COLUMNS, Column, ColumnId, column
from linktester.listing.counts import Counted
from linktester.listing.edit import toggled, with_term, without
from linktester.listing.filter import EVERYTHING, Chip, Filter, parse
from linktester.listing.listing import Listing, Moved
from linktester.listing.row import Row, annotated, row_of
from linktester.listing.suggest import Suggestion, suggest
from linktester.listing.terms import FilterProblem
from linktester.listing.words import RowWords

__all__ = [
    "COLUMNS",
    "EVERYTHING",
    "Chip",
    "Column",
    "ColumnId",
    "Counted",
    "Filter",
    "FilterProblem",
    "Listing",
    "Moved",
    "Row",
    "RowWords",
    "Suggestion",
    "annotated",
    "column",
    "parse",
    "row_of",
    "suggest",
    "toggled",
    "with_term",
    "without",
]
