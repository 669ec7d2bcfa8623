"""Suites: reading and writing them, tables of many cases, and the matrix that turns cases into probes."""

from linktester.suite import render
from linktester.suite.axes import SURFACES, is_client
from linktester.suite.cases import case_from
from linktester.suite.dates import NOW, moment, written
from linktester.suite.matrix import Options, Plan, Planned, Probes, control_of, expand, join
from linktester.suite.read import (
    MAX_BYTES,
    MAX_CASES,
    MAX_SITES,
    bundled,
    bundled_names,
    can_stand_in,
    head_from,
    read,
    read_text,
)
from linktester.suite.render import own_content
from linktester.suite.tables import SUFFIXES, Table, open_table
from linktester.suite.variables import escaped
from linktester.suite.write import (
    refuse_unwritable,
    write,
    write_case,
    write_matrix,
    write_site,
)

__all__ = [
    "MAX_BYTES",
    "MAX_CASES",
    "MAX_SITES",
    "NOW",
    "SUFFIXES",
    "SURFACES",
    "Options",
    "Plan",
    "Planned",
    "Probes",
    "Table",
    "bundled",
    "bundled_names",
    "can_stand_in",
    "case_from",
    "control_of",
    "escaped",
    "expand",
    "head_from",
    "is_client",
    "join",
    "moment",
    "open_table",
    "own_content",
    "read",
    "read_text",
    "refuse_unwritable",
    "render",
    "write",
    "write_case",
    "write_matrix",
    "write_site",
    "written",
]
