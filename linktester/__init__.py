"""linktester: what happens to a link inside another app, on a date, and why."""

__version__ = "0.1.0"
