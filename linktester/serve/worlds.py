"""The worlds this process answers in: immutable circumstances, many at once.

Equal specs make equal worlds, so that a sender may post its spec again after a restart. A request without
a world header is answered in the default world, which is now.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from linktester.model.world import Site, WorldSpec
from linktester.serve.faults import Fault

MOST_WORLDS = 20_000
"""The least recently used is forgotten beyond this; its sender posts it again."""
DEFAULT = "default"
_DEFAULT_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One world."""

    id: str
    spec: WorldSpec
    sites: Mapping[str, Site] = field(default_factory=dict)
    """The spec's stand-ins, by lower-case host."""
    faults: tuple[Fault, ...] = ()
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """Answers of the gates, which cannot change within a world."""

    @property
    def as_of(self) -> datetime:
        """The policy date and the clock of tickets."""
        return self.spec.as_of


class Worlds:
    """All worlds by id."""

    def __init__(self, most: int = MOST_WORLDS) -> None:
        self._most = most
        self._worlds: OrderedDict[str, World] = OrderedDict()
        self._default: World | None = None
        self._default_until = 0.0

    def make(self, spec: WorldSpec, faults: tuple[Fault, ...] = ()) -> World:
        """Return the world of `spec`, the same one for equal specs."""
        known = _id(spec, faults)
        world = self.find(known)
        if world is None:
            sites = {site.host.lower(): site for site in spec.sites}
            world = World(id=known, spec=spec, sites=sites, faults=faults)
            self._worlds[known] = world
            if len(self._worlds) > self._most:
                self._worlds.popitem(last=False)
        return world

    def find(self, id_: str) -> World | None:
        """Return the world with this id, None when there is none (any more)."""
        if id_ == DEFAULT:
            return self.default()
        world = self._worlds.get(id_)
        if world is not None:
            self._worlds.move_to_end(id_)
        return world

    def default(self) -> World:
        """Return the world of requests that name none; its clock moves once a minute."""
        moment = time.monotonic()
        if self._default is None or moment >= self._default_until:
            self._default = World(id=DEFAULT, spec=WorldSpec(as_of=datetime.now(UTC)))
            self._default_until = moment + _DEFAULT_SECONDS
        return self._default


def _id(spec: WorldSpec, faults: tuple[Fault, ...]) -> str:
    canonical = msgspec.to_builtins((spec, faults), order="sorted")
    canonical[0]["as_of"] = spec.as_of.astimezone(UTC).isoformat()
    text = msgspec.json.encode(canonical, order="sorted")
    return "w" + hashlib.sha256(text).hexdigest()[:20]
