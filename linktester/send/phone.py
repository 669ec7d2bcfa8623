"""The sender that plays a phone against the emulator."""

from linktester.send.limits import LIMITS, Limits
from linktester.send.port import Target
from linktester.send.session import EmulatedSession


class EmulatedPhone:
    """Opens sessions on an emulated phone; which phone it is stands in each probe."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def open(self, target: Target) -> EmulatedSession:
        """Return a session. Connects to nothing before its first probe.

        Raises EnvironmentFault when the emulator's credentials cannot be read.
        """
        return EmulatedSession(target, self._limits)
