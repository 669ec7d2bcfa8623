"""The sender: an emulated phone that opens links and writes down what it sees, without an opinion.

Sender.open(Target) → Session.send(Probe) → Evidence. It has never seen a pack or a verdict's rules.
"""

from linktester.send.child import LOG_FILE, EmulatorProcess
from linktester.send.control import Control
from linktester.send.limits import LIMITS, Limits
from linktester.send.phone import EmulatedPhone
from linktester.send.port import Capability, Sender, Session, Target, Wire
from linktester.send.ready import Ready
from linktester.send.session import EmulatedSession

__all__ = [
    "LIMITS",
    "LOG_FILE",
    "Capability",
    "Control",
    "EmulatedPhone",
    "EmulatedSession",
    "EmulatorProcess",
    "Limits",
    "Ready",
    "Sender",
    "Session",
    "Target",
    "Wire",
]
