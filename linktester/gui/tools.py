"""What every page is given: made once by the window, passed down, never fetched from a global place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linktester.gui.actions import Actions
from linktester.gui.circumstances import Circumstances
from linktester.gui.host import Host
from linktester.gui.settings import Settings
from linktester.gui.speech import Speech
from linktester.gui.tasks import Tasks
from linktester.gui.theme import Theme

if TYPE_CHECKING:
    from linktester.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tools:
    """Speech, colours, actions, memory, threads and the engine's host."""

    speech: Speech
    theme: Theme
    actions: Actions
    settings: Settings
    tasks: Tasks
    host: Host
    circumstances: Circumstances

    @property
    def workspace(self) -> "Workspace":
        """Archive and places. Call the archive from tasks only: a disk may be slow."""
        return self.host.workspace
