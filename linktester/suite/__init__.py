"""Suites: reading and writing them, tables of many cases, and the matrix that turns cases into probes."""

from linktester.suite.axes import SURFACES, is_client
from linktester.suite.dates import NOW, moment
from linktester.suite.matrix import Options, Plan, Planned, Probes, control_of, expand, join
from linktester.suite.read import bundled, bundled_names, read, read_text
from linktester.suite.tables import Table, open_table
from linktester.suite.write import write

__all__ = [
    "NOW",
    "SURFACES",
    "Options",
    "Plan",
    "Planned",
    "Probes",
    "Table",
    "bundled",
    "bundled_names",
    "control_of",
    "expand",
    "is_client",
    "join",
    "moment",
    "open_table",
    "read",
    "read_text",
    "write",
]
