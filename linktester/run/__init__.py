"""The run: sends what suites plan, judges it, cites the rules behind it, stores it and tells it.

What reaches out of the house is loaded when it is first asked for: a window that only words its wish for a
run shall not wait for sockets and databases.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from linktester.run.cite import cite
from linktester.run.clock import Clock, SystemClock
from linktester.run.job import LIMITS, Job, Limits
from linktester.run.judge import rejudge
from linktester.run.matching import match
from linktester.run.tally import BAD_INPUT, CANCELLED, FAULT
from linktester.run.unknown import checklist

if TYPE_CHECKING:
    from linktester.run.emulated import EmulatedRun
    from linktester.run.engine import Engine
    from linktester.run.sinks import ArchiveStore, Fanout, Sink, Store
    from linktester.run.stream import JsonLines
    from linktester.run.supervise import Emulator

__all__ = [
    "BAD_INPUT",
    "CANCELLED",
    "FAULT",
    "LIMITS",
    "ArchiveStore",
    "Clock",
    "EmulatedRun",
    "Emulator",
    "Engine",
    "Fanout",
    "Job",
    "JsonLines",
    "Limits",
    "Sink",
    "Store",
    "SystemClock",
    "checklist",
    "cite",
    "match",
    "rejudge",
]

_LATER = {
    "ArchiveStore": "sinks",
    "EmulatedRun": "emulated",
    "Emulator": "supervise",
    "Engine": "engine",
    "Fanout": "sinks",
    "JsonLines": "stream",
    "Sink": "sinks",
    "Store": "sinks",
}


def __getattr__(name: str) -> Any:
    """Load what `_LATER` names."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
