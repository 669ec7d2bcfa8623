"""What every answer may draw on, made once per process."""

from dataclasses import dataclass, field

from linktester import links, policy
from linktester.links import Catalogue
from linktester.model.link import PlatformId
from linktester.model.platform import Platform
from linktester.serve.gates import Gates
from linktester.serve.ground import Ground
from linktester.serve.journal import Journal
from linktester.serve.options import ServeOptions
from linktester.serve.state import Codes
from linktester.serve.worlds import Worlds


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulator:
    """The emulator without its sockets."""

    gates: Gates
    ground: Ground
    catalogue: Catalogue = field(default_factory=links.catalogue)
    worlds: Worlds = field(default_factory=Worlds)
    journal: Journal = field(default_factory=Journal)

    @property
    def codes(self) -> Codes:
        """Ages and first users of emulated codes."""
        return self.ground.codes

    @property
    def packs(self) -> policy.Packs:
        """The packs followed."""
        return self.gates.packs

    def platform(self, id_: str) -> Platform | None:
        """Return the platform called `id_`."""
        return self.catalogue.platforms.get(PlatformId(id_))


def build(options: ServeOptions) -> Emulator:
    """Make the emulator of `options`.

    Raises InputErrors when a pack is wrong, EnvironmentFault when the state directory cannot be used.
    """
    ground = Ground(options.state_dir)
    ground.allowed_hosts = frozenset(options.notify_hosts)
    worlds = Worlds(now=ground.clock.now)
    return Emulator(gates=Gates(policy.load(options.packs)), ground=ground, worlds=worlds)
