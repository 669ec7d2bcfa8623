"""The run: sends what suites plan, judges it, cites the rules behind it, stores it and tells it."""

from linktester.run.cite import cite
from linktester.run.clock import Clock, SystemClock
from linktester.run.emulated import EmulatedRun
from linktester.run.engine import Engine
from linktester.run.job import LIMITS, Job, Limits
from linktester.run.judge import rejudge
from linktester.run.matching import match
from linktester.run.sinks import ArchiveStore, Fanout, Sink, Store
from linktester.run.stream import JsonLines
from linktester.run.supervise import Emulator
from linktester.run.tally import BAD_INPUT, CANCELLED, FAULT
from linktester.run.unknown import checklist

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
