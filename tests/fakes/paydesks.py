"""A window's surroundings whose emulator is a played control port of payments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linktester.gui.openpayments import OpenPayments
from linktester.gui.tools import Tools
from linktester.send import Ready
from linktester.workspace import EmulatorState
from tests.fakes.payerport import PayerPort, payer_port
from tests.fakes.window import PlayingWorkspace, make_tools


class PayingWorkspace(PlayingWorkspace):
    """Its emulator is the port; `ready` None lets it be down."""

    def __init__(self, home: Path, ready: Ready | None) -> None:
        super().__init__(home)
        self.ready = ready

    def emulator(self) -> EmulatorState:
        return EmulatorState(self.ready, True, self.restarted, self.places.state / "emulator.log")


@dataclass
class PayDesk:
    """The surroundings, the port, and the looks at it."""

    tools: Tools
    port: PayerPort
    workspace: PayingWorkspace
    payments: OpenPayments

    def seen(self, qtbot: Any) -> OpenPayments:
        """Look at the port until the first look was taken; go on looking."""
        self.payments.watch(True)
        qtbot.waitUntil(self.has_seen)
        return self.payments

    def has_seen(self) -> bool:
        return self.payments.sight is not None

    def look(self, qtbot: Any) -> None:
        """Have a whole look that begins now."""
        self.payments.select(("", str(len(self.port.asked))))
        with qtbot.waitSignal(self.payments.changed):
            self.payments.select(None)

    def called(self, name: str) -> list[Any]:
        """Return the bodies of the calls of this name."""
        return [body for call, body in self.port.asked if call == f"POST {name}"]


@contextmanager
def pay_desk(folder: Path, **told: Any) -> Iterator[PayDesk]:
    """Lay the table; English and light."""
    with payer_port(**told) as port:
        workspace = PayingWorkspace(folder, port.ready)
        tools = make_tools(workspace)
        tools.theme.apply()
        payments = OpenPayments(tools)
        try:
            yield PayDesk(tools, port, workspace, payments)
        finally:
            payments.watch(False)
            tools.host.close()
            tools.tasks.close()
