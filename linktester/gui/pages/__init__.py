"""Whole pages: they compose panels and know no other page."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linktester.gui.openproject import OpenProject
    from linktester.gui.openrun import OpenRun
    from linktester.gui.pages.page import Page
    from linktester.gui.tools import Tools

PAGES = (
    "start",
    "codes",
    "cases",
    "results",
    "matrix",
    "runs",
    "emulator",
    "payments",
    "resolve",
    "settings",
)
"""Ids in the order of the rail; a page `x` is the class `XPage` of `pages/x.py`."""


def make_page(name: str, tools: "Tools", run: "OpenRun", project: "OpenProject") -> "Page":
    """Return a new page. Its module is loaded now, so that the first paint does not wait for all of them."""
    module = import_module(f"linktester.gui.pages.{name}")
    page: Page = getattr(module, f"{name.capitalize()}Page")(tools, run, project)
    return page
