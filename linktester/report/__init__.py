"""Takes results out of the house: one format, one file.

check_target(format, path)                             before a run: can this be written at all?
write(format, path, head, results, tally, words, scope) streams; the file appears whole or not at all
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linktester.report.registry import REPORTS, Report, check_target, names, write
    from linktester.report.scope import Scope

__all__ = ["REPORTS", "Report", "Scope", "check_target", "names", "write"]


def __getattr__(name: str) -> Any:
    """Load the registry when it is first asked for: `escape` is needed before the window's first paint."""
    return getattr(import_module("linktester.report.registry"), name)
