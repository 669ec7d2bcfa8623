"""The emulator: a real HTTP(S) server that follows policy packs and plays apps, public hosts and doors.

It runs in a process of its own. No answer of it names a verdict: it only does what a client, a site or an
app would do, and keeps in its journal which rule made it do so.
"""

from linktester.serve.options import ServeOptions
from linktester.serve.server import main

__all__ = ["ServeOptions", "main"]
