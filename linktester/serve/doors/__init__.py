"""The target apps' doors: what an app shows when the system hands it a URI."""

from linktester.serve.doors.door import door

__all__ = ["door"]
