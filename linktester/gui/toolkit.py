"""Loads the toolkit's bindings, and takes back what they put in the way of everything loaded after them."""

import builtins


def load() -> None:
    """Load PySide6 so that later imports stay quick. The window's first step.

    The bindings put an `__import__` over the one that is there. It reads the source of every module that is
    imported for the first time, in search of `from __feature__ import …`, which nothing here uses, and keeps
    all these texts. What it lies over is left where the bindings keep it.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - when it is loaded is what this is about

    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before
