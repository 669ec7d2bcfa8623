"""The archive: runs, results and evidence that outlive the process."""

from linktester.store.archive import Archive

__all__ = ["Archive"]
