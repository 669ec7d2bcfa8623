"""Takes results out of the house: one format, one file.

check_target(format, path)                             before a run: can this be written at all?
write(format, path, head, results, tally, words, scope) streams; the file appears whole or not at all
"""

from linktester.report.registry import REPORTS, Report, check_target, names, write
from linktester.report.scope import Scope

__all__ = ["REPORTS", "Report", "Scope", "check_target", "names", "write"]
